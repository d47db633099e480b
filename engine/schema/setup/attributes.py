"""Attributes and their choices."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.groups import AttributeGroup
from engine.catalog.services import attributes
from engine.schema.catalog.attributes import Attribute
from engine.schema.enums import AttributeEntityTypeEnum, AttributeInputTypeEnum, AttributeTypeEnum, code, enum
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.setup import rows
from engine.schema.setup.errors import AttributeError

UNITS = (
    "MM CM DM M KM FT YD INCH SQ_MM SQ_CM SQ_DM SQ_M SQ_KM SQ_FT SQ_YD SQ_INCH CUBIC_MILLIMETER "
    "CUBIC_CENTIMETER CUBIC_DECIMETER CUBIC_METER LITER CUBIC_FOOT CUBIC_INCH CUBIC_YARD QT PINT FL_OZ "
    "ACRE_IN ACRE_FT G LB OZ KG TONNE"
)
MeasurementUnitsEnum = enum("MeasurementUnitsEnum", UNITS.split(), "A unit of a number.")


class AttributeValueCreateInput(graphene.InputObjectType):
    """A choice of a new attribute."""

    value = graphene.String()
    external_reference = graphene.String()
    name = graphene.String(required=True)


class AttributeValueUpdateInput(graphene.InputObjectType):
    """A choice to add."""

    value = graphene.String()
    external_reference = graphene.String()
    name = graphene.String()


class _AttributeFields(graphene.InputObjectType):
    class Meta:
        abstract = True

    slug = graphene.String()
    unit = MeasurementUnitsEnum()
    value_required = graphene.Boolean()
    visible_in_storefront = graphene.Boolean()
    filterable_in_storefront = graphene.Boolean()
    filterable_in_dashboard = graphene.Boolean()
    storefront_search_position = graphene.Int()
    available_in_grid = graphene.Boolean()
    external_reference = graphene.String()


class AttributeCreateInput(_AttributeFields):
    """A new attribute."""

    input_type = AttributeInputTypeEnum()
    entity_type = AttributeEntityTypeEnum()
    name = graphene.String(required=True)
    type = AttributeTypeEnum(required=True)
    values = graphene.List(graphene.NonNull(AttributeValueCreateInput))


class AttributeUpdateInput(_AttributeFields):
    """What changes of an attribute."""

    name = graphene.String()
    remove_values = graphene.List(graphene.NonNull(graphene.ID))
    add_values = graphene.List(graphene.NonNull(AttributeValueUpdateInput))


def _plain(given: dict[str, Any]) -> dict[str, Any]:
    return {name: code(value) for name, value in given.items()}


def _answer(attribute: models.Attribute) -> dict[str, Any]:
    return {"attribute": AttributeGroup([attribute]).rows[0]}


class AttributeCreate(CoreMutation):
    """Make an attribute."""

    class Arguments:
        input = AttributeCreateInput(required=True)

    permissions = ("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES", "MANAGE_PAGE_TYPES_AND_ATTRIBUTES")
    attribute = graphene.Field(Attribute)
    errors = errors_of(AttributeError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it."""
        return _answer(attributes.create(given=_plain(input)))


class AttributeUpdate(CoreMutation):
    """Change an attribute."""

    class Arguments:
        id = graphene.ID()
        external_reference = graphene.String()
        input = AttributeUpdateInput(required=True)

    permissions = ("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES", "MANAGE_PAGE_TYPES_AND_ATTRIBUTES")
    attribute = graphene.Field(Attribute)
    errors = errors_of(AttributeError)

    @classmethod
    def perform(
        cls, info: Any, input: dict[str, Any], id: str | None = None, external_reference: str | None = None
    ) -> dict[str, Any]:
        """Change it."""
        found = rows.by(models.Attribute, "Attribute", id=id, external_reference=external_reference)
        removed = rows.several(
            models.AttributeValue, input, "remove_values", "AttributeValue", field="removeValues"
        )
        return _answer(attributes.update(attribute=found, given=_plain(input), removed=removed))


class AttributeDelete(CoreMutation):
    """Delete an attribute with its values."""

    class Arguments:
        id = graphene.ID()
        external_reference = graphene.String()

    permissions = AttributeUpdate.permissions
    attribute = graphene.Field(Attribute)
    errors = errors_of(AttributeError)

    @classmethod
    def perform(
        cls, info: Any, id: str | None = None, external_reference: str | None = None
    ) -> dict[str, Any]:
        """Delete it."""
        found = rows.by(models.Attribute, "Attribute", id=id, external_reference=external_reference)
        key = found.pk
        attributes.delete(attribute=found)
        found.pk = key
        return _answer(found)
