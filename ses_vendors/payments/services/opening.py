"""A payment begins: the core opened a transaction for a basket or an order."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from kernel.money import Money
from ses_vendors.payments import instructions, references
from ses_vendors.payments.methods import Method
from ses_vendors.payments.models import Payment
from ses_vendors.payments.states import State

#: References that are tried; two in a row that are taken is news.
TRIES = 5


class OtherPayment(Exception):
    """The core's transaction has a payment already, of another amount or over."""


def open_payment(
    *,
    api_url: str,
    transaction_id: str,
    amount: Money,
    method: Method,
    now: datetime,
    checkout_id: str = "",
    order_id: str = "",
    order_number: str = "",
) -> Payment:
    """Return the payment of a core's transaction, made when it is not there.

    Asked again, the same payment comes back, with its reference; the method may change as long as nothing is
    bound to an order.

    Raises:
        OtherPayment: the transaction's payment has another amount, is over, or is an order's by now.
    """
    key = {"api_url": api_url, "transaction_id": transaction_id}
    found = Payment.objects.filter(**key).first()
    if found is None:
        found = _made(
            key,
            checkout_id=checkout_id,
            order_id=order_id,
            order_number=order_number,
            amount=amount.minor_units,
            currency=amount.currency,
            method=method,
            opened_at=now,
            due_on=instructions.due_on(timezone.localdate(now)),
        )
    return _agreed(found.pk, amount, method)


def _made(key: dict[str, str], **values: object) -> Payment:
    """Make the row; whoever asks at the same time gets the same one."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return Payment.objects.get_or_create(
                    **key, defaults={**values, "reference": references.new()}
                )[0]
        except IntegrityError:
            continue
    raise RuntimeError("No free payment reference was found.")


@transaction.atomic
def _agreed(pk: int, amount: Money, method: Method) -> Payment:
    payment = Payment.objects.select_for_update().get(pk=pk)
    if payment.money != amount or payment.state != State.PENDING:
        raise OtherPayment(f"{payment} is {payment.state} and of {payment.money}.")
    if payment.method != method:
        if payment.order_id:
            raise OtherPayment(f"{payment} is an order's.")
        payment.method = method
        payment.save(update_fields=["method"])
    return payment
