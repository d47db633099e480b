"""After a change: a transaction's amounts from its events, then its order's totals, statuses and events."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from engine.accounts.models import User
from engine.orders.models import Order, OrderEvent
from engine.orders.services import fulfilment
from engine.payments import amounts, queries, statuses
from engine.payments.models import OrderGrantedRefund, TransactionEvent, TransactionItem
from engine.payments.queries import Paid
from engine.payments.services.access import Held
from engine.prepared import prepared
from engine.webhooks import events
from engine.webhooks.requestors import Requestor

PAID = frozenset({"FULL", "OVERCHARGED"})


def settle(held: Held, *changed: str, requestor: Requestor, now: datetime) -> None:
    """Store a held transaction with its amounts and the `changed` columns; its order follows."""
    add_up(held.item)
    held.item.save(update_fields=[*amounts.NAMES, *changed, "modified_at"])
    if held.order is not None:
        follow(held.order, now=now)
        tell(held, requestor=requestor, now=now)


def add_up(item: TransactionItem) -> None:
    """Set a transaction's amounts to what its events come to; it is not saved."""
    sums = amounts.add_up(_counted(item.pk))
    for name in amounts.NAMES:
        setattr(item, name, getattr(sums, name))


@prepared
def _counted(item: UUID) -> QuerySet[Any, Any]:
    return TransactionEvent.objects.filter(transaction=item, include_in_calculations=True)


# --- The order ---


def follow(order: Order, *, now: datetime) -> None:
    """Store a locked order's totals and statuses; one that waited for its payment is confirmed by it."""
    write_totals(order, queries.paid_for_order(order.pk), granted=queries.granted(order.pk))
    changed = ["total_charged", "total_authorized", "charge_status", "authorize_status", "updated_at"]
    if order.status == "UNCONFIRMED" and order.channel.automatically_confirm_all_new_orders:
        order.status = fulfilment.status_of(order)
        changed.append("status")
    order.save(update_fields=changed)


def write_totals(order: Order, paid: Paid, *, granted: int = 0) -> None:
    """Set what is charged and authorized of an order, and the statuses; it is not saved."""
    order.total_charged, order.total_authorized = paid.charged, paid.authorized
    order.charge_status = statuses.order_charge(
        total=order.total_gross, granted=granted, charged=paid.charged
    )
    order.authorize_status = statuses.order_authorize(
        total=order.total_gross, granted=granted, authorized=paid.authorized, charged=paid.charged
    )


def recharge(order: Order) -> None:
    """Store a locked order's charge status after its granted refunds changed."""
    order.charge_status = statuses.order_charge(
        total=order.total_gross, granted=queries.granted(order.pk), charged=order.total_charged
    )
    order.save(update_fields=["charge_status", "updated_at"])


# --- Telling ---


def tell(held: Held, *, requestor: Requestor, now: datetime) -> None:
    """Write down what happened to the order of a held transaction, by what it holds more or less."""
    item, order = held.item, held.order
    if order is None:
        return
    if item.charged > held.charged:
        tell_charged(order, requestor=requestor, now=now)
    if item.refunded > held.refunded:
        _tell_refunded(order, now)
    changed = (item.authorized, item.charged) != (held.authorized, held.charged)
    if changed and item.charged <= held.charged and item.refunded <= held.refunded:
        events.record("ORDER_UPDATED", about=order, now=now)


def tell_charged(order: Order, *, requestor: Requestor, now: datetime) -> None:
    """Write down that an order was paid, in part or fully."""
    kinds = ["ORDER_PAID"]
    if order.charge_status in PAID:
        add_history(order, "ORDER_FULLY_PAID", requestor=requestor, now=now)
        kinds.append("ORDER_FULLY_PAID")
    events.record(*kinds, "ORDER_UPDATED", about=order, now=now)


def _tell_refunded(order: Order, now: datetime) -> None:
    is_whole = queries.paid_for_order(order.pk).refunded >= order.total_gross
    kinds = ["ORDER_REFUNDED", "ORDER_UPDATED", *(["ORDER_FULLY_REFUNDED"] if is_whole else [])]
    events.record(*kinds, about=order, now=now)


def add_history(order: Order, kind: str, *, requestor: Requestor, now: datetime, **facts: object) -> None:
    """Write a line into an order's history."""
    user = requestor if isinstance(requestor, User) else None
    OrderEvent.objects.create(order=order, type=kind, user=user, parameters=facts, date=now)


# --- Granted refunds ---

STATUSES = {"REFUND_SUCCESS": "SUCCESS", "REFUND_REQUEST": "PENDING", "REFUND_FAILURE": "FAILURE"}


def follow_refund(refund: OrderGrantedRefund) -> None:
    """Store a granted refund's status: what the last event of its transaction says."""
    told = refund.transaction_events.filter(transaction=refund.transaction_id, type__startswith="REFUND_")
    last = told.order_by("created_at", "pk").last()
    if last is None:
        return
    refund.status = STATUSES.get(last.type, "NONE")
    refund.save(update_fields=["status", "updated_at"])
