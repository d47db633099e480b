"""How many pieces are free, and where they lie."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from engine.checkout.models import Reservation
from engine.inventory import locks
from engine.inventory.models import Stock


@dataclass(slots=True)
class StockLevel:
    """A stock and its free pieces: quantity less allocations and live reservations."""

    stock: Stock
    free: int


def stock_levels(
    *,
    variant_ids: Collection[int],
    channel_id: int,
    now: datetime,
    besides_checkout: UUID | None = None,
    lock: bool = False,
) -> dict[int, list[StockLevel]]:
    """Return each variant's stocks in a channel's warehouses; variants without stock give [].

    A reservation counts until `reserved_until`; those of `besides_checkout` do not count. With `lock`
    the stocks stay locked until the transaction ends. Takes two queries.
    """
    stocks = Stock.objects.filter(variant_id__in=variant_ids, warehouse__channels=channel_id)
    found = locks.rows(stocks) if lock else list(stocks.order_by("pk"))
    reserved = _reserved([stock.pk for stock in found], now, besides_checkout)
    levels: dict[int, list[StockLevel]] = {variant_id: [] for variant_id in variant_ids}
    for stock in found:
        free = stock.quantity - stock.quantity_allocated - reserved.get(stock.pk, 0)
        levels[stock.variant_id].append(StockLevel(stock, max(free, 0)))
    return levels


def _reserved(stock_ids: Collection[int], now: datetime, besides: UUID | None) -> dict[int, int]:
    live = Reservation.objects.filter(stock_id__in=stock_ids, reserved_until__gt=now)
    if besides is not None:
        live = live.exclude(checkout_line__checkout=besides)
    return dict(live.order_by().values_list("stock_id").annotate(pieces=Sum("quantity_reserved")))


def available_by_variant(
    *,
    variant_ids: Collection[int],
    channel_id: int,
    now: datetime,
    besides_checkout: UUID | None = None,
) -> dict[int, int]:
    """Return how many pieces of each variant can be bought in a channel now."""
    levels = stock_levels(
        variant_ids=variant_ids, channel_id=channel_id, now=now, besides_checkout=besides_checkout
    )
    return {variant: sum(level.free for level in found) for variant, found in levels.items()}
