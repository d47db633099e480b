"""Opening an order for a change."""

from __future__ import annotations

from uuid import UUID

from engine.errors import refuse
from engine.inventory import locks
from engine.orders.models import Fulfillment, Order
from kernel.ids import to_global_id


def lock(order_id: UUID) -> Order:
    """Return an order, locked. Raises Refusal: NOT_FOUND."""
    order = locks.row(Order.objects.filter(pk=order_id))
    if order is None:
        gid = to_global_id("Order", order_id)
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {gid}", "id")
    return order


def lock_of_fulfillment(fulfillment_id: int) -> tuple[Order, Fulfillment]:
    """Return a fulfilment with its order, the order locked first. Raises Refusal: NOT_FOUND."""
    order = locks.row(Order.objects.filter(fulfillments=fulfillment_id))
    if order is None:
        gid = to_global_id("Fulfillment", fulfillment_id)
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {gid}", "id")
    return order, order.fulfillments.get(pk=fulfillment_id)
