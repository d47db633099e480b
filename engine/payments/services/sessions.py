"""Paying through an app: its offer, a payment begun, a payment gone on with.

The app is asked outside of every transaction, as it may take its time and may call back. What was wished is
stored before, what was answered after.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from engine.checkout import reservations
from engine.checkout.models import Checkout
from engine.errors import Refusal, refuse
from engine.payments import answers, kinds, methods, owners
from engine.payments.answers import BadAnswer, SessionAnswer
from engine.payments.models import TransactionEvent, TransactionItem
from engine.payments.questions import GatewayQuestion, SessionQuestion
from engine.payments.services import access, journal, recalculation, sources
from engine.payments.services.access import Held
from engine.payments.services.sources import Source, SourceKey
from engine.prepared import prepared
from engine.webhooks import asking
from engine.webhooks.models import App

UNDELIVERED = "Failed to delivery request."
#: What an answered session moves money with.
MOVING = frozenset(kinds.SESSION_REFERENCED)


@dataclass(frozen=True, slots=True)
class GatewayConfig:
    """What one app said about its payment: data for the storefront, or why there is none."""

    app_identifier: str
    data: Any = None
    code: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """The state of a payment after the app was asked; `data` is for the storefront."""

    item: TransactionItem
    event: TransactionEvent
    data: Any = None


# --- What apps offer ---


def offer(
    *, source: SourceKey, amount: int | None, data_by_app: Mapping[str, Any], now: datetime
) -> list[GatewayConfig]:
    """Ask payment apps what a storefront needs for their payment: those named, or all without any named.

    Raises:
        Refusal: NOT_FOUND, INVALID (too many transactions).
    """
    with transaction.atomic():
        found = sources.lock(source, now=now)
        sources.check_room(found)
        wanted = found.open_amount if amount is None else amount
    question = GatewayQuestion(found.row, wanted, found.currency, data_by_app)
    told = _ask_gateways(question, now)
    if not data_by_app:
        return list(told.values())
    return [told.get(name) or _unknown(name) for name in data_by_app]


def _ask_gateways(question: GatewayQuestion, now: datetime) -> dict[str, GatewayConfig]:
    told: dict[str, GatewayConfig] = {}
    for app in _gateways(question.data_by_app):
        if app.identifier in told:
            continue
        for answer in asking.ask("PAYMENT_GATEWAY_INITIALIZE_SESSION", question, app=app, now=now)[:1]:
            told[app.identifier] = _config(app.identifier, answer)
    return told


def _gateways(named: Mapping[str, Any]) -> Sequence[App]:
    apps = App.objects.filter(is_active=True).exclude(identifier="").order_by("pk")
    return list(apps.filter(identifier__in=list(named)) if named else apps)


def _config(identifier: str, answer: asking.Answer) -> GatewayConfig:
    if not answer.is_given or answer.content is None:
        return GatewayConfig(identifier, None, "INVALID", "Unable to process a payment gateway response.")
    if answer.content == {}:
        return GatewayConfig(identifier)
    if not isinstance(answer.content, Mapping) or "data" not in answer.content:
        return GatewayConfig(identifier, None, "INVALID", "Missing value for field: data.")
    return GatewayConfig(identifier, answer.content["data"])


def _unknown(identifier: str) -> GatewayConfig:
    message = "Active app with `HANDLE_PAYMENT` permissions or app webhook not found."
    return GatewayConfig(identifier, None, "NOT_FOUND", message)


# --- Beginning ---


@dataclass(frozen=True, slots=True)
class Beginning:
    """A wish to pay. `amount` is bani, None for what is open; `flow` None is the channel's own, CHARGE."""

    source: SourceKey
    app_identifier: str
    amount: int | None = None
    flow: str | None = None
    data: Any = None
    idempotency_key: str | None = None
    customer_ip_address: str | None = None


def initialize(*, wish: Beginning, now: datetime) -> Session:
    """Begin a payment through an app. What the app refuses is an event of the transaction, no refusal.

    The same wish with the same key finds the transaction of before and asks the app again.

    Raises:
        Refusal: NOT_FOUND (field id, or paymentGateway), INVALID (too many transactions, an empty key),
            UNIQUE (the key was used for something else). Nothing is stored.
    """
    with transaction.atomic():
        found = sources.lock(wish.source, now=now)
        sources.check_room(found)
        key = _key(wish.idempotency_key)
        amount = found.open_amount if wish.amount is None else wish.amount
        app = _app(wish.app_identifier)
        item = _item(found, app, key, now)
        event = _request(item, wish.flow or kinds.CHARGE, amount, key, now)
        _keep_pieces(found, now)
    question = SessionQuestion(
        transaction=item,
        source=found.row,
        flow=wish.flow or kinds.CHARGE,
        amount=amount,
        currency=found.currency,
        data=wish.data,
        customer_ip_address=wish.customer_ip_address,
        idempotency_key=key,
    )
    return _ask("TRANSACTION_INITIALIZE_SESSION", question, event, app, now)


def _key(given: str | None) -> str:
    if given == "":
        raise refuse("INVALID", "Cannot be provided as an empty string.", "idempotencyKey")
    if given is not None and len(given) > answers.LONGEST_REFERENCE:
        message = f"Ensure this value has at most {answers.LONGEST_REFERENCE} characters."
        raise refuse("INVALID", message, "idempotencyKey")
    return given or str(uuid.uuid4())


def _app(identifier: str) -> App:
    app = owners.by_identifier(identifier)
    if app is None:
        raise refuse("NOT_FOUND", "App with provided identifier not found.", "paymentGateway")
    return app


def _item(source: Source, app: App, key: str, now: datetime) -> TransactionItem:
    defaults = {
        "created_at": now,
        "currency": source.currency,
        "app": app,
        "app_identifier": app.identifier,
    }
    try:
        return TransactionItem.objects.get_or_create(idempotency_key=key, **source.owner, defaults=defaults)[
            0
        ]
    except IntegrityError as error:
        raise _used() from error


def _request(item: TransactionItem, flow: str, amount: int, key: str, now: datetime) -> TransactionEvent:
    """Return the request of a transaction; it does not count before the app has answered."""
    known: TransactionEvent | None = next(iter(_with_key(item.pk, key)), None)
    if known is None:
        return TransactionEvent.objects.create(
            transaction=item,
            created_at=now,
            type=f"{flow}_REQUEST",
            amount=amount,
            currency=item.currency,
            idempotency_key=key,
        )
    if (known.type, known.amount) != (f"{flow}_REQUEST", amount):
        raise _used()
    known.transaction = item
    return known


@prepared
def _with_key(item: UUID, key: str) -> QuerySet[Any, Any]:
    return TransactionEvent.objects.filter(transaction=item, idempotency_key=key).order_by("pk")[:1]


def _used() -> Refusal:
    message = "Different transaction with provided idempotency key already exists."
    return refuse("UNIQUE", message, "idempotencyKey")


def _keep_pieces(source: Source, now: datetime) -> None:
    """Hold a paying shopper's pieces on. Saleor lets them run out while the shopper pays."""
    if isinstance(source.row, Checkout):
        reservations.extend(checkout=source.row, now=now)


# --- Going on ---


def process(*, transaction_id: UUID, data: Any, ip_address: str | None, now: datetime) -> Session:
    """Go on with a payment that was begun; a finished one is given as it is.

    Raises:
        Refusal: NOT_FOUND, INVALID (it was not begun here, or is nobody's),
            MISSING_PAYMENT_APP_RELATION, MISSING_PAYMENT_APP.
    """
    item = (
        TransactionItem.objects.select_related("checkout__channel", "order__channel")
        .filter(pk=transaction_id)
        .first()
    )
    if item is None:
        raise access.missing(transaction_id)
    events = list(item.events.all())
    for event in events:
        if event.type in kinds.FINAL and event.include_in_calculations:
            return Session(item, event)
    request = _begun(events)
    source = item.checkout or item.order
    if source is None:
        raise refuse("INVALID", "Transaction doesn't have attached order or checkout.", "id")
    question = SessionQuestion(
        transaction=item,
        source=source,
        flow=request.type.removesuffix("_REQUEST"),
        amount=request.amount,
        currency=item.currency,
        data=data,
        customer_ip_address=ip_address,
    )
    return _ask("TRANSACTION_PROCESS_SESSION", question, request, _app_of(item), now)


def _begun(events: Sequence[TransactionEvent]) -> TransactionEvent:
    for event in events:
        is_request = event.type in ("AUTHORIZATION_REQUEST", "CHARGE_REQUEST")
        if is_request and not event.include_in_calculations:
            return event
    raise refuse("INVALID", "Missing call of `transactionInitialize` mutation.", "id")


def _app_of(item: TransactionItem) -> App:
    if not item.app_identifier:
        message = "Transaction doesn't have attached app that could process the request."
        raise refuse("MISSING_PAYMENT_APP_RELATION", message, "id")
    app = owners.by_identifier(item.app_identifier)
    if app is None:
        message = "Payment app attached to the transaction, doesn't exist."
        raise refuse("MISSING_PAYMENT_APP", message, "id")
    return app


# --- Asking, and writing down the answer ---


def _ask(kind: str, question: SessionQuestion, request: TransactionEvent, app: App, now: datetime) -> Session:
    told = asking.ask(kind, question, app=app, now=now)[:1]
    content = told[0].content if told and told[0].is_given else None
    with transaction.atomic():
        held = access.hold(question.transaction.pk)
        request = held.item.events.get(pk=request.pk)
        event = _answered(held, request, content, app, now)
    data = content.get("data") if isinstance(content, Mapping) else None
    return Session(held.item, event, data)


def _answered(
    held: Held, request: TransactionEvent, content: Any, app: App, now: datetime
) -> TransactionEvent:
    if content is None:
        return journal.fail(request, UNDELIVERED, now=now)
    try:
        answer = answers.read_session(content, requested=request.amount)
        event = _event(held, request, answer, app, now)
    except (BadAnswer, journal.Contradiction) as error:
        return journal.fail(request, str(error), now=now)
    _apply(held, event, answer, app, now)
    return event


def _event(
    held: Held, request: TransactionEvent, answer: SessionAnswer, app: App, now: datetime
) -> TransactionEvent:
    """Return the event of an answer: a request that waits is the request itself, filled in."""
    outcome = answer.outcome
    written = {
        "type": outcome.type,
        "amount": outcome.amount,
        "psp_reference": outcome.psp_reference,
        "message": outcome.message,
        "include_in_calculations": True,
        "app": app,
        "app_identifier": app.identifier,
    }
    if outcome.type in ("AUTHORIZATION_REQUEST", "CHARGE_REQUEST"):
        return _fill(request, written, answer)
    event, _ = journal.write(
        TransactionEvent(
            transaction=held.item,
            created_at=outcome.at or now,
            currency=held.item.currency,
            external_url=outcome.external_url,
            **written,
        )
    )
    request.psp_reference = event.psp_reference
    request.save(update_fields=["psp_reference"])
    return event


def _fill(request: TransactionEvent, written: Mapping[str, Any], answer: SessionAnswer) -> TransactionEvent:
    for name, value in written.items():
        setattr(request, name, value)
    request.created_at = answer.outcome.at or request.created_at
    request.external_url = answer.outcome.external_url or request.external_url
    request.save()
    return request


def _apply(held: Held, event: TransactionEvent, answer: SessionAnswer, app: App, now: datetime) -> None:
    """Let the transaction follow an answered session."""
    item, changed = held.item, []
    if event.psp_reference or event.type in MOVING:
        item.psp_reference = event.psp_reference
        changed.append("psp_reference")
    if answer.method is not None:
        answer.method.write_to(item)
        changed.extend(methods.COLUMNS)
    if event.type in MOVING:
        if answer.actions is not None:
            item.available_actions = list(answer.actions)
            changed.append("available_actions")
        recalculation.settle(held, *changed, requestor=app, now=now)
    elif changed:
        item.save(update_fields=[*changed, "modified_at"])
