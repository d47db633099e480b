"""Attributes, their choices, and the types that carry them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from engine.catalog.models import Attribute, AttributeType, AttributeValue, EntityType, InputType
from engine.catalog.services.describing import describe, give_slug
from engine.catalog.slugs import numbered, slug_of
from engine.catalog.texts import plain
from engine.errors import Refusal, refuse
from engine.validation import store
from kernel.ids import to_global_id

WITH_CHOICES = frozenset({InputType.DROPDOWN, InputType.MULTISELECT, InputType.SWATCH})
#: References of other kinds come with the pages that show them.
REFERABLE = frozenset({EntityType.PAGE})
FLAGS = (
    "unit", "value_required", "visible_in_storefront", "filterable_in_storefront", "filterable_in_dashboard",
    "storefront_search_position", "available_in_grid",
)  # fmt: skip
MOST_VALUES = 1000


@transaction.atomic
def create(*, given: Mapping[str, Any]) -> Attribute:
    """Make an attribute with its choices.

    `given` holds the fields of Saleor's AttributeCreateInput; `values` is a list of choices.

    Raises:
        Refusal: REQUIRED, UNIQUE, INVALID or ALREADY_EXISTS on a field.
    """
    attribute = Attribute(type=_type(given), input_type=given.get("input_type") or InputType.DROPDOWN)
    attribute.entity_type = _entity_type(attribute, given)
    describe(attribute, given)
    give_slug(attribute, attribute.name, Attribute.objects.all())
    _write_flags(attribute, given)
    store(attribute)
    _add_values(attribute, given.get("values"), "values")
    return attribute


@transaction.atomic
def update(*, attribute: Attribute, given: Mapping[str, Any], removed: Sequence[AttributeValue]) -> Attribute:
    """Change an attribute, take choices out and add others (`add_values`).

    Raises:
        Refusal: as `create`; INVALID for a choice of another attribute.
    """
    describe(attribute, given)
    _write_flags(attribute, given)
    store(attribute)
    _remove_values(attribute, removed)
    _add_values(attribute, given.get("add_values"), "addValues")
    return attribute


def delete(*, attribute: Attribute) -> None:
    """Delete an attribute with all its values."""
    attribute.delete()


def _type(given: Mapping[str, Any]) -> str:
    if given["type"] not in AttributeType.values:
        raise refuse("INVALID", f"Attributes of type {given['type']} are not kept.", "type")
    return str(given["type"])


def _entity_type(attribute: Attribute, given: Mapping[str, Any]) -> str | None:
    if attribute.input_type == InputType.SINGLE_REFERENCE:
        raise refuse("INVALID", "Attributes of a single reference are not kept.", "inputType")
    if attribute.input_type != InputType.REFERENCE:
        return None
    entity_type = given.get("entity_type")
    if not entity_type:
        raise refuse("REQUIRED", "Entity type is required when REFERENCE input type is used.", "entityType")
    if entity_type not in REFERABLE:
        raise refuse("INVALID", f"References to {entity_type} are not kept.", "entityType")
    return str(entity_type)


def _write_flags(attribute: Attribute, given: Mapping[str, Any]) -> None:
    for name in FLAGS:
        if given.get(name) is not None:
            setattr(attribute, name, given[name])


def _remove_values(attribute: Attribute, removed: Sequence[AttributeValue]) -> None:
    for value in removed:
        if value.attribute_id != attribute.pk:
            message = f"Value {value.name} does not belong to this attribute."
            raise refuse("INVALID", message, "removeValues")
    AttributeValue.objects.filter(pk__in=[value.pk for value in removed]).delete()


def _add_values(attribute: Attribute, values: Sequence[Mapping[str, Any]] | None, field: str) -> None:
    if not values:
        return
    if attribute.input_type not in WITH_CHOICES:
        message = f"Values cannot be used with input type {attribute.input_type}."
        raise refuse("INVALID", message, field)
    names = [plain(value.get("name")) for value in values]
    known = dict(attribute.values.values_list("slug", "name"))
    _check_names(names, known, field)
    start = (attribute.values.aggregate(last=Max("sort_order"))["last"] or 0) + 1
    for position, (name, value) in enumerate(zip(names, values, strict=True), start=start):
        row = _value(attribute, name, value, numbered(slug_of(name), known), position)
        known[row.slug] = name
        _save_value(row, field)


def _check_names(names: list[str], known: Mapping[str, str], field: str) -> None:
    if not all(names):
        raise refuse("REQUIRED", "The name field is required.", field)
    lowered = [name.casefold() for name in names]
    if len(set(lowered)) < len(names):
        raise refuse("UNIQUE", "Provided values are not unique.", field)
    if len(known) + len(names) > MOST_VALUES:
        raise refuse("INVALID", f"An attribute has at most {MOST_VALUES} values.", field)
    there = {name.casefold() for name in known.values()}
    for name, each in zip(names, lowered, strict=True):
        if each in there:
            raise refuse("ALREADY_EXISTS", f"Value {name} already exists within this attribute.", field)


def _value(
    attribute: Attribute, name: str, given: Mapping[str, Any], slug: str, position: int
) -> AttributeValue:
    row = AttributeValue(attribute=attribute, name=name, slug=slug, sort_order=position)
    row.external_reference = plain(given.get("external_reference")) or None
    if attribute.input_type == InputType.SWATCH:
        row.value = plain(given.get("value"))
    return row


def _save_value(row: AttributeValue, field: str) -> None:
    """Store a choice; whatever is wrong with it is told on the list it came in."""
    try:
        store(row, exclude=["attribute"])
    except Refusal as refusal:
        first = refusal.problems[0]
        raise refuse(first.code, first.message, field) from refusal


def global_ids(attributes: Sequence[Attribute]) -> list[str]:
    """Return the ids of attributes as error types tell them."""
    return [to_global_id("Attribute", attribute.pk) for attribute in attributes]
