"""How a basket is paid: what the payment App offers for it, and the choice, sealed before the order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from commerce.call import mutate
from commerce.errors import CommerceError, Refused
from commerce.transport import Json
from commerce.types import BasketId, PaymentMethod
from kernel.money import Money

#: The identifier of this project's App, in whose name it is installed at a core.
PAYMENT_APP = "ro.ses.shop"
METHODS: frozenset[str] = frozenset(get_args(PaymentMethod))
#: Characters of a text of the App's that pages show.
LONGEST_TEXT = 500


class PaymentsUnavailable(CommerceError):
    """The payment App is not installed at the core, does not answer, or not in its own words."""


class PaymentRefused(CommerceError):
    """The App does not take this payment; the message is in the basket's language, or in English."""


@dataclass(frozen=True, slots=True)
class PaymentOffer:
    """A way to pay this basket, in the basket's language; with an `obstacle` it cannot be chosen."""

    code: PaymentMethod
    name: str
    explanation: str
    obstacle: str


@dataclass(frozen=True, slots=True)
class Instructions:
    """What a payer needs: the reference, and for a transfer the account and the last day (ISO)."""

    reference: str
    iban: str = ""
    beneficiary: str = ""
    due: str = ""


def offers(*, basket_id: BasketId) -> tuple[PaymentOffer, ...]:
    """Ask the payment App how this basket can be paid.

    Raises:
        PaymentsUnavailable: there is no App, or it did not answer.
        BasketGone, CoreUnavailable.
    """
    payload = mutate("checkout/payment_methods", {"id": basket_id, "gateway": PAYMENT_APP})
    config = next((each for each in payload["gatewayConfigs"] or () if each["id"] == PAYMENT_APP), None)
    if config is None or config["errors"]:
        told = "; ".join(error["message"] or error["code"] for error in (config or {}).get("errors") or ())
        raise PaymentsUnavailable(told or "The payment App is not installed at the core.")
    found = tuple(offer for node in _listed(config["data"]) if (offer := _offer(node)))
    if not found:
        raise PaymentsUnavailable("The payment App offers no way to pay.")
    return found


def begin(*, basket_id: BasketId, method: PaymentMethod, amount: Money) -> Instructions:
    """Open the transaction that pays this basket, and return what the payer is told.

    `amount` is the basket's total as the core just gave it; the App refuses another one. The same basket with
    the same method and amount has the same transaction, however often it is asked for.

    Raises:
        PaymentRefused: the App does not take this payment.
        PaymentsUnavailable: there is no App, or it did not answer.
        Refused: CHECKOUT_COMPLETION_IN_PROGRESS: the order is being placed this moment.
        BasketGone, CoreUnavailable.
    """
    variables = {
        "id": basket_id,
        "amount": str(amount.amount),
        "gateway": {"id": PAYMENT_APP, "data": {"method": method}},
        "key": _key(basket_id, method, amount),
    }
    payload = _begun(variables)
    event, data = payload["transactionEvent"] or {}, payload["data"]
    if event.get("type") == "CHARGE_REQUEST" and isinstance(data, Mapping):
        return _instructions(data)
    if isinstance(data, Mapping) and "obstacle" in data:
        raise PaymentRefused(_text(data, "obstacle"))
    raise PaymentsUnavailable("The payment App did not answer as it should.")


def _begun(variables: Json) -> Json:
    try:
        return mutate("checkout/payment_begin", variables)
    except Refused as refusal:
        if any(problem.field == "paymentGateway" for problem in refusal.problems):
            raise PaymentsUnavailable("The payment App is not installed at the core.") from refusal
        raise


def _key(basket_id: BasketId, method: str, amount: Money) -> str:
    parts = (basket_id, method, str(amount.minor_units), amount.currency)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _listed(data: Any) -> list[Any]:
    methods = data.get("methods") if isinstance(data, Mapping) else None
    return methods if isinstance(methods, list) else []


def _offer(node: Any) -> PaymentOffer | None:
    """Read an offer; None for a method that these pages do not know."""
    if not isinstance(node, Mapping) or node.get("code") not in METHODS:
        return None
    return PaymentOffer(
        code=node["code"],
        name=_text(node, "name"),
        explanation=_text(node, "explanation"),
        obstacle=_text(node, "obstacle"),
    )


def _instructions(data: Json) -> Instructions:
    return Instructions(
        reference=_text(data, "reference"),
        iban=_text(data, "iban"),
        beneficiary=_text(data, "beneficiary"),
        due=_text(data, "due"),
    )


def _text(node: Json, name: str) -> str:
    value = node.get(name)
    return value[:LONGEST_TEXT] if isinstance(value, str) else ""
