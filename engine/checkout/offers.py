"""A variant as it is on sale in a channel at one moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from engine.catalog import groups
from engine.catalog.models import Channel, Product, ProductVariant
from engine.prepared import prepared
from kernel.money import Money


@dataclass(frozen=True, slots=True)
class Offer:
    """A variant with its price (None: not listed in the channel) and whether it can be bought."""

    variant: ProductVariant
    price: Money | None
    prior_price: Money | None
    is_published: bool
    is_purchasable: bool
    tax_rate: int

    @property
    def product(self) -> Product:
        """The product the variant is a form of."""
        return self.variant.product

    @property
    def is_available(self) -> bool:
        """Whether it may be put into a basket and ordered."""
        return self.price is not None and self.is_published and self.is_purchasable

    @property
    def requires_shipping(self) -> bool:
        """Whether it has to be sent."""
        return self.product.product_type.is_shipping_required

    @property
    def weight_grams(self) -> int:
        """The variant's own weight, else the product's, else its type's."""
        weights = (self.variant.weight_grams, self.product.weight_grams)
        known = [weight for weight in weights if weight is not None]
        return known[0] if known else self.product.product_type.weight_grams


def load(*, variant_ids: Collection[int], channel: Channel, now: datetime) -> dict[int, Offer]:
    """Return the offers of existing variants by their keys, in one query; the variants are siblings."""
    rows = groups.variants(_rows(variant_ids, channel.pk), channel, now)
    products = groups.products(list({row.product_id: row.product for row in rows}.values()), channel, now)
    for row in rows:
        row.group.products = {product.pk: product for product in products}  # type: ignore[attr-defined]
    return {row.pk: _offer(row, channel, now) for row in rows}


@prepared
def _rows(variant_ids: Collection[int], channel: int) -> QuerySet[Any, Any]:
    listing = FilteredRelation("channel_listings", condition=Q(channel_listings__channel=channel))
    product_listing = FilteredRelation(
        "product__channel_listings", condition=Q(product__channel_listings__channel=channel)
    )
    return (
        ProductVariant.objects.filter(pk__in=variant_ids)
        .select_related("product__product_type", "product__category")
        .annotate(listing=listing, product_listing=product_listing)
        .annotate(
            offer_price=F("listing__price"),
            offer_prior_price=F("listing__prior_price"),
            offer_published=F("product_listing__is_published"),
            offer_published_at=F("product_listing__published_at"),
            offer_available_at=F("product_listing__available_for_purchase_at"),
        )
    )


def _offer(row: ProductVariant, channel: Channel, now: datetime) -> Offer:
    found = vars(row)
    rate = row.product.tax_rate
    return Offer(
        variant=row,
        price=_money(found["offer_price"], channel),
        prior_price=_money(found["offer_prior_price"], channel),
        is_published=bool(found["offer_published"]) and _begun(found["offer_published_at"], now, unset=True),
        is_purchasable=_begun(found["offer_available_at"], now, unset=False),
        tax_rate=channel.default_tax_rate if rate is None else rate,
    )


def _money(bani: int | None, channel: Channel) -> Money | None:
    return None if bani is None else Money(bani, channel.currency_code)


def _begun(moment: datetime | None, now: datetime, *, unset: bool) -> bool:
    return unset if moment is None else moment <= now
