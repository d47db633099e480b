"""What the core shares with Saleor has Saleor's shape: fields, arguments, inputs and enumerations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    is_required_argument,
    is_required_input_field,
)

from engine.management.commands.print_engine_schema import printed
from tests.commerce import saleor_schema

#: Read back from its text: plain types with plain default values, as Saleor's introspection gives them.
OWN = build_schema(printed())
#: Differences that stay, each with its reason.
ALLOWED: dict[str, str] = {}
#: The language's own.
BUILT_IN = {"Boolean", "Float", "ID", "Int", "String"}


@pytest.fixture(scope="module")
def saleor() -> GraphQLSchema:
    schema = saleor_schema.load()
    if schema is None:
        pytest.skip(saleor_schema.ABSENT)
    return schema


def _own_types() -> list[str]:
    names = OWN.type_map.keys() - BUILT_IN
    return sorted(name for name in names if not name.startswith("__"))


def _differences(own: GraphQLNamedType, theirs: GraphQLNamedType | None) -> Iterator[str]:
    name = own.name
    if theirs is None:
        yield f"{name}: not a type of Saleor's"
    elif type(own) is not type(theirs):
        yield f"{name}: another kind of type"
    elif isinstance(own, GraphQLEnumType):
        yield from (f"{name}.{value}: not a value" for value in own.values if value not in theirs.values)  # type: ignore[attr-defined]
    elif isinstance(own, GraphQLUnionType):
        members = {member.name for member in theirs.types}  # type: ignore[attr-defined]
        yield from (f"{name}: {one.name} not a member" for one in own.types if one.name not in members)
    elif isinstance(own, GraphQLInputObjectType):
        yield from _inputs(name, own.fields, theirs.fields, is_required_input_field)  # type: ignore[attr-defined]
    elif not isinstance(own, GraphQLScalarType):
        yield from _fields(own, theirs)


def _fields(own: Any, theirs: Any) -> Iterator[str]:
    for name, field in own.fields.items():
        place, known = f"{own.name}.{name}", theirs.fields.get(name)
        if known is None:
            yield f"{place}: not a field"
            continue
        if str(field.type) != str(known.type):
            yield f"{place}: {field.type}, not {known.type}"
        yield from _inputs(place, field.args, known.args, is_required_argument)
    shared = {interface.name for interface in theirs.interfaces}
    yield from (f"{own.name}: not a {one.name}" for one in own.interfaces if one.name not in shared)


def _inputs(place: str, own: Any, theirs: Any, is_required: Any) -> Iterator[str]:
    for name, given in own.items():
        known = theirs.get(name)
        if known is None:
            yield f"{place}({name}): not an input"
            continue
        if str(given.type) != str(known.type):
            yield f"{place}({name}): {given.type}, not {known.type}"
        if given.default_value != known.default_value:
            yield f"{place}({name}): {given.default_value!r} by default, not {known.default_value!r}"
    missing = (name for name, known in theirs.items() if is_required(known) and name not in own)
    yield from (f"{place}({name}): required there, missing here" for name in missing)


@pytest.mark.parametrize("name", _own_types())
def test_type_has_saleors_shape(name: str, saleor: GraphQLSchema) -> None:
    own, theirs = OWN.type_map[name], saleor.type_map.get(name)

    found = [each for each in _differences(own, theirs) if each not in ALLOWED]

    assert found == []


def test_every_allowed_difference_is_one(saleor: GraphQLSchema) -> None:
    own = OWN.type_map
    found = {each for name in _own_types() for each in _differences(own[name], saleor.type_map.get(name))}

    assert ALLOWED.keys() - found == set()
