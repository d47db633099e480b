"""Grow the demo shop to any number of products by copying its hundred, straight in the database.

Run as a process of its own: `python -m bench.seed 10000` with the environment of a scratch shop.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import django

BATCH = 500


def main(wanted: int) -> None:
    """Copy the demo's products until the shop has `wanted` of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    from engine.catalog.models import Product
    from engine.catalog.search import reindex

    originals = list(
        Product.objects.prefetch_related(
            "attribute_values", "channel_listings", "media", "variants__channel_listings",
            "variants__stocks", "variants__attribute_values",
        ).order_by("pk")
    )  # fmt: skip
    copies = [(source, n) for n in range(1, wanted // len(originals) + 1) for source in originals]
    copies = copies[: wanted - len(originals)]
    for start in range(0, len(copies), BATCH):
        reindex(_copy(copies[start : start + BATCH]))


def _copy(batch: list[tuple[Any, int]]) -> list[int]:
    """Insert one batch of copies with all that belongs to them; return their keys."""
    from django.db import transaction

    from engine.catalog import models
    from engine.inventory.models import Stock

    with transaction.atomic():
        products = models.Product.objects.bulk_create(
            [
                _clone(
                    source,
                    slug=f"{source.slug}-{n}",
                    name=f"{source.name} {n}",
                    external_reference=None,
                    default_variant_id=None,
                )
                for source, n in batch
            ]  # fmt: skip
        )
        pairs = list(zip(products, batch, strict=True))
        for relation, model in (
            ("attribute_values", models.ProductAttributeValue),
            ("channel_listings", models.ProductChannelListing),
            ("media", models.ProductMedia),
        ):
            model.objects.bulk_create(  # type: ignore[attr-defined]
                _clone(row, product_id=product.pk)
                for product, (source, _) in pairs
                for row in getattr(source, relation).all()
            )
        origins = [(p, v, n) for p, (source, n) in pairs for v in source.variants.all()]
        variants = models.ProductVariant.objects.bulk_create(
            _clone(v, product_id=p.pk, sku=f"{v.sku}-{n}", external_reference=None) for p, v, n in origins
        )
        for relation, model in (
            ("channel_listings", models.VariantChannelListing),
            ("stocks", Stock),
            ("attribute_values", models.VariantAttributeValue),
        ):
            model.objects.bulk_create(
                _clone(row, variant_id=variant.pk)
                for variant, (_, source, _) in zip(variants, origins, strict=True)
                for row in getattr(source, relation).all()
            )
    return [product.pk for product in products]


def _clone(row: Any, **changes: Any) -> Any:
    """Make an unsaved copy of a row with some columns changed."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
    return type(row)(**{**values, **changes})


if __name__ == "__main__":
    main(int(sys.argv[1]))
