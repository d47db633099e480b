"""Who may change the catalogue: staff, nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLField, GraphQLNonNull, is_input_object_type

from engine.catalog.models import Category
from engine.schema.schema import graphql_schema
from engine.schema.setup.catalog import CatalogMutations
from engine.validation import camel
from tests.engine.accounts.people import person
from tests.engine.schema.asking import ask
from tests.engine.schema.setup.staff import DENIED

pytestmark = pytest.mark.django_db

NAMES = sorted(camel(name) for name in vars(CatalogMutations) if not name.startswith("_"))


def sample(kind: Any) -> str:
    """Write a value of a required input."""
    if isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    if is_input_object_type(kind):
        needed = {
            name: field.type for name, field in kind.fields.items() if isinstance(field.type, GraphQLNonNull)
        }
        return "{" + ", ".join(f"{name}: {sample(each)}" for name, each in needed.items()) + "}"
    if hasattr(kind, "of_type"):
        return "[]"
    if hasattr(kind, "values"):
        return str(next(iter(kind.values)))
    return '"x"'


def document(name: str) -> str:
    """Write the mutation with all that it needs."""
    field: GraphQLField = graphql_schema.mutation_type.fields[name]  # type: ignore[union-attr]
    needed = {key: each.type for key, each in field.args.items() if isinstance(each.type, GraphQLNonNull)}
    arguments = ", ".join(f"{key}: {sample(kind)}" for key, kind in needed.items())
    return "mutation { " + name + (f"({arguments})" if arguments else "") + " { errors { code } } }"


def test_the_room_has_its_mutations() -> None:
    assert len(NAMES) == 30


@pytest.mark.parametrize("name", NAMES)
def test_strangers_and_customers_may_change_nothing(name: str) -> None:
    bogdan = person()

    for user in (None, bogdan):
        answer = ask(document(name), user=user)
        [error] = answer["errors"]
        assert error["extensions"]["exception"]["code"] == DENIED
        assert error["message"].startswith("To access this path, you need one of the following permissions: ")
        assert answer["data"] == {name: None}

    assert Category.objects.count() == 0
