"""What belongs to orders, read for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from engine.accounts.models import User
from engine.inventory.models import ShippingMethod
from engine.orders.models import Allocation, Fulfillment, FulfillmentLine, Order, OrderEvent, OrderLine
from engine.prepared import prepared


def _by(rows: Iterable[Any], owner: str, keys: Sequence[Any]) -> list[list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner)].append(row)
    return [found[key] for key in keys]


def orders(keys: Sequence[UUID]) -> list[Order | None]:
    """Batch: orders by key."""
    found = {row.pk: row for row in _orders(keys)}
    return [found.get(key) for key in keys]


@prepared
def _orders(keys: Sequence[UUID]) -> QuerySet[Any, Any]:
    return Order.objects.filter(pk__in=keys)


def users(keys: Sequence[int]) -> list[User | None]:
    """Batch: accounts by key."""
    found = User.objects.in_bulk(list(keys))
    return [found.get(key) for key in keys]


def methods(keys: Sequence[int]) -> list[ShippingMethod | None]:
    """Batch: shipping methods by key."""
    found = ShippingMethod.objects.in_bulk(list(keys))
    return [found.get(key) for key in keys]


def orders_of(keys: Sequence[int]) -> list[list[Order]]:
    """Batch: the orders of accounts, the newest first."""
    return _by(Order.objects.filter(user__in=keys).order_by("-number"), "user_id", keys)


def lines(keys: Sequence[UUID]) -> list[list[OrderLine]]:
    """Batch: the lines of orders, each with its order."""
    return _by(_lines(keys), "order_id", keys)


@prepared
def _lines(keys: Sequence[UUID]) -> QuerySet[Any, Any]:
    return OrderLine.objects.filter(order__in=keys).select_related("order")


def fulfillments(keys: Sequence[UUID]) -> list[list[Fulfillment]]:
    """Batch: the parcels of orders."""
    return _by(_fulfillments(keys), "order_id", keys)


@prepared
def _fulfillments(keys: Sequence[UUID]) -> QuerySet[Any, Any]:
    return Fulfillment.objects.filter(order__in=keys)


def events(keys: Sequence[UUID]) -> list[list[OrderEvent]]:
    """Batch: the history of orders, the oldest first."""
    return _by(OrderEvent.objects.filter(order__in=keys), "order_id", keys)


def line_allocations(keys: Sequence[UUID]) -> list[list[Allocation]]:
    """Batch: what order lines claim, emptied claims left out."""
    rows = Allocation.objects.filter(order_line__in=keys, quantity_allocated__gt=0)
    return _by(rows.select_related("stock").order_by("pk"), "order_line_id", keys)


def order_lines(keys: Sequence[UUID]) -> list[OrderLine | None]:
    """Batch: order lines by key, each with its order."""
    found = OrderLine.objects.select_related("order").in_bulk(list(keys))
    return [found.get(key) for key in keys]


def parcel_lines(keys: Sequence[int]) -> list[list[FulfillmentLine]]:
    """Batch: the lines of parcels."""
    return _by(FulfillmentLine.objects.filter(fulfillment__in=keys).order_by("pk"), "fulfillment_id", keys)


def parcel_rows(keys: Sequence[int]) -> list[FulfillmentLine | None]:
    """Batch: lines of parcels by key."""
    found = FulfillmentLine.objects.in_bulk(list(keys))
    return [found.get(key) for key in keys]
