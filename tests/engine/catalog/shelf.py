"""A few goods for the tests of the catalogue: Ana sells in one channel."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

from engine.catalog import search
from engine.catalog.models import (
    Category,
    Channel,
    Product,
    ProductChannelListing,
    ProductType,
    ProductVariant,
    VariantChannelListing,
)
from engine.catalog.services import prices

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def channel() -> Channel:
    """The shop's channel."""
    return Channel.objects.get_or_create(slug="ses-ro", defaults={"name": "SES"})[0]


def kind() -> ProductType:
    """A kind of goods."""
    return ProductType.objects.get_or_create(slug="bunuri", defaults={"name": "Bunuri"})[0]


def category(name: str = "Textile", parent: Category | None = None) -> Category:
    """A category in its place of the tree."""
    row = Category.objects.create(
        name=name,
        slug=f"{name.lower()}-{next(_numbers)}",
        parent=parent,
        level=parent.level + 1 if parent else 0,
    )
    row.path = f"{parent.path if parent else ''}{row.pk}/"
    row.save(update_fields=["path"])
    return row


def product(name: str, *, price: int | None = 10000, is_published: bool = True, **fields: Any) -> Product:
    """A product with one variant at a gross price in bani, on sale in the channel, with its words."""
    slug = f"produs-{next(_numbers)}"
    row = Product.objects.create(
        **{"product_type": kind(), "name": name, "slug": slug, "tax_rate": 21, **fields}
    )
    ProductChannelListing.objects.create(
        product=row,
        channel=channel(),
        is_published=is_published,
        published_at=NOW,
        available_for_purchase_at=NOW,
    )
    variant = ProductVariant.objects.create(product=row, name="M", sku=slug.upper())
    VariantChannelListing.objects.create(variant=variant, channel=channel(), price=price)
    prices.refresh(product_ids=[row.pk])
    search.reindex([row.pk])
    return row
