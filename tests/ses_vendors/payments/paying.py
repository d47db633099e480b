"""How a test pays: payments, statements and the core's questions, signed or not."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime
from typing import Any

from kernel.money import Money
from ses_vendors.payments.methods import Method
from ses_vendors.payments.models import Payment
from ses_vendors.payments.services import opening

CORE = "http://localhost:8000/graphql/"
IBAN = "RO49AAAA1B31007593840000"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def payment(
    *, amount: int = 8450, method: Method = Method.BANK_TRANSFER, order: str | None = "34", **changes: Any
) -> Payment:
    """A payment, of order 34 unless said otherwise; `order` None is a basket's that was never ordered."""
    number = next(_numbers)
    made = opening.open_payment(
        api_url=CORE,
        transaction_id=f"transaction-{number}",
        checkout_id=f"checkout-{number}",
        amount=Money(amount),
        method=method,
        now=NOW,
    )
    if order is not None:
        changes = {"order_id": f"order-{order}", "order_number": order, **changes}
    for name, value in changes.items():
        setattr(made, name, value)
    made.save()
    return made


def csv_statement(*lines: tuple[str, str, str], header: str = "Data;Suma;Detalii") -> bytes:
    """A statement as a bank exports it: day, amount, text."""
    return "\n".join([header, *(";".join(line) for line in lines)]).encode()


LINE = {"isShipped": True, "variant": {"product": {"exemption": None}}}


def source(total: Any = 84.5, **changes: Any) -> dict[str, Any]:
    """A checkout as the subscription asks for it."""
    return {
        "__typename": "Checkout",
        "id": "checkout-1",
        "language": "RO",
        "totalPrice": {"gross": {"amount": total, "currency": "RON"}},
        "billingAddress": {"companyName": ""},
        "lines": [LINE],
        **changes,
    }


def gateway_asked(**changes: Any) -> dict[str, Any]:
    """The core asks how a checkout can be paid."""
    return {"__typename": "PaymentGatewayInitializeSession", "sourceObject": source(**changes)}


def begins(
    method: str = "bank_transfer",
    amount: Any = 84.5,
    transaction: str = "transaction-1",
    kind: str = "TransactionInitializeSession",
    **changes: Any,
) -> dict[str, Any]:
    """The core begins a transaction."""
    return {
        "__typename": kind,
        "data": {"method": method},
        "action": {"actionType": "CHARGE", "amount": amount, "currency": "RON"},
        "transaction": {"id": transaction},
        "sourceObject": source(**changes),
    }


def wishes(action: str, paid: Payment, amount: Any = 84.5, at: str = "2026-11-24T09:00:00") -> dict[str, Any]:
    """Staff wish something of a transaction."""
    kind = {
        "CHARGE": "TransactionChargeRequested",
        "REFUND": "TransactionRefundRequested",
        "CANCEL": "TransactionCancelationRequested",
    }[action]
    return {
        "__typename": kind,
        "issuedAt": at,
        "wish": {"actionType": action, "amount": amount, "currency": "RON"},
        "paid": {"id": paid.transaction_id},
    }


def body(payload: dict[str, Any]) -> bytes:
    """The bytes a core would sign."""
    return json.dumps(payload).encode()
