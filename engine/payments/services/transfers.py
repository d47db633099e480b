"""A checkout becomes an order: its transactions go along."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from engine.orders.models import Order
from engine.payments.models import TransactionItem
from engine.payments.queries import Paid
from engine.payments.services import recalculation


def move(checkout_id: UUID, order: Order, paid: Paid, *, now: datetime) -> None:
    """Give a locked checkout's transactions to its new order, whose totals are written already."""
    if paid.count:
        TransactionItem.objects.filter(checkout=checkout_id).update(checkout=None, order=order)
    if order.charge_status in recalculation.PAID:
        recalculation.tell_charged(order, requestor=order.user, now=now)
