"""Kinds of pages and goods, and which attributes they carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from engine.catalog.models import (
    Attribute,
    AttributeType,
    PageType,
    PageTypeAttribute,
    ProductType,
    ProductTypeAttribute,
    VariantTypeAttribute,
)
from engine.catalog.services.attributes import WITH_CHOICES, global_ids
from engine.catalog.services.describing import describe, give_slug
from engine.errors import refuse
from engine.validation import store

#: What may tell variants apart (Saleor's list).
SELECTABLE = WITH_CHOICES | {"BOOLEAN", "NUMERIC"}


@dataclass(frozen=True, slots=True)
class Assignment:
    """An attribute for a product type: of its products, or of its variants."""

    attribute: Attribute
    of_variants: bool
    variant_selection: bool = False


@transaction.atomic
def create_page_type(*, given: Mapping[str, Any], attributes: Sequence[Attribute]) -> PageType:
    """Make a kind of page with its attributes.

    Raises:
        Refusal: REQUIRED, UNIQUE or INVALID on a field.
    """
    kind = PageType()
    describe(kind, given)
    give_slug(kind, kind.name, PageType.objects.all())
    store(kind)
    assign_to_page_type(page_type=kind, attributes=attributes, field="addAttributes")
    return kind


@transaction.atomic
def assign_to_page_type(
    *, page_type: PageType, attributes: Sequence[Attribute], field: str = "attributeIds"
) -> None:
    """Let a kind of page carry attributes.

    Raises:
        Refusal: INVALID for attributes of goods, ATTRIBUTE_ALREADY_ASSIGNED.
    """
    _check_type(
        attributes, AttributeType.PAGE_TYPE, "INVALID", "Only page attributes can be assigned.", field
    )
    links = PageTypeAttribute.objects.filter(page_type=page_type)
    _check_free(attributes, links, field)
    start = _next(links)
    PageTypeAttribute.objects.bulk_create(
        PageTypeAttribute(page_type=page_type, attribute=attribute, sort_order=position)
        for position, attribute in enumerate(attributes, start=start)
    )


@transaction.atomic
def create_product_type(*, given: Mapping[str, Any], assignments: Sequence[Assignment]) -> ProductType:
    """Make a kind of goods with its attributes.

    Raises:
        Refusal: REQUIRED, UNIQUE or INVALID on a field.
    """
    kind = ProductType()
    for name in ("kind", "has_variants", "is_shipping_required", "weight_grams"):
        if given.get(name) is not None:
            setattr(kind, name, given[name])
    describe(kind, given)
    give_slug(kind, kind.name, ProductType.objects.all())
    store(kind)
    assign_to_product_type(product_type=kind, assignments=assignments)
    return kind


@transaction.atomic
def assign_to_product_type(*, product_type: ProductType, assignments: Sequence[Assignment]) -> None:
    """Let a kind of goods carry attributes.

    Raises:
        Refusal: ATTRIBUTE_CANNOT_BE_ASSIGNED, ATTRIBUTE_ALREADY_ASSIGNED, ATTRIBUTE_VARIANTS_DISABLED,
            DUPLICATED_INPUT_ITEM.
    """
    attributes = [each.attribute for each in assignments]
    _check_type(
        attributes,
        AttributeType.PRODUCT_TYPE,
        "INVALID",
        "Only product attributes can be assigned.",
        "operations",
    )
    _check_free(attributes, ProductTypeAttribute.objects.filter(product_type=product_type), "operations")
    _check_free(attributes, VariantTypeAttribute.objects.filter(product_type=product_type), "operations")
    _check_variants(product_type, assignments)
    _assign(product_type, [each for each in assignments if not each.of_variants])
    _assign_to_variants(product_type, [each for each in assignments if each.of_variants])


def _assign(product_type: ProductType, assignments: Sequence[Assignment]) -> None:
    start = _next(ProductTypeAttribute.objects.filter(product_type=product_type))
    ProductTypeAttribute.objects.bulk_create(
        ProductTypeAttribute(product_type=product_type, attribute=each.attribute, sort_order=position)
        for position, each in enumerate(assignments, start=start)
    )


def _assign_to_variants(product_type: ProductType, assignments: Sequence[Assignment]) -> None:
    start = _next(VariantTypeAttribute.objects.filter(product_type=product_type))
    VariantTypeAttribute.objects.bulk_create(
        VariantTypeAttribute(
            product_type=product_type,
            attribute=each.attribute,
            variant_selection=each.variant_selection,
            sort_order=position,
        )
        for position, each in enumerate(assignments, start=start)
    )


def _next(links: Any) -> int:
    last = links.aggregate(last=Max("sort_order"))["last"]
    return 0 if last is None else int(last) + 1


def _check_type(attributes: Sequence[Attribute], wanted: str, code: str, message: str, field: str) -> None:
    wrong = [attribute for attribute in attributes if attribute.type != wanted]
    if wrong:
        raise refuse(code, message, field, attributes=global_ids(wrong))


def _check_free(attributes: Sequence[Attribute], links: Any, field: str) -> None:
    if len({attribute.pk for attribute in attributes}) < len(attributes):
        message = "The same attribute is given twice."
        raise refuse("DUPLICATED_INPUT_ITEM", message, field)
    there = set(links.values_list("attribute_id", flat=True))
    taken = [attribute for attribute in attributes if attribute.pk in there]
    if taken:
        names = ", ".join(attribute.name for attribute in taken)
        message = f"{names} have already been assigned to this type."
        raise refuse("ATTRIBUTE_ALREADY_ASSIGNED", message, field, attributes=global_ids(taken))


def _check_variants(product_type: ProductType, assignments: Sequence[Assignment]) -> None:
    of_variants = [each for each in assignments if each.of_variants]
    if of_variants and not product_type.has_variants:
        message = "Variants are disabled in this product type."
        raise refuse("ATTRIBUTE_VARIANTS_DISABLED", message, "operations")
    selecting = [
        each.attribute
        for each in assignments
        if each.variant_selection and (not each.of_variants or each.attribute.input_type not in SELECTABLE)
    ]
    if selecting:
        message = "These attributes cannot tell variants apart."
        raise refuse("ATTRIBUTE_CANNOT_BE_ASSIGNED", message, "operations", attributes=global_ids(selecting))
