"""Texts of the catalogue, menus and deliveries in another language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from engine.catalog import search
from engine.catalog.models import (
    AttributeValue,
    Category,
    Product,
    ProductAttributeValue,
    ProductVariant,
    Translation,
)
from engine.errors import Problem, Refusal
from engine.validation import camel

#: The most characters of a text by field; descriptions are bound by the size of a request.
LENGTHS = {"name": 255, "title": 255, "slug": 255, "seo_title": 70, "seo_description": 300}


@transaction.atomic
def put(*, kind: str, row: Model, language: str, texts: Mapping[str, Any], now: datetime) -> None:
    """Set the given texts of an object in a language (stored code, `en`); others stay.

    `kind` is the object's GraphQL type. What is found or shown by these texts is brought up to date.

    Raises:
        Refusal: INVALID per text that is too long.
    """
    _check(texts)
    found, _ = Translation.objects.select_for_update().get_or_create(
        kind=kind, object_key=str(row.pk), language_code=language
    )
    if any(found.texts.get(name) != text for name, text in texts.items()):
        found.texts = {**found.texts, **texts}
        found.save(update_fields=["texts"])
        _refresh(row, now)


def _check(texts: Mapping[str, Any]) -> None:
    long = [name for name, limit in LENGTHS.items() if len(str(texts.get(name) or "")) > limit]
    if long:
        raise Refusal(
            *(
                Problem("INVALID", f"Ensure this value has at most {LENGTHS[name]} characters.", camel(name))
                for name in long
            )
        )


def _refresh(row: Model, now: datetime) -> None:
    """Mark the products that show these texts as changed, and index their words anew."""
    shown = Product.objects.filter(pk__in=_products_of(row))
    if isinstance(row, Product | ProductVariant):
        shown.update(updated_at=now)
    if isinstance(row, Product | Category | AttributeValue):
        search.reindex(list(shown.values_list("pk", flat=True)))


def _products_of(row: Model) -> Any:
    match row:
        case Product():
            return [row.pk]
        case ProductVariant():
            return [row.product_id]
        case Category():
            return Product.objects.filter(category=row).values("pk")
        case AttributeValue():
            return ProductAttributeValue.objects.filter(value=row).values("product_id")
        case _:
            return []
