"""Products, and in which channels they are on sale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from engine.catalog import search
from engine.catalog.models import (
    AttributeValue,
    Category,
    Channel,
    Collection,
    CollectionProduct,
    Product,
    ProductChannelListing,
    ProductMedia,
    ProductType,
    ProductVariant,
    TaxClass,
    VariantChannelListing,
)
from engine.catalog.services import assigning, prices, variants
from engine.catalog.services.assigning import Statement
from engine.catalog.services.collections import check_channels
from engine.catalog.services.describing import describe, give_slug
from engine.errors import refuse
from engine.validation import store
from kernel.ids import to_global_id

#: Where the shop sells; a tax class has one rate per country.
COUNTRY = "RO"
LINKS = ("product_type", "category", "tax_class", "default_variant")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a product belongs. None leaves what is there, or takes it away where `cleared` names it."""

    category: Category | None = None
    tax_class: TaxClass | None = None
    collections: Sequence[Collection] | None = None
    cleared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing:
    """How a product stands in a channel; None leaves it as it is."""

    channel: Channel
    is_published: bool | None = None
    published_at: datetime | None = None
    visible_in_listings: bool | None = None
    is_available_for_purchase: bool | None = None
    available_for_purchase_at: datetime | None = None
    add_variants: Sequence[ProductVariant] = ()
    remove_variants: Sequence[ProductVariant] = ()


@transaction.atomic
def create(
    *, product_type: ProductType, given: Mapping[str, Any], place: Place, statements: Sequence[Statement]
) -> Product:
    """Make a product, in no channel yet and without variants, and index its words.

    Raises:
        Refusal: REQUIRED, UNIQUE, INVALID or NOT_FOUND on a field, or on `attributes`.
    """
    product = Product(product_type=product_type)
    _write(product, given, place)
    give_slug(product, product.name, Product.objects.all())
    store(product, exclude=LINKS)
    _put_into(product, place.collections)
    assigning.assign(product, statements, is_new=True)
    search.reindex([product.pk])
    return product


@transaction.atomic
def update(
    *, product: Product, given: Mapping[str, Any], place: Place, statements: Sequence[Statement]
) -> Product:
    """Change a product and index its words anew.

    Raises:
        Refusal: as `create`.
    """
    _write(product, given, place)
    store(product, exclude=LINKS)
    _put_into(product, place.collections)
    assigning.assign(product, statements, is_new=False)
    search.reindex([product.pk])
    return product


@transaction.atomic
def delete(*, product: Product) -> list[str]:
    """Delete a product with its variants; return the paths of its pictures, whose files are left over.

    Raises:
        Refusal: INVALID while pieces of it are promised to orders.
    """
    variants.check_free(list(product.variants.values_list("pk", flat=True)))
    paths = list(ProductMedia.objects.filter(product=product).values_list("path", flat=True))
    AttributeValue.objects.filter(product_uses__product=product).exclude(
        attribute__input_type__in=assigning.SHARED
    ).delete()
    product.delete()
    return paths


def _write(product: Product, given: Mapping[str, Any], place: Place) -> None:
    describe(product, given)
    if "weight_grams" in given:
        product.weight_grams = given["weight_grams"]
    if place.category or "category" in place.cleared:
        product.category = place.category
    if place.tax_class or "tax_class" in place.cleared:
        product.tax_class = place.tax_class
        product.tax_rate = place.tax_class.rates.get(COUNTRY) if place.tax_class else None


def _put_into(product: Product, collections: Sequence[Collection] | None) -> None:
    """Make these a product's collections; in one where it is already it keeps its place."""
    if collections is None:
        return
    links = CollectionProduct.objects.filter(product=product)
    links.exclude(collection__in=collections).delete()
    there = set(links.values_list("collection_id", flat=True))
    CollectionProduct.objects.bulk_create(
        CollectionProduct(collection=each, product=product)
        for each in {each.pk: each for each in collections}.values()
        if each.pk not in there
    )


@transaction.atomic
def list_in_channels(
    *, product: Product, listings: Sequence[Listing], removed: Sequence[Channel], now: datetime
) -> None:
    """Publish a product in channels, hide it there, or take it out of them with its variants' prices.

    Raises:
        Refusal: DUPLICATED_INPUT_ITEM; PRODUCT_WITHOUT_CATEGORY when it is to be published without one;
            NOT_PRODUCTS_VARIANT; INVALID for a purchase date of what is not for sale.
    """
    prices.hold(product_ids=[product.pk])
    check_channels([each.channel for each in listings], removed, fields=("updateChannels", "input"))
    _check_listings(product, listings)
    ProductChannelListing.objects.filter(product=product, channel__in=removed).delete()
    VariantChannelListing.objects.filter(variant__product=product, channel__in=removed).delete()
    for listing in listings:
        _list(product, listing, now)
        _list_variants(product, listing)
    prices.refresh(product_ids=[product.pk])
    prices.touch(product_ids=[product.pk], now=now)


def _check_listings(product: Product, listings: Sequence[Listing]) -> None:
    wrong = [each.channel for each in listings if each.is_published and product.category_id is None]
    if wrong:
        message = "You must select a category to be able to publish."
        raise refuse("PRODUCT_WITHOUT_CATEGORY", message, "isPublished", channels=_ids(wrong))
    for each in listings:
        if each.is_available_for_purchase is False and each.available_for_purchase_at:
            message = "Cannot set available for purchase at when isAvailableForPurchase is false."
            raise refuse("INVALID", message, "availableForPurchaseAt", channels=_ids([each.channel]))
        for name, rows in (("addVariants", each.add_variants), ("removeVariants", each.remove_variants)):
            foreign = [row for row in rows if row.product_id != product.pk]
            if foreign:
                keys = [to_global_id("ProductVariant", row.pk) for row in foreign]
                message = "These variants are another product's."
                raise refuse("NOT_PRODUCTS_VARIANT", message, name, variants=keys)


def _ids(channels: Sequence[Channel]) -> list[str]:
    return [to_global_id("Channel", channel.pk) for channel in channels]


def _list(product: Product, wanted: Listing, now: datetime) -> None:
    row, _ = ProductChannelListing.objects.get_or_create(
        product=product, channel=wanted.channel, defaults={"visible_in_listings": False}
    )
    for name in ("is_published", "visible_in_listings"):
        if getattr(wanted, name) is not None:
            setattr(row, name, getattr(wanted, name))
    if wanted.published_at or (row.is_published and row.published_at is None):
        row.published_at = wanted.published_at or now
    if wanted.is_available_for_purchase is False:
        row.available_for_purchase_at = None
    elif wanted.available_for_purchase_at:
        row.available_for_purchase_at = wanted.available_for_purchase_at
    elif wanted.is_available_for_purchase and (
        row.available_for_purchase_at is None or row.available_for_purchase_at > now
    ):
        row.available_for_purchase_at = now
    row.save()


def _list_variants(product: Product, wanted: Listing) -> None:
    """List variants without a price yet, and take others out of the channel."""
    VariantChannelListing.objects.bulk_create(
        [VariantChannelListing(variant=row, channel=wanted.channel) for row in wanted.add_variants],
        ignore_conflicts=True,
    )
    gone = [row.pk for row in wanted.remove_variants]
    VariantChannelListing.objects.filter(channel=wanted.channel, variant__in=gone).delete()
