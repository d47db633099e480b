"""How many pieces are free, and where they lie."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from engine.checkout.models import Reservation
from engine.inventory import locks
from engine.inventory.models import Stock
from engine.prepared import prepared


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
    found = (locked_stocks if lock else stocks)(variant_ids, channel_id)
    reserved = _reserved([stock.pk for stock in found], now, besides_checkout)
    levels: dict[int, list[StockLevel]] = {variant_id: [] for variant_id in variant_ids}
    for stock in found:
        free = stock.quantity - stock.quantity_allocated - reserved.get(stock.pk, 0)
        levels[stock.variant_id].append(StockLevel(stock, max(free, 0)))
    return levels


@prepared
def stocks(variant_ids: Collection[int], channel_id: int) -> QuerySet[Any, Any]:
    """The stocks of variants in a channel's warehouses."""
    found = Stock.objects.filter(variant_id__in=variant_ids, warehouse__channels=channel_id)
    return found.order_by("pk")


@prepared
def locked_stocks(variant_ids: Collection[int], channel_id: int) -> QuerySet[Any, Any]:
    """The same, locked until the transaction ends."""
    return locks.locking(Stock.objects.filter(variant_id__in=variant_ids, warehouse__channels=channel_id))


def _reserved(stock_ids: Collection[int], now: datetime, besides: UUID | None) -> dict[int, int]:
    if besides is None:
        return dict(_reserved_pieces(stock_ids, now))
    return dict(_pieces_of_others(stock_ids, now, besides))


@prepared
def _reserved_pieces(stock_ids: Collection[int], now: datetime) -> QuerySet[Any, Any]:
    return _pieces(_live(stock_ids, now))


@prepared
def _pieces_of_others(stock_ids: Collection[int], now: datetime, checkout: UUID) -> QuerySet[Any, Any]:
    return _pieces(_live(stock_ids, now).exclude(checkout_line__checkout=checkout))


def _live(stock_ids: Collection[int], now: datetime) -> QuerySet[Reservation]:
    return Reservation.objects.filter(stock_id__in=stock_ids, reserved_until__gt=now)


def _pieces(reservations: QuerySet[Reservation]) -> QuerySet[Any, Any]:
    """(stock's key, pieces) of reservations."""
    return reservations.order_by().values_list("stock_id").annotate(pieces=Sum("quantity_reserved"))


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
