"""Variants: what is bought, with prices by channel and pieces by warehouse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from engine.catalog.models import (
    AttributeValue,
    Channel,
    Product,
    ProductChannelListing,
    ProductVariant,
    VariantAttributeValue,
    VariantChannelListing,
)
from engine.catalog.services import assigning, prices
from engine.catalog.services.assigning import Statement
from engine.catalog.services.describing import describe
from engine.catalog.texts import plain
from engine.errors import Problem, Refusal, refuse
from engine.inventory.models import Stock, Warehouse
from engine.validation import store
from kernel.ids import to_global_id

MOST_VARIANTS = 200
#: The largest number that GraphQL's Int and every database's integer hold.
MOST_PIECES = 2_147_483_647


@dataclass(frozen=True, slots=True)
class Price:
    """Amounts in bani in a channel: those of price, cost_price and prior_price that were given."""

    channel: Channel
    amounts: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A variant to be made: fields, values of attributes, pieces by warehouse, prices."""

    given: Mapping[str, Any]
    statements: Sequence[Statement] = ()
    stocks: Sequence[tuple[Warehouse, int]] = ()
    prices: Sequence[Price] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft."""

    variant: ProductVariant | None = None
    problems: Sequence[Problem] = field(default=())


@transaction.atomic
def create_several(
    *, product: Product, drafts: Sequence[Callable[[], Draft]], keeps_good: bool, now: datetime
) -> list[Outcome]:
    """Make variants; where one is refused none is made, or (`keeps_good`) the others are.

    A draft is a function, so that what is wrong inside it is told in its own outcome.

    Raises:
        Refusal: INVALID on `variants` for too many of them.
    """
    prices.hold(product_ids=[product.pk])
    if product.variants.count() + len(drafts) > MOST_VARIANTS:
        raise refuse("INVALID", f"A product has at most {MOST_VARIANTS} variants.", "variants")
    mark = transaction.savepoint()
    outcomes = [_attempt(product, draft) for draft in drafts]
    if not keeps_good and any(outcome.problems for outcome in outcomes):
        transaction.savepoint_rollback(mark)
        return [Outcome(problems=outcome.problems) for outcome in outcomes]
    transaction.savepoint_commit(mark)
    _finish(product, now)
    return outcomes


def _attempt(product: Product, draft: Callable[[], Draft]) -> Outcome:
    try:
        with transaction.atomic():
            return Outcome(variant=_create(product, draft()))
    except Refusal as refusal:
        return Outcome(problems=refusal.problems)


def _create(product: Product, draft: Draft) -> ProductVariant:
    last = product.variants.aggregate(last=Max("sort_order"))["last"]
    variant = ProductVariant(product=product, sort_order=0 if last is None else last + 1)
    _write(variant, draft.given, draft.statements, is_new=True)
    _stock(variant, draft.stocks)
    _price(variant, draft.prices, within="channelListings")
    return variant


def _finish(product: Product, now: datetime) -> None:
    """Bring up to date what a product keeps of its variants."""
    if product.default_variant_id is None:
        product.default_variant = product.variants.order_by("sort_order", "pk").first()
        product.save(update_fields=["default_variant"])
    prices.refresh(product_ids=[product.pk])
    prices.touch(product_ids=[product.pk], now=now)


@transaction.atomic
def update(
    *, variant: ProductVariant, given: Mapping[str, Any], statements: Sequence[Statement], now: datetime
) -> ProductVariant:
    """Change a variant.

    Raises:
        Refusal: REQUIRED, UNIQUE or INVALID on a field, or on `attributes`.
    """
    _write(variant, given, statements, is_new=False)
    prices.touch(product_ids=[variant.product_id], now=now)
    return variant


@transaction.atomic
def delete(*, variant: ProductVariant, now: datetime) -> None:
    """Delete a variant; the next one becomes its product's default.

    Raises:
        Refusal: INVALID while pieces of it are promised to orders.
    """
    check_free([variant.pk])
    product = variant.product
    AttributeValue.objects.filter(variant_uses__variant=variant).exclude(
        attribute__input_type__in=assigning.SHARED
    ).delete()
    variant.delete()
    product.refresh_from_db(fields=["default_variant"])
    _finish(product, now)


def check_free(variant_ids: Sequence[int]) -> None:
    """Refuse to delete variants of which pieces are promised: the orders' allocations would go with them.

    Raises:
        Refusal: INVALID.
    """
    if Stock.objects.filter(variant__in=variant_ids, quantity_allocated__gt=0).exists():
        raise refuse("INVALID", "Pieces of it are promised to orders.", "id")


@transaction.atomic
def set_prices(*, variant: ProductVariant, wanted: Sequence[Price], now: datetime) -> None:
    """Set a variant's amounts in channels.

    Raises:
        Refusal: PRODUCT_NOT_ASSIGNED_TO_CHANNEL, DUPLICATED_INPUT_ITEM.
    """
    prices.hold(product_ids=[variant.product_id])
    _price(variant, wanted, within="input")
    prices.refresh(product_ids=[variant.product_id])
    prices.touch(product_ids=[variant.product_id], now=now)


def _write(
    variant: ProductVariant, given: Mapping[str, Any], statements: Sequence[Statement], *, is_new: bool
) -> None:
    describe(variant, {name: value for name, value in given.items() if name != "slug"})
    for name in ("weight_grams", "quantity_limit_per_customer"):
        if name in given:
            setattr(variant, name, given[name])
    if given.get("track_inventory") is not None:
        variant.track_inventory = given["track_inventory"]
    if "sku" in given:
        variant.sku = plain(given["sku"]) or None
    limit = variant.quantity_limit_per_customer
    if limit is not None and limit < 1:
        raise refuse("INVALID", "Product variant can't have a limit below 1.", "quantityLimitPerCustomer")
    store(variant, exclude=["product"])
    assigning.assign(variant, statements, is_new=is_new)
    _check_distinct(variant)
    _give_name(variant)


def _check_distinct(variant: ProductVariant) -> None:
    """Refuse a variant whose values are all another's of the same product: nobody could tell them apart."""
    links = VariantAttributeValue.objects.filter(variant__product_id=variant.product_id)
    values: dict[int, set[int]] = defaultdict(set)
    for variant_id, value_id in links.values_list("variant_id", "value_id"):
        values[variant_id].add(value_id)
    mine = values.pop(variant.pk, None)
    if mine and mine in values.values():
        message = "Duplicated attribute values for product variant."
        raise refuse("DUPLICATED_INPUT_ITEM", message, "attributes")


def _give_name(variant: ProductVariant) -> None:
    """Name a variant without a name by its values, else by its SKU, as Saleor does."""
    if variant.name:
        return
    links = VariantAttributeValue.objects.filter(variant=variant).select_related("value")
    names = [link.value.name for link in links]
    variant.name = (" / ".join(names) or variant.sku or to_global_id("ProductVariant", variant.pk))[:255]
    variant.save(update_fields=["name"])


def _stock(variant: ProductVariant, stocks: Sequence[tuple[Warehouse, int]]) -> None:
    keys = [warehouse.pk for warehouse, _ in stocks]
    if len(set(keys)) < len(keys):
        raise refuse("DUPLICATED_INPUT_ITEM", "The same warehouse is given twice.", "stocks")
    if not all(0 <= pieces <= MOST_PIECES for _, pieces in stocks):
        raise refuse("INVALID", "Stock quantity cannot be negative.", "quantity")
    Stock.objects.bulk_create(
        Stock(variant=variant, warehouse=warehouse, quantity=pieces) for warehouse, pieces in stocks
    )


def _price(variant: ProductVariant, wanted: Sequence[Price], *, within: str) -> None:
    keys = [each.channel.pk for each in wanted]
    if len(set(keys)) < len(keys):
        raise refuse("DUPLICATED_INPUT_ITEM", "The same channel is given twice.", within)
    listed = ProductChannelListing.objects.filter(product_id=variant.product_id, channel__in=keys)
    missing = set(keys) - set(listed.values_list("channel_id", flat=True))
    if missing:
        channels = [to_global_id("Channel", key) for key in sorted(missing)]
        message = "Product not available in channels."
        raise refuse("PRODUCT_NOT_ASSIGNED_TO_CHANNEL", message, within, channels=channels)
    for each in wanted:
        VariantChannelListing.objects.update_or_create(
            variant=variant, channel=each.channel, defaults=dict(each.amounts)
        )
