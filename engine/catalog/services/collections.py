"""Curated sets of products, and where they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from engine.catalog.models import Channel, Collection, CollectionChannelListing, CollectionProduct, Product
from engine.catalog.services.describing import describe, give_slug
from engine.errors import refuse
from engine.validation import store
from kernel.ids import to_global_id


@dataclass(frozen=True, slots=True)
class Showing:
    """Whether a collection is published in a channel; None leaves it as it is."""

    channel: Channel
    is_published: bool | None = None
    published_at: datetime | None = None


@transaction.atomic
def create(*, given: Mapping[str, Any], products: Sequence[Product]) -> Collection:
    """Make a collection of products.

    Raises:
        Refusal: REQUIRED, UNIQUE or INVALID on a field.
    """
    collection = Collection()
    describe(collection, given)
    give_slug(collection, collection.name, Collection.objects.all())
    store(collection)
    add_products(collection=collection, products=products)
    return collection


@transaction.atomic
def update(*, collection: Collection, given: Mapping[str, Any]) -> Collection:
    """Change a collection's texts.

    Raises:
        Refusal: REQUIRED, UNIQUE or INVALID on a field.
    """
    describe(collection, given)
    store(collection)
    return collection


def delete(*, collection: Collection) -> None:
    """Delete a collection; its products stay."""
    collection.delete()


@transaction.atomic
def add_products(*, collection: Collection, products: Sequence[Product]) -> None:
    """Put products behind those that are there; one that is in already keeps its place.

    Raises:
        Refusal: CANNOT_MANAGE_PRODUCT_WITHOUT_VARIANT for products without a variant.
    """
    _check_variants(products)
    links = CollectionProduct.objects.filter(collection=collection)
    there = set(links.values_list("product_id", flat=True))
    last = links.aggregate(last=Max("sort_order"))["last"] or 0
    new = list({product.pk: product for product in products if product.pk not in there}.values())
    CollectionProduct.objects.bulk_create(
        CollectionProduct(collection=collection, product=product, sort_order=position)
        for position, product in enumerate(new, start=last + 1)
    )


def _check_variants(products: Sequence[Product]) -> None:
    keys = [product.pk for product in products]
    bare = list(Product.objects.filter(pk__in=keys, variants__isnull=True).values_list("pk", flat=True))
    if bare:
        raise refuse(
            "CANNOT_MANAGE_PRODUCT_WITHOUT_VARIANT",
            "Cannot manage products without variants.",
            "products",
            products=[to_global_id("Product", key) for key in sorted(bare)],
        )


def remove_products(*, collection: Collection, products: Sequence[Product]) -> None:
    """Take products out; those that are not in it are passed over."""
    CollectionProduct.objects.filter(collection=collection, product__in=products).delete()


@transaction.atomic
def show(
    *, collection: Collection, showings: Sequence[Showing], hidden: Sequence[Channel], now: datetime
) -> None:
    """Publish a collection in channels, or take it out of them.

    Raises:
        Refusal: DUPLICATED_INPUT_ITEM for a channel that is named twice.
    """
    check_channels([each.channel for each in showings], hidden)
    CollectionChannelListing.objects.filter(collection=collection, channel__in=hidden).delete()
    for each in showings:
        listing, _ = CollectionChannelListing.objects.get_or_create(
            collection=collection, channel=each.channel
        )
        if each.is_published is not None:
            listing.is_published = each.is_published
        if each.published_at or (listing.is_published and listing.published_at is None):
            listing.published_at = each.published_at or now
        listing.save(update_fields=["is_published", "published_at"])


def check_channels(
    added: Sequence[Channel],
    removed: Sequence[Channel],
    *,
    fields: tuple[str, str] = ("addChannels", "input"),
) -> None:
    """Refuse a channel that is named twice.

    Raises:
        Refusal: DUPLICATED_INPUT_ITEM with the channels.
    """
    keys, gone = [channel.pk for channel in added], {channel.pk for channel in removed}
    twice, both = {key for key in keys if keys.count(key) > 1}, gone.intersection(keys)
    if twice:
        raise refuse(
            "DUPLICATED_INPUT_ITEM", "The same channel is given twice.", fields[0], channels=_ids(twice)
        )
    if both:
        message = "The same object cannot be in both lists for adding and removing items."
        raise refuse("DUPLICATED_INPUT_ITEM", message, fields[1], channels=_ids(both))


def _ids(keys: set[int]) -> list[str]:
    return [to_global_id("Channel", key) for key in sorted(keys)]
