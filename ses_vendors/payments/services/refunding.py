"""Money goes back, by an operator's hand: these methods have nobody else who could send it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kernel.money import Money
from ses_vendors.payments.models import Payment, Refund
from ses_vendors.payments.services import marking, reporting
from ses_vendors.payments.states import State, WrongState, moved


class NotRefundable(Exception):
    """The payment has not that much to give back, or a refund of it is still open."""


@transaction.atomic
def request(*, payment_id: int, amount: Money, fingerprint: str, now: datetime) -> Refund:
    """Take down that the core wants money given back. The same request again is the same refund.

    Raises:
        NotRefundable: not paid, another refund is open, or more than is left; nothing changed.
    """
    payment = marking.locked(payment_id)
    known = Refund.objects.filter(fingerprint=fingerprint, payment=payment).first()
    if known is not None:
        return known
    if not Money(0, amount.currency) < amount:
        raise NotRefundable("There is nothing to give back.")
    if amount.currency != payment.currency or amount > payment.refundable:
        raise NotRefundable(f"{payment.refundable.amount} {payment.currency} can be given back.")
    try:
        payment.state = moved(payment.state, State.REFUND_REQUESTED)
    except WrongState as error:
        raise NotRefundable(str(error)) from error
    payment.save(update_fields=["state"])
    return Refund.objects.create(
        payment=payment,
        reference=f"{payment.reference}-R{payment.refunds.count() + 1}",
        amount=amount.minor_units,
        fingerprint=fingerprint,
        requested_at=now,
    )


@transaction.atomic
def finish(*, refund_id: int, by: str, now: datetime) -> Refund:
    """Take down that the money went back; the core is told. Raises WrongState where it is over already."""
    refund, payment = _open(refund_id)
    payment.refunded += refund.amount
    payment.state = moved(payment.state, State.REFUNDED if not payment.refundable else State.PAID)
    payment.save(update_fields=["state", "refunded"])
    _end(refund, Refund.State.DONE, by, now)
    reporting.record(payment, "REFUND_SUCCESS", psp_reference=refund.reference, amount=refund.amount, now=now)
    return refund


@transaction.atomic
def refuse(*, refund_id: int, by: str, now: datetime) -> Refund:
    """Take down that nothing goes back; the core is told. Raises WrongState where it is over already."""
    refund, payment = _open(refund_id)
    payment.state = moved(payment.state, State.PAID)
    payment.save(update_fields=["state"])
    _end(refund, Refund.State.REFUSED, by, now)
    reporting.record(payment, "REFUND_FAILURE", psp_reference=refund.reference, amount=refund.amount, now=now)
    return refund


def _open(refund_id: int) -> tuple[Refund, Payment]:
    """Lock the payment first, then look at the refund."""
    payment_id = Refund.objects.values_list("payment_id", flat=True).get(pk=refund_id)
    payment = marking.locked(payment_id)
    refund = Refund.objects.get(pk=refund_id)
    if refund.state != Refund.State.REQUESTED:
        raise WrongState(State(payment.state), State.REFUNDED)
    return refund, payment


def _end(refund: Refund, state: Refund.State, by: str, now: datetime) -> None:
    refund.state, refund.ended_at, refund.ended_by = state, now, by[:200]
    refund.save(update_fields=["state", "ended_at", "ended_by"])
