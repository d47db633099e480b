"""What the App answers to a core's questions, in Saleor's words."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.utils import timezone

from ses_vendors.payments import instructions, methods
from ses_vendors.payments.events import ActionAsked, Event, GatewayAsked, SessionAsked
from ses_vendors.payments.methods import Method
from ses_vendors.payments.models import Payment
from ses_vendors.payments.services import marking, opening, refunding
from ses_vendors.payments.services.refunding import NotRefundable
from ses_vendors.payments.states import WrongState

logger = logging.getLogger(__name__)

Answer = dict[str, Any]


def to(event: Event, *, api_url: str, now: datetime) -> Answer:
    """Answer a verified event of the core at `api_url`. The same question again has the same answer."""
    if isinstance(event, GatewayAsked):
        return _methods(event, now)
    if isinstance(event, SessionAsked):
        return _session(event, api_url, now)
    return _action(event, api_url, now)


def _methods(event: GatewayAsked, now: datetime) -> Answer:
    offered = methods.offers(event.source.purchase, on=timezone.localdate(now))
    return {"data": {"methods": [offer.written() for offer in offered]}}


# --- A transaction begins ---


def _session(event: SessionAsked, api_url: str, now: datetime) -> Answer:
    problem = _problem(event, now)
    if problem:
        return _refused(event, problem)
    source = event.source
    try:
        payment = opening.open_payment(
            api_url=api_url,
            transaction_id=event.transaction_id,
            checkout_id=source.checkout_id,
            order_id=source.order_id,
            order_number=source.order_number,
            amount=event.amount,
            method=Method(event.method),
            now=now,
        )
    except opening.OtherPayment as error:
        logger.warning("Unable to begin a payment: %s", error)
        return _refused(event, "This transaction is another payment's.")
    return _awaited(payment)


def _problem(event: SessionAsked, now: datetime) -> str:
    """Say why this cannot be paid so; nothing where it can."""
    purchase = event.source.purchase
    if event.method not in Method.values:
        return "Choose one of the ways to pay."
    if event.flow != "CHARGE":
        return "These ways to pay know no authorization."
    if event.amount != purchase.total or not event.amount or purchase.total.currency != "RON":
        return "The whole amount is paid at once, in RON."
    return methods.obstacle(Method(event.method), purchase, on=timezone.localdate(now))


def _awaited(payment: Payment) -> Answer:
    return {
        "pspReference": payment.reference,
        "result": "CHARGE_REQUEST",
        "amount": str(payment.money.amount),
        "actions": ["CANCEL"],
        "data": instructions.of(payment),
        "paymentMethodDetails": {"type": "OTHER", "name": payment.method},
    }


def _refused(event: SessionAsked, message: str) -> Answer:
    flow = "AUTHORIZATION" if event.flow == "AUTHORIZATION" else "CHARGE"
    told = {"result": f"{flow}_FAILURE", "amount": str(event.amount.amount), "message": message}
    # The data tells a shop that it was the App that refused, not the way to it.
    return {**told, "data": {"obstacle": message}, "actions": []}


# --- Staff wish something ---


def _action(event: ActionAsked, api_url: str, now: datetime) -> Answer:
    payment = Payment.objects.filter(api_url=api_url, transaction_id=event.transaction_id).first()
    if payment is None:
        return _ended(event, "", f"{event.action}_FAILURE", "This App knows no such payment.")
    if event.action == "REFUND":
        return _refund(event, payment, now)
    if event.action == "CANCEL":
        return _cancel(event, payment, now)
    return _ended(event, payment.reference, "CHARGE_FAILURE", "It is marked as paid when the money has come.")


def _refund(event: ActionAsked, payment: Payment, now: datetime) -> Answer:
    """Take the wish down; that the money went back is reported by the operator's hand."""
    try:
        refund = refunding.request(
            payment_id=payment.pk, amount=event.amount, fingerprint=event.fingerprint, now=now
        )
    except NotRefundable as error:
        return _ended(event, "", "REFUND_FAILURE", str(error))
    return {"pspReference": refund.reference, "actions": []}


def _cancel(event: ActionAsked, payment: Payment, now: datetime) -> Answer:
    try:
        marking.cancel(payment_id=payment.pk, now=now, why="Cancelled by staff.")
    except WrongState as error:
        return _ended(event, payment.reference, "CANCEL_FAILURE", str(error))
    return _ended(event, payment.reference, "CANCEL_SUCCESS", "")


def _ended(event: ActionAsked, reference: str, result: str, message: str) -> Answer:
    """The answer to a wish that is over at once; without a reference it is a failure of no payment."""
    told = {"result": result, "amount": str(event.amount.amount), "message": message}
    return {**told, "pspReference": reference} if reference else told
