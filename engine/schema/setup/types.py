"""Kinds of pages and goods."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.services import types
from engine.catalog.services.types import Assignment
from engine.schema.catalog.pages import PageType
from engine.schema.catalog.products import ProductType
from engine.schema.enums import ProductTypeKindEnum, code, enum
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import WeightScalar
from engine.schema.setup import rows
from engine.schema.setup.errors import PageError, ProductError

ProductAttributeType = enum(
    "ProductAttributeType", ["PRODUCT", "VARIANT"], "Whether products or variants have it."
)


class PageTypeCreateInput(graphene.InputObjectType):
    """A new kind of page."""

    name = graphene.String()
    slug = graphene.String()
    add_attributes = graphene.List(graphene.NonNull(graphene.ID))


class PageTypeCreate(CoreMutation):
    """Make a kind of page."""

    class Arguments:
        input = PageTypeCreateInput(required=True)

    permissions = ("MANAGE_PAGE_TYPES_AND_ATTRIBUTES",)
    page_type = graphene.Field(PageType)
    errors = errors_of(PageError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it."""
        wanted = rows.several(models.Attribute, input, "add_attributes", "Attribute", field="addAttributes")
        return {"page_type": types.create_page_type(given=input, attributes=wanted)}


class PageAttributeAssign(CoreMutation):
    """Let a kind of page carry attributes."""

    class Arguments:
        page_type_id = graphene.ID(required=True)
        attribute_ids = graphene.List(graphene.NonNull(graphene.ID), required=True)

    permissions = ("MANAGE_PAGE_TYPES_AND_ATTRIBUTES",)
    page_type = graphene.Field(PageType)
    errors = errors_of(PageError)

    @classmethod
    def perform(cls, info: Any, page_type_id: str, attribute_ids: list[str]) -> dict[str, Any]:
        """Assign them."""
        kind = rows.one(models.PageType, page_type_id, "PageType", field="pageTypeId")
        given = {"ids": attribute_ids}
        wanted = rows.several(models.Attribute, given, "ids", "Attribute", field="attributeIds")
        types.assign_to_page_type(page_type=kind, attributes=wanted)
        return {"page_type": kind}


class ProductTypeInput(graphene.InputObjectType):
    """A new kind of goods."""

    name = graphene.String()
    slug = graphene.String()
    kind = ProductTypeKindEnum()
    has_variants = graphene.Boolean()
    product_attributes = graphene.List(graphene.NonNull(graphene.ID))
    variant_attributes = graphene.List(graphene.NonNull(graphene.ID))
    is_shipping_required = graphene.Boolean()
    weight = WeightScalar()


class ProductTypeCreate(CoreMutation):
    """Make a kind of goods."""

    class Arguments:
        input = ProductTypeInput(required=True)

    permissions = ("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES",)
    product_type = graphene.Field(ProductType)
    errors = errors_of(ProductError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it."""
        given = {**rows.weighed(input), "kind": code(input.get("kind"))}
        assignments = _assignments(input, "product_attributes", "productAttributes", of_variants=False)
        assignments += _assignments(input, "variant_attributes", "variantAttributes", of_variants=True)
        return {"product_type": types.create_product_type(given=given, assignments=assignments)}


def _assignments(input: dict[str, Any], name: str, field: str, *, of_variants: bool) -> list[Assignment]:
    found = rows.several(models.Attribute, input, name, "Attribute", field=field)
    return [Assignment(attribute, of_variants=of_variants) for attribute in found]


class ProductAttributeAssignInput(graphene.InputObjectType):
    """One attribute for a kind of goods."""

    id = graphene.ID(required=True)
    type = ProductAttributeType(required=True)
    variant_selection = graphene.Boolean()


class ProductAttributeAssign(CoreMutation):
    """Let a kind of goods carry attributes."""

    class Arguments:
        product_type_id = graphene.ID(required=True)
        operations = graphene.List(graphene.NonNull(ProductAttributeAssignInput), required=True)

    permissions = ("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES",)
    product_type = graphene.Field(ProductType)
    errors = errors_of(ProductError)

    @classmethod
    def perform(cls, info: Any, product_type_id: str, operations: list[dict[str, Any]]) -> dict[str, Any]:
        """Assign them."""
        kind = rows.one(models.ProductType, product_type_id, "ProductType", field="productTypeId")
        given = {"ids": [operation["id"] for operation in operations]}
        found = rows.several(models.Attribute, given, "ids", "Attribute", field="operations")
        assignments = [
            Assignment(
                attribute,
                of_variants=code(operation["type"]) == "VARIANT",
                variant_selection=bool(operation.get("variant_selection")),
            )
            for attribute, operation in zip(found, operations, strict=True)
        ]
        types.assign_to_product_type(product_type=kind, assignments=assignments)
        return {"product_type": kind}
