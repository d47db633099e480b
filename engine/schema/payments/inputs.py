"""What payments are told, and how it becomes values of the core."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import graphene

from engine.errors import Problem, Refusal, refuse
from engine.payments import kinds, methods
from engine.payments.methods import Method
from engine.payments.services.reports import Note, Statement
from engine.payments.services.sources import SourceKey
from engine.schema.enums import code
from engine.schema.fields import MetadataInput
from engine.schema.money import to_bani
from engine.schema.mutations import key_of
from engine.schema.payments.enums import TransactionActionEnum
from engine.schema.scalars import JSON, PositiveDecimal
from kernel.ids import MalformedId, from_global_id

SOURCES = ("Checkout", "Order")


class MoneyInput(graphene.InputObjectType):
    """An amount in major units with its currency."""

    currency = graphene.String(required=True)
    amount = PositiveDecimal(required=True)


class PaymentGatewayToInitialize(graphene.InputObjectType):
    """A payment app, by its identifier, and what it is told."""

    id = graphene.String(required=True)
    data = JSON()


class CardPaymentMethodDetailsInput(graphene.InputObjectType):
    """A card."""

    name = graphene.String(required=True)
    brand = graphene.String()
    first_digits = graphene.String()
    last_digits = graphene.String()
    exp_month = graphene.Int()
    exp_year = graphene.Int()


class OtherPaymentMethodDetailsInput(graphene.InputObjectType):
    """Anything but a card."""

    name = graphene.String(required=True)


class GiftCardPaymentMethodDetailsInput(graphene.InputObjectType):
    """A gift card."""

    name = graphene.String(required=True)
    brand = graphene.String()
    last_chars = graphene.String()


class PaymentMethodDetailsInput(graphene.InputObjectType):
    """What was paid with: one of the three."""

    card = CardPaymentMethodDetailsInput()
    other = OtherPaymentMethodDetailsInput()
    gift_card = GiftCardPaymentMethodDetailsInput()


class _TransactionInput(graphene.InputObjectType):
    name = graphene.String()
    message = graphene.String()
    psp_reference = graphene.String()
    available_actions = graphene.List(graphene.NonNull(TransactionActionEnum))
    amount_authorized = MoneyInput()
    amount_charged = MoneyInput()
    amount_refunded = MoneyInput()
    amount_canceled = MoneyInput()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))
    external_url = graphene.String()
    payment_method_details = PaymentMethodDetailsInput()


class TransactionCreateInput(_TransactionInput):
    """A transaction that was made elsewhere."""


class TransactionUpdateInput(_TransactionInput):
    """What changes in a transaction; what is left out stays."""


class TransactionEventInput(graphene.InputObjectType):
    """A remark about a transaction."""

    psp_reference = graphene.String()
    message = graphene.String()


# --- Keys ---


def source_of(global_id: str, *, is_strict: bool = False) -> SourceKey:
    """Return what a global id names: a checkout or an order.

    Raises:
        MalformedId: it is no id at all; the whole field fails, as at Saleor.
        Refusal: INVALID, it is an id of something else; NOT_FOUND for those that `is_strict` is for.
    """
    kind, key = from_global_id(global_id)
    if kind not in SOURCES:
        if is_strict:
            raise refuse("NOT_FOUND", f"Couldn't resolve to Checkout or Order: {global_id}", "id")
        message = f"Invalid ID: {global_id}. Expected one of: Checkout, Order, received: {kind}."
        raise refuse("INVALID", message, "id")
    try:
        return SourceKey(kind, UUID(key))
    except ValueError as error:
        raise MalformedId(f"Invalid ID: {global_id}. Expected one of: Checkout, Order.") from error


def transaction_key(global_id: str | None, token: UUID | None) -> UUID:
    """Return the key of the transaction that is named by one of the two.

    Raises:
        Refusal: GRAPHQL_ERROR, both or none are given, or the id is malformed.
    """
    if global_id and token:
        raise refuse("GRAPHQL_ERROR", "Argument 'id' cannot be combined with 'token'")
    if token is not None:
        return token
    if not global_id:
        raise refuse("GRAPHQL_ERROR", "At least one of arguments is required: 'id', 'token'.")
    return uuid_key(global_id, "TransactionItem", field="id")


def uuid_key(global_id: str, type_name: str, *, field: str) -> UUID:
    """Return the UUID inside a global id. Raises Refusal: GRAPHQL_ERROR."""
    text = key_of(global_id, type_name, field=field)
    try:
        return UUID(text)
    except ValueError as error:
        raise refuse("GRAPHQL_ERROR", f"Invalid ID: {global_id}.", field) from error


def whole_key(global_id: str, type_name: str, *, field: str) -> int:
    """Return the whole number inside a global id. Raises Refusal: GRAPHQL_ERROR."""
    text = key_of(global_id, type_name, field=field)
    if not text.isdecimal() or len(text) > 18:
        raise refuse("GRAPHQL_ERROR", f"Invalid ID: {global_id}.", field)
    return int(text)


# --- Values ---


def bani(amount: Any) -> int | None:
    """Return an amount of the wire as bani; None without one."""
    return None if amount is None else to_bani(amount)


def actions_of(given: Collection[Any] | None) -> tuple[str, ...] | None:
    """Return the named actions, each once; None where none are given."""
    if given is None:
        return None
    named = {code(action) for action in given}
    return tuple(action for action in kinds.ACTIONS if action in named)


#: Where the wire's input names a type of `methods.DETAILS`.
_METHODS = {"card": "CARD", "other": "OTHER", "gift_card": "GIFT_CARD"}
_WIRE_NAMES = {
    "first_digits": "firstDigits",
    "last_digits": "lastDigits",
    "last_chars": "lastChars",
    "exp_month": "expMonth",
    "exp_year": "expYear",
}


def method_of(given: Mapping[str, Any] | None) -> Method | None:
    """Return what was paid with; None where nothing is given. Raises Refusal: INVALID."""
    if given is None:
        return None
    named = {name: value for name, value in given.items() if value is not None}
    if len(named) != 1:
        message = "One of `card`, `other`, or `giftCard` is required."
        raise refuse("INVALID", message, "paymentMethodDetails")
    ((name, details),) = named.items()
    written = {_WIRE_NAMES.get(key, key): value for key, value in details.items()}
    try:
        return methods.read({**written, "type": _METHODS[name]})
    except methods.BadMethod as error:
        raise Refusal(
            *(Problem("INVALID", message, "paymentMethodDetails") for _, message in error.problems)
        ) from error


def statement_of(given: Mapping[str, Any] | None) -> Statement | None:
    """Return a transaction as it is stated; None where nothing is. Raises Refusal: INVALID."""
    if given is None:
        return None
    amounts = {
        name: (to_bani(money["amount"]), money["currency"])
        for name in ("authorized", "charged", "refunded", "canceled")
        if (money := given.get(f"amount_{name}")) is not None
    }
    return Statement(
        name=given.get("name"),
        message=given.get("message"),
        psp_reference=given.get("psp_reference"),
        external_url=given.get("external_url"),
        actions=actions_of(given.get("available_actions")),
        amounts=amounts,
        method=method_of(given.get("payment_method_details")),
        metadata=_pairs(given.get("metadata")),
        private_metadata=_pairs(given.get("private_metadata")),
    )


def note_of(given: Mapping[str, Any] | None) -> Note | None:
    """Return a remark; None where there is none."""
    if given is None:
        return None
    return Note(psp_reference=given.get("psp_reference") or "", message=given.get("message") or "")


def _pairs(given: Collection[Mapping[str, str]] | None) -> dict[str, str] | None:
    return None if given is None else {item["key"]: item["value"] for item in given}
