"""Inputs that several of the catalogue's mutations share."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog.services.assigning import Statement
from engine.errors import refuse
from engine.schema.fields import written
from engine.schema.scalars import JSONString
from kernel.ids import MalformedId, from_global_id


class SeoInput(graphene.InputObjectType):
    """Texts for search engines."""

    title = graphene.String()
    description = graphene.String()


class AttributeValueSelectableTypeInput(graphene.InputObjectType):
    """A choice by its id, its reference, or its name."""

    id = graphene.ID()
    external_reference = graphene.String()
    value = graphene.String()


class _Values(graphene.InputObjectType):
    class Meta:
        abstract = True

    id = graphene.ID()
    external_reference = graphene.String()
    values = graphene.List(graphene.NonNull(graphene.String))
    dropdown = AttributeValueSelectableTypeInput()
    swatch = AttributeValueSelectableTypeInput()
    multiselect = graphene.List(graphene.NonNull(AttributeValueSelectableTypeInput))
    numeric = graphene.String()
    file = graphene.String()
    content_type = graphene.String()
    references = graphene.List(graphene.NonNull(graphene.ID))
    rich_text = JSONString()
    plain_text = graphene.String()
    boolean = graphene.Boolean()
    date = graphene.Date()
    date_time = graphene.DateTime()


class AttributeValueInput(_Values):
    """What is said of one attribute."""


class BulkAttributeValueInput(_Values):
    """What is said of one attribute of a variant."""


def statements_of(inputs: list[dict[str, Any]] | None) -> list[Statement]:
    """Read what is said of attributes.

    Raises:
        Refusal: GRAPHQL_ERROR on `attributes` for an id that is none of an attribute.
    """
    return [
        Statement(
            attribute_key=None if given.get("id") is None else _attribute_key(given["id"]),
            external_reference=given.get("external_reference"),
            given=given,
        )
        for given in inputs or ()
    ]


def _attribute_key(global_id: str) -> str:
    try:
        return from_global_id(global_id, "Attribute")[1]
    except MalformedId as error:
        raise refuse("GRAPHQL_ERROR", str(error), "attributes") from error


def described(input: dict[str, Any]) -> dict[str, Any]:
    """Return an input with its metadata as dicts."""
    pairs = {name: written(input[name]) for name in ("metadata", "private_metadata") if input.get(name)}
    rest = {name: value for name, value in input.items() if name not in ("metadata", "private_metadata")}
    return {**rest, **pairs}
