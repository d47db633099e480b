"""Orders and their payments: what the core says of an order decides, whenever and however often it is asked.

A basket may have opened several transactions: the shopper changed the method, or the goods. The order keeps
one payment, of the method that was chosen last; the others are cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from commerce.app.payments import OrderPayments
from ses_vendors.payments.models import Payment
from ses_vendors.payments.services import marking
from ses_vendors.payments.states import State

CLOSED = frozenset({"CANCELED", "EXPIRED"})


@transaction.atomic
def bind(order: OrderPayments, *, api_url: str, now: datetime) -> None:
    """Bring the payments of an order up to what the core says of it. Again is the same.

    Payments get the order's number; those that are not the order's are cancelled, all of them where the
    order is; a payment whose order the core calls paid is paid.
    """
    payments = list(
        Payment.objects.select_for_update()
        .filter(api_url=api_url, transaction_id__in=[each.id for each in order.transactions])
        .order_by("pk")
    )
    for payment in payments:
        if payment.order_id != order.id:
            payment.order_id, payment.order_number = order.id, order.number
            payment.save(update_fields=["order_id", "order_number"])
    kept = None if order.status in CLOSED else chosen(payments, order)
    for payment in payments:
        _settle(payment, order, is_kept=payment is kept, now=now)


def chosen(payments: Iterable[Payment], order: OrderPayments) -> Payment | None:
    """Return the payment by which the order is paid: paid before awaited, then by method, amount, age."""
    live = [payment for payment in payments if payment.state != State.CANCELLED]

    def rank(payment: Payment) -> tuple[bool, bool, bool, datetime, int]:
        return (
            payment.state != State.PENDING,
            payment.method == order.payment_method,
            payment.money == order.total,
            payment.opened_at,
            payment.pk,
        )

    return max(live, key=rank, default=None)


def _settle(payment: Payment, order: OrderPayments, *, is_kept: bool, now: datetime) -> None:
    if payment.state != State.PENDING:
        return
    if not is_kept:
        marking.cancel(payment_id=payment.pk, now=now, why="The order is paid otherwise, or cancelled.")
    elif order.is_paid:
        marking.mark_paid(payment_id=payment.pk, by=marking.THE_CORE, now=now, tells_core=False)
