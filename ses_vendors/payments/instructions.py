"""What a payer needs to know: the data of a payment, as shops read it in the transaction's answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings

from ses_vendors.payments import references
from ses_vendors.payments.methods import Method
from ses_vendors.payments.models import Payment


def due_on(today: date) -> date:
    """Return until when a transfer is awaited."""
    return today + timedelta(days=settings.SHOP_TRANSFER_DAYS)


def of(payment: Payment) -> dict[str, Any]:
    """Return the payment's data: amount in lei as a decimal text; where a transfer goes, and until when."""
    told = {
        "method": payment.method,
        "reference": references.printed(payment.reference),
        "amount": str(payment.money.amount),
        "currency": payment.currency,
    }
    if payment.method != Method.BANK_TRANSFER:
        return told
    operator = settings.SHOP_OPERATOR
    account = {"iban": operator["iban"], "beneficiary": operator["legal_name"]}
    return {**told, **account, "due": payment.due_on.isoformat()}
