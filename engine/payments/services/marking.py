"""Writing down that an order was paid outside of every app: in cash, or by bank."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from engine.errors import Refusal, refuse
from engine.orders.models import Order
from engine.orders.services import access, checks
from engine.payments import amounts, queries
from engine.payments.models import TransactionEvent, TransactionItem
from engine.payments.owners import signature
from engine.payments.services import recalculation
from engine.webhooks import events
from engine.webhooks.requestors import Requestor

NAME = "Mark-as-paid transaction"
#: Characters of a reference to another system's record.
LONGEST_REFERENCE = 250


def mark_as_paid(*, order_id: UUID, reference: str, requestor: Requestor, now: datetime) -> Order:
    """Make a transaction of an order's whole total; `reference` is the bank's or the courier's.

    Saleor's channel setting `markAsPaidStrategy` is TRANSACTION_FLOW here, always.

    Raises:
        Refusal: NOT_FOUND, BILLING_ADDRESS_NOT_SET, INVALID (the reference is too long); TRANSACTION_ERROR
            (there is a transaction already), which is written into the order's history.
    """
    with transaction.atomic():
        order = access.lock(order_id)
        _check(order, reference)
        is_paid = TransactionItem.objects.filter(order=order).exists()
        if is_paid:
            refusal = _paid_before(order, requestor, now)
        else:
            _mark(order, reference, requestor, now)
    if is_paid:
        raise refusal
    return order


def _check(order: Order, reference: str) -> None:
    if order.billing_address_id is None:
        message = "Order billing address is required to mark order as paid."
        raise refuse("BILLING_ADDRESS_NOT_SET", message)
    checks.length(reference, LONGEST_REFERENCE, "transactionReference")


def _paid_before(order: Order, requestor: Requestor, now: datetime) -> Refusal:
    message = "Orders with transactions can not be manually marked as paid."
    recalculation.add_history(
        order, "TRANSACTION_MARK_AS_PAID_FAILED", requestor=requestor, now=now, message=message
    )
    return refuse("TRANSACTION_ERROR", message, "transaction")


def _mark(order: Order, reference: str, requestor: Requestor, now: datetime) -> None:
    item = TransactionItem.objects.create(
        order=order,
        created_at=now,
        name=NAME,
        psp_reference=reference,
        currency=order.currency,
        available_actions=["REFUND"],
        **signature(requestor),
    )
    if order.total_gross:
        _charge(item, order.total_gross, requestor, now)
    recalculation.add_up(item)
    item.save(update_fields=[*amounts.NAMES, "modified_at"])
    _follow(order, reference, requestor, now)


def _charge(item: TransactionItem, amount: int, requestor: Requestor, now: datetime) -> None:
    TransactionEvent.objects.create(
        transaction=item,
        created_at=now,
        type="CHARGE_SUCCESS",
        amount=amount,
        currency=item.currency,
        message="Manual adjustment of the transaction.",
        include_in_calculations=True,
        **signature(requestor),
    )


def _follow(order: Order, reference: str, requestor: Requestor, now: datetime) -> None:
    paid = queries.paid_for_order(order.pk)
    recalculation.write_totals(order, paid, granted=queries.granted(order.pk))
    order.save(
        update_fields=["total_charged", "total_authorized", "charge_status", "authorize_status", "updated_at"]
    )
    facts = {"transaction_reference": reference} if reference else {}
    recalculation.add_history(order, "ORDER_MARKED_AS_PAID", requestor=requestor, now=now, **facts)
    events.record("ORDER_FULLY_PAID", "ORDER_UPDATED", about=order, now=now)
