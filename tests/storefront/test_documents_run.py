"""Every query of the gateway is answered by our execution as graphql-core's own answers it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from graphql import (
    GraphQLInputType,
    execute,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    parse,
    type_from_ast,
)

from commerce import documents
from engine.accounts.models import User
from engine.catalog.models import Page, Product
from engine.schema import schema
from engine.schema.context import Context
from engine.schema.execution import BatchedExecution
from kernel.ids import to_global_id
from tests.engine.schema.plain_execution import run_plainly

QUERIES = [name for name in documents.names() if not documents.get(name).is_mutation]


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("is_staff", [False, True])
@pytest.mark.parametrize("language", ["RO", "EN"])
def test_each_query_is_answered_as_by_graphql_core(language: str, is_staff: bool) -> None:
    user = User(email="echipa@magazin.example", is_staff=True) if is_staff else None
    now = timezone.now()

    for name in QUERIES:
        text = documents.get(name).text
        variables = {**_some_variables(text, name), "language": language, "translated": language == "EN"}
        asked: Any = {"variable_values": variables}
        ours: Any = execute(
            schema.graphql_schema,
            parse(text),
            context_value=Context(user=user, now=now),
            execution_context_class=BatchedExecution,
            **asked,
        )
        plain = run_plainly(
            schema.graphql_schema, parse(text), context_value=Context(user=user, now=now), **asked
        )

        assert (name, ours.data) == (name, plain.data)
        assert sorted(map(str, ours.errors or ())) == sorted(map(str, plain.errors or ()))


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("name", ["catalogue/cards", "catalogue/product", "sellers/one"])
def test_the_variables_are_such_that_something_is_found(name: str) -> None:
    text = documents.get(name).text
    variables = {**_some_variables(text, name), "language": "EN", "translated": True}

    answer = run_plainly(
        schema.graphql_schema, parse(text), context_value=Context(), variable_values=variables
    )

    assert answer.errors is None
    (found,) = answer.data.values()
    assert found["edges"] if "edges" in found else found["id"]


def _some_variables(text: str, name: str) -> dict[str, Any]:
    """Choose a value for each variable, of a real row where one is named."""
    product, page = Product.objects.order_by("pk")[0], Page.objects.order_by("pk")[0]
    row, kind = (page, "Page") if "seller" in name or "page" in name else (product, "Product")
    key = to_global_id(kind, row.pk)
    known = {"channel": "ses-ro", "slug": row.slug, "id": key, "ids": [key], "cursor": None, "after": None}
    operation: Any = parse(text).definitions[0]
    return {
        variable.variable.name.value: known.get(variable.variable.name.value, _some(variable.type))
        for variable in operation.variable_definitions
    }


def _some(node: Any) -> Any:
    type_: Any = type_from_ast(schema.graphql_schema, node)
    return [_value(type_)] if is_list_type(get_nullable_type(type_)) else _value(type_)


def _value(type_: GraphQLInputType) -> Any:
    named: Any = get_named_type(type_)
    if is_enum_type(named):
        return next(iter(named.values))
    if is_input_object_type(named):
        return {}
    return {"Int": 3, "Boolean": True, "ID": to_global_id("Product", 1)}.get(named.name, "olla")
