"""Money came, or will not come. Each change writes what the core is to be told of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ses_vendors.payments.models import Payment
from ses_vendors.payments.services import reporting
from ses_vendors.payments.states import State, WrongState, moved

#: Who says that money came, where the core itself does.
THE_CORE = "core"


class NotOrdered(Exception):
    """The payment's basket never became an order: nothing is owed."""


@transaction.atomic
def mark_paid(*, payment_id: int, by: str, now: datetime, tells_core: bool = True) -> Payment:
    """Take down that the whole amount came; the core is told, unless it said so itself.

    Raises:
        WrongState: it is paid, cancelled or refunded already; nothing changed.
        NotOrdered: there is no order to pay.
    """
    payment = locked(payment_id)
    if payment.state != State.PENDING:
        # "To be refunded" may become "paid", too: that is a refund's way back, not money that came.
        raise WrongState(State(payment.state), State.PAID)
    payment.state = State.PAID
    if not payment.order_id:
        raise NotOrdered(f"{payment} has no order.")
    payment.paid_at, payment.paid_by = now, by[:200]
    payment.save(update_fields=["state", "paid_at", "paid_by"])
    if tells_core:
        reporting.record(payment, "CHARGE_SUCCESS", now=now)
    return payment


@transaction.atomic
def cancel(*, payment_id: int, now: datetime, why: str = "") -> Payment:
    """Take down that the money will not come; the core stops awaiting it. Raises WrongState."""
    payment = locked(payment_id)
    payment.state = moved(payment.state, State.CANCELLED)
    payment.ended_at = now
    payment.save(update_fields=["state", "ended_at"])
    reporting.record(payment, "CHARGE_FAILURE", message=why, now=now)
    return payment


def locked(payment_id: int) -> Payment:
    """Return a payment whose row nobody else changes until this transaction ends."""
    return Payment.objects.select_for_update().get(pk=payment_id)


__all__ = ["THE_CORE", "NotOrdered", "WrongState", "cancel", "locked", "mark_paid"]
