"""Every document is valid against Saleor's schema and against the embedded core's."""

from __future__ import annotations

import re

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate
from graphql.validation import NoDeprecatedCustomRule, specified_rules

from commerce import documents
from tests.commerce import saleor_schema

ENGINE_SCHEMA = saleor_schema.REPOSITORY / "engine" / "schema.graphql"
# Translating an attribute's text needs its id, which Saleor tells by the deprecated `attributes` only.
DEPRECATED_FOR_A_REASON = {"app/page_values", "app/product_values"}
FIELD_LINE = re.compile(r"^- `(\w+)", re.MULTILINE)


@pytest.fixture(scope="module")
def saleor() -> GraphQLSchema:
    schema = saleor_schema.load()
    if schema is None:
        pytest.skip(saleor_schema.ABSENT)
    return schema


@pytest.fixture(scope="module")
def engine() -> GraphQLSchema:
    if not ENGINE_SCHEMA.exists():
        pytest.skip("engine/schema.graphql is not printed yet.")
    return build_schema(ENGINE_SCHEMA.read_text(encoding="utf-8"))


def _faults(schema: GraphQLSchema, operation: str, *more_rules: type) -> list[str]:
    rules = (*specified_rules, *more_rules)
    return [error.message for error in validate(schema, parse(documents.get(operation).text), rules)]


@pytest.mark.parametrize("operation", documents.names())
def test_document_is_valid_on_saleor_and_uses_nothing_deprecated(
    operation: str, saleor: GraphQLSchema
) -> None:
    faults = _faults(saleor, operation, NoDeprecatedCustomRule)

    assert bool(faults) == (operation in DEPRECATED_FOR_A_REASON), faults
    assert _faults(saleor, operation) == []


@pytest.mark.parametrize("operation", documents.names())
def test_document_is_valid_on_the_embedded_core(operation: str, engine: GraphQLSchema) -> None:
    assert _faults(engine, operation) == []


@pytest.mark.parametrize("operation", documents.names())
def test_document_is_named_after_its_file_and_keeps_within_four_mutations(operation: str) -> None:
    document = documents.get(operation)

    definition = parse(document.text).definitions[0]

    assert document.operation_name == "".join(part.title() for part in re.split("[/_]", operation))
    assert document.is_mutation == (definition.operation.value == "mutation")
    assert not document.is_mutation or len(definition.selection_set.selections) <= 4


def test_document_is_the_same_string_each_time() -> None:
    first, second = documents.get("basket/get"), documents.get("basket/get")

    assert first.text is second.text
    assert first.text.count("fragment ChoiceFields on") == 1


def test_unknown_operation_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        documents.get("basket/steal")


def test_page_of_used_fields_names_every_root_field() -> None:
    page = (documents.OPERATIONS_DIR / "README.md").read_text(encoding="utf-8")
    listed = set(FIELD_LINE.findall(page))

    used = {
        field.name.value
        for operation in documents.names()
        for field in parse(documents.get(operation).text).definitions[0].selection_set.selections
    }

    assert used - listed == set()
