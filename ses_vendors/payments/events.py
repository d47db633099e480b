"""What a core asks a payment App, as frozen values made from the signed body.

Amounts come from the core and nowhere else. Saleor writes them as JSON numbers; they are read as decimals, so
that no float is ever made of one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from kernel.cash_limits import Goods
from kernel.money import Money
from ses_vendors.payments.methods import Purchase


class MalformedEvent(ValueError):
    """The body is not an event of the App's subscription."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is paid for: a checkout or an order, with what decides how it may be paid."""

    checkout_id: str
    order_id: str
    order_number: str
    purchase: Purchase


@dataclass(frozen=True, slots=True)
class GatewayAsked:
    """A shop asks how a checkout may be paid."""

    source: Source


@dataclass(frozen=True, slots=True)
class SessionAsked:
    """A transaction begins, or goes on. `method` is the only thing a shopper says here."""

    source: Source
    transaction_id: str
    amount: Money
    method: str
    flow: str


@dataclass(frozen=True, slots=True)
class ActionAsked:
    """Staff wish something of a transaction: CHARGE, REFUND or CANCEL."""

    transaction_id: str
    action: str
    amount: Money
    fingerprint: str


Event = GatewayAsked | SessionAsked | ActionAsked

#: Lei; more than any order costs, less than a database's whole number holds.
LARGEST_AMOUNT = 10**12
GATEWAY = "PaymentGatewayInitializeSession"
SESSIONS = ("TransactionInitializeSession", "TransactionProcessSession")
ACTIONS = ("TransactionChargeRequested", "TransactionRefundRequested", "TransactionCancelationRequested")


def read(body: bytes) -> Event:
    """Read an event; which one it is stands in the body, which is signed, not in the headers.

    Raises:
        MalformedEvent: not JSON, not one of ours, or a field is missing or of another type.
    """
    try:
        payload = json.loads(body, parse_float=Decimal, parse_constant=_no_number)
        return _event(payload, body)
    except (KeyError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError) as error:
        raise MalformedEvent(f"Not an event of this App: {type(error).__name__}.") from error


def _no_number(written: str) -> NoReturn:
    raise ValueError(f"{written} is no amount.")


def _event(payload: Mapping[str, Any], body: bytes) -> Event:
    kind = payload["__typename"]
    if kind == GATEWAY:
        return GatewayAsked(_source(payload["sourceObject"]))
    if kind in SESSIONS:
        return _session(payload)
    if kind in ACTIONS:
        return _action(payload, body)
    raise ValueError(f"{kind} is not asked of this App.")


def _session(payload: Mapping[str, Any]) -> SessionAsked:
    action, data = payload["action"], payload.get("data")
    method = data.get("method") if isinstance(data, Mapping) else None
    return SessionAsked(
        source=_source(payload["sourceObject"]),
        transaction_id=_text(payload["transaction"]["id"]),
        amount=_money(action),
        method=method if isinstance(method, str) else "",
        flow=_text(action["actionType"]),
    )


def _action(payload: Mapping[str, Any], body: bytes) -> ActionAsked:
    wish = payload["wish"]
    return ActionAsked(
        transaction_id=_text(payload["paid"]["id"]),
        action=_text(wish["actionType"]),
        amount=_money(wish),
        # The core signs one body per request, with the moment of the request in it.
        fingerprint=hashlib.sha256(body).hexdigest(),
    )


def _source(node: Mapping[str, Any]) -> Source:
    is_order = node["__typename"] == "Order"
    return Source(
        checkout_id="" if is_order else _text(node["id"]),
        order_id=_text(node["id"]) if is_order else "",
        order_number=_text(node["number"]) if is_order else "",
        purchase=_purchase(node, is_order=is_order),
    )


def _purchase(node: Mapping[str, Any], *, is_order: bool) -> Purchase:
    total = (node["total"] if is_order else node["totalPrice"])["gross"]
    billing = node.get("billingAddress")
    return Purchase(
        total=_money(total),
        goods=tuple(_goods(line) for line in node["orderLines" if is_order else "lines"]),
        is_company=bool(billing and billing.get("companyName")),
        language=_text(node["language"]),
    )


def _goods(line: Mapping[str, Any]) -> Goods:
    """A line whose variant has gone is judged by its being shipped alone."""
    variant = line.get("variant")
    assigned = variant["product"]["exemption"] if variant else None
    code = assigned.get("code") if assigned else None
    return Goods(is_shipped=bool(line["isShipped"]), exemption=(code and code["slug"]) or "")


def _money(node: Mapping[str, Any]) -> Money:
    amount = node["amount"]
    if type(amount) not in (int, Decimal):
        raise TypeError("An amount is a number.")
    if abs(amount) > LARGEST_AMOUNT:
        raise ValueError("An amount is too large.")
    return Money.from_decimal(amount, _text(node["currency"]))


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 128:
        raise TypeError("A short text is missing.")
    return value
