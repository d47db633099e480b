"""Storing a new order: its number, lines, claims on stock and first events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from engine.inventory.models import Stock
from engine.orders.models import Allocation, Order, OrderEvent, OrderLine, OrderNumber
from engine.webhooks import events


@dataclass(frozen=True, slots=True)
class Placement:
    """An unsaved order with its lines, and for each line's key the locked stocks that serve it."""

    order: Order
    lines: Sequence[OrderLine]
    pieces: Mapping[UUID, Mapping[Stock, int]]


def place(placement: Placement, *, now: datetime) -> Order:
    """Store the order, within the transaction that has locked the stocks."""
    order = placement.order
    _allocate(placement, now)
    order.number = next_number()
    order.save(force_insert=True)
    OrderLine.objects.bulk_create(placement.lines)
    Allocation.objects.bulk_create(
        Allocation(order_line_id=line_id, stock=stock, quantity_allocated=pieces)
        for line_id, stocks in placement.pieces.items()
        for stock, pieces in stocks.items()
    )
    OrderEvent.objects.bulk_create(_first_events(order, now))
    kinds = ["ORDER_CREATED", "ORDER_CONFIRMED"] if order.status == "UNFULFILLED" else ["ORDER_CREATED"]
    events.record(*kinds, about=order, now=now)
    return order


def _allocate(placement: Placement, now: datetime) -> None:
    """Promise the pieces; the rows are locked, so whole values are written."""
    stocks: dict[int, Stock] = {}
    for taken in placement.pieces.values():
        for stock, pieces in taken.items():
            stocks.setdefault(stock.pk, stock).quantity_allocated += pieces
    if stocks:
        Stock.objects.bulk_update(stocks.values(), ["quantity_allocated"])
        emptied = [stock for stock in stocks.values() if stock.quantity_allocated >= stock.quantity]
        events.record("PRODUCT_VARIANT_OUT_OF_STOCK", about=emptied, now=now)


def next_number() -> int:
    """Take the next order number; the counter stays locked until the transaction ends."""
    counter = OrderNumber.objects.filter(pk=1)
    if not counter.update(last_number=F("last_number") + 1):
        OrderNumber.objects.bulk_create([OrderNumber(pk=1)], ignore_conflicts=True)
        counter.update(last_number=F("last_number") + 1)
    return counter.get().last_number


def _first_events(order: Order, now: datetime) -> list[OrderEvent]:
    types = ["PLACED", "CONFIRMED"] if order.channel.automatically_confirm_all_new_orders else ["PLACED"]
    return [OrderEvent(order=order, type=kind, user=order.user, date=now) for kind in types]
