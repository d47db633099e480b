"""What payment apps and staff report of a transaction: events as they come, or its state as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from engine import metadata
from engine.errors import Problem, Refusal, refuse
from engine.orders.models import Order
from engine.payments import amounts, kinds, methods, owners
from engine.payments.answers import cut
from engine.payments.methods import Method
from engine.payments.models import OrderGrantedRefund, TransactionEvent, TransactionItem
from engine.payments.owners import signature
from engine.payments.services import access, journal, recalculation, sources
from engine.payments.services.access import Held
from engine.payments.services.sources import SourceKey
from engine.webhooks import events
from engine.webhooks.requestors import Requestor

LONGEST_TEXT = 512
#: Kinds of events that name a transaction which has no reference yet.
NAMING = frozenset(kinds.SESSION_REFERENCED)


# --- Events ---


@dataclass(frozen=True, slots=True)
class Report:
    """An event as it is reported. `amount` (bani) may be None where it follows from earlier events;
    `at` None is now; `actions` None leaves what can be done as it is."""

    type: str
    psp_reference: str
    amount: int | None = None
    at: datetime | None = None
    external_url: str = ""
    message: str = ""
    actions: tuple[str, ...] | None = None
    method: Method | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    private_metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reported:
    """The event, the one of before when it `is_known`."""

    item: TransactionItem
    event: TransactionEvent
    is_known: bool


def report(*, transaction_id: UUID, told: Report, requestor: Requestor, now: datetime) -> Reported:
    """Write down what is reported; amounts, order and granted refund follow. Once more, it changes nothing.

    Raises:
        Refusal: NOT_FOUND, REQUIRED (no amount, and none to be found; an empty metadata key), INVALID;
            INCORRECT_DETAILS and ALREADY_EXISTS for a contradiction, which is kept as a failure that
            counts for nothing.
        PermissionDenied: the transaction is another's.
    """
    with transaction.atomic():
        held = access.hold(transaction_id)
        owners.check(held.item, requestor)
        event = _event(held, told, requestor, now)
        try:
            written, is_new = journal.write(event)
        except journal.Contradiction as error:
            refusal = refuse(error.code, error.message, error.field)
            journal.fail(event, error.message, now=now)
            _follow_refund(event)
        else:
            _follow(held, told, requestor, now) if is_new else _refresh(held.item, told)
            _follow_refund(written)
            return Reported(held.item, written, not is_new)
    raise refusal


def _event(held: Held, told: Report, requestor: Requestor, now: datetime) -> TransactionEvent:
    _check_text(told.psp_reference, "pspReference")
    _check_url(told.external_url, "externalUrl")
    return TransactionEvent(
        transaction=held.item,
        created_at=told.at or now,
        type=told.type,
        psp_reference=told.psp_reference,
        amount=_amount(held.item, told),
        currency=held.item.currency,
        external_url=told.external_url,
        message=cut(told.message),
        include_in_calculations=True,
        related_granted_refund=_refund_of(held.item, told),
        **signature(requestor),
    )


def _amount(item: TransactionItem, told: Report) -> int:
    if told.amount is not None:
        return told.amount
    if told.type == "INFO":
        return 0
    sources_of = kinds.AMOUNT_SOURCES.get(told.type)
    if sources_of is None:
        message = f"The `amount` field is required for {told.type.lower()} event."
        raise refuse("REQUIRED", message, "amount")
    # Saleor looks in every transaction; a reference is only its app's own, so ours is looked in.
    known = item.events.filter(psp_reference=told.psp_reference, type__in=sources_of)
    found = known.order_by("-created_at", "-pk").first()
    if found is None:
        raise refuse("REQUIRED", f"Unable to deduce the amount for {told.type.lower()} event.", "amount")
    return found.amount


def _refund_of(item: TransactionItem, told: Report) -> OrderGrantedRefund | None:
    if told.type not in kinds.OF_REFUNDS:
        return None
    asked = item.events.filter(type="REFUND_REQUEST", psp_reference=told.psp_reference)
    request = asked.select_related("related_granted_refund").order_by("pk").last()
    return None if request is None else request.related_granted_refund


def _follow(held: Held, told: Report, requestor: Requestor, now: datetime) -> None:
    item, changed = held.item, []
    if told.type in NAMING and not item.psp_reference:
        item.psp_reference = told.psp_reference
        changed.append("psp_reference")
    owners.adopt(item, requestor)
    changed += _extras(item, told)
    _write_metadata(item, told.metadata, told.private_metadata, now)
    columns = [*changed, "app", "app_identifier", "metadata", "private_metadata"]
    recalculation.settle(held, *columns, requestor=requestor, now=now)


def _refresh(item: TransactionItem, told: Report) -> None:
    """Take what a repeated report tells besides its event."""
    changed = _extras(item, told)
    if changed:
        item.save(update_fields=[*changed, "modified_at"])


def _extras(item: TransactionItem, told: Report) -> list[str]:
    changed = []
    if told.actions is not None:
        item.available_actions = list(told.actions)
        changed.append("available_actions")
    if told.method is not None:
        told.method.write_to(item)
        changed.extend(methods.COLUMNS)
    return changed


def _follow_refund(event: TransactionEvent) -> None:
    if event.related_granted_refund is not None:
        recalculation.follow_refund(event.related_granted_refund)


def _write_metadata(
    item: TransactionItem, public: Mapping[str, str], private: Mapping[str, str], now: datetime
) -> None:
    if not public and not private:
        return
    item.metadata = {**item.metadata, **public}
    item.private_metadata = {**item.private_metadata, **private}
    _check_metadata("metadata", item.metadata)
    _check_metadata("privateMetadata", item.private_metadata)
    events.record("TRANSACTION_ITEM_METADATA_UPDATED", about=item, now=now)


# --- The state as a whole ---


@dataclass(frozen=True, slots=True)
class Statement:
    """A transaction as its writer states it; None leaves a part as it is.

    `amounts` maps `authorized`, `charged`, `refunded`, `canceled` to bani and a currency.
    """

    name: str | None = None
    message: str | None = None
    psp_reference: str | None = None
    external_url: str | None = None
    actions: tuple[str, ...] | None = None
    amounts: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    method: Method | None = None
    metadata: Mapping[str, str] | None = None
    private_metadata: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about a transaction, written into its events and its order's history."""

    psp_reference: str = ""
    message: str = ""


def create(
    *, source: SourceKey, stated: Statement, note: Note | None, requestor: Requestor, now: datetime
) -> TransactionItem:
    """Write down a transaction of a checkout or order that was made elsewhere.

    Raises:
        Refusal: NOT_FOUND, INCORRECT_CURRENCY, METADATA_KEY_REQUIRED, INVALID. Nothing is stored.
    """
    with transaction.atomic():
        found = sources.lock(source, now=now)
        _check_statement(stated, found.currency)
        item = TransactionItem(created_at=now, currency=found.currency, **found.owner, **signature(requestor))
        _state(item, stated)
        item.save(force_insert=True)
        held = access.hold(item.pk)
        _adjust(held.item, stated, requestor, now)
        recalculation.settle(held, requestor=requestor, now=now)
        _annotate(held, note, requestor, now)
    return held.item


def update(
    *,
    transaction_id: UUID,
    stated: Statement | None,
    note: Note | None,
    requestor: Requestor,
    now: datetime,
) -> TransactionItem:
    """Correct a transaction; amounts are stated as they shall be, not as they change.

    Raises:
        Refusal: NOT_FOUND, INCORRECT_CURRENCY, METADATA_KEY_REQUIRED, INVALID, UNIQUE (another
            transaction has the reference). Nothing is stored.
        PermissionDenied: the transaction is another's.
    """
    with transaction.atomic():
        held = access.hold(transaction_id)
        owners.check(held.item, requestor)
        if stated is not None:
            _restate(held, stated, requestor, now)
        _annotate(held, note, requestor, now)
        recalculation.settle(held, requestor=requestor, now=now)
    return held.item


def _restate(held: Held, stated: Statement, requestor: Requestor, now: datetime) -> None:
    item = held.item
    _check_statement(stated, item.currency)
    _check_reference(item, stated.psp_reference)
    owners.adopt(item, requestor)
    _state(item, stated)
    item.save()
    _adjust(item, stated, requestor, now)


def _state(item: TransactionItem, stated: Statement) -> None:
    for name in ("name", "message", "psp_reference", "external_url"):
        value = getattr(stated, name)
        if value is not None:
            setattr(item, name, value)
    if stated.actions is not None:
        item.available_actions = list(stated.actions)
    if stated.method is not None:
        stated.method.write_to(item)
    item.metadata = {**item.metadata, **(stated.metadata or {})}
    item.private_metadata = {**item.private_metadata, **(stated.private_metadata or {})}


#: What is stated, and the event that makes it so.
ADJUSTING = {
    "authorized": "AUTHORIZATION_SUCCESS",
    "charged": "CHARGE_SUCCESS",
    "refunded": "REFUND_SUCCESS",
    "canceled": "CANCEL_SUCCESS",
}


def _adjust(item: TransactionItem, stated: Statement, requestor: Requestor, now: datetime) -> None:
    """Write the events, without reference, that bring the amounts to what is stated."""
    counted = list(item.events.filter(include_in_calculations=True))
    present = amounts.raw(counted)
    is_authorized = any(event.type == "AUTHORIZATION_SUCCESS" for event in item.events.all())
    rows = []
    for name, kind in ADJUSTING.items():
        if name not in stated.amounts or stated.amounts[name][0] == getattr(present, name):
            continue
        wanted = stated.amounts[name][0]
        if name == "authorized" and is_authorized:
            # An adjustment says the whole.
            rows.append(_adjustment(item, "AUTHORIZATION_ADJUSTMENT", wanted, requestor, now))
        else:
            rows.append(_adjustment(item, kind, wanted - getattr(present, name), requestor, now))
    TransactionEvent.objects.bulk_create(rows)


def _adjustment(
    item: TransactionItem, kind: str, amount: int, requestor: Requestor, now: datetime
) -> TransactionEvent:
    return TransactionEvent(
        transaction=item,
        created_at=now,
        type=kind,
        amount=amount,
        currency=item.currency,
        message="Manual adjustment of the transaction.",
        include_in_calculations=True,
        **signature(requestor),
    )


def _annotate(held: Held, note: Note | None, requestor: Requestor, now: datetime) -> None:
    if note is None:
        return
    _check_text(note.psp_reference, "transactionEvent")
    TransactionEvent.objects.create(
        transaction=held.item,
        created_at=now,
        type="INFO",
        psp_reference=note.psp_reference,
        message=cut(note.message),
        currency=held.item.currency,
        **signature(requestor),
    )
    if held.order is not None:
        _write_history(held.order, note, requestor, now)


def _write_history(order: Order, note: Note, requestor: Requestor, now: datetime) -> None:
    facts = {"message": note.message, "reference": note.psp_reference}
    recalculation.add_history(order, "TRANSACTION_EVENT", requestor=requestor, now=now, **facts)


# --- Checks ---


#: The field of the input that states an amount.
AMOUNT_FIELDS = {name: f"amount{name.capitalize()}" for name in ADJUSTING}


def _check_statement(stated: Statement, currency: str) -> None:
    wrong = [
        Problem(
            code="INCORRECT_CURRENCY",
            message=f"Currency needs to be the same as for order: {currency}",
            field=AMOUNT_FIELDS[name],
        )
        for name, (_, given) in stated.amounts.items()
        if given != currency
    ]
    if wrong:
        raise Refusal(*wrong)
    for name, pairs in (("metadata", stated.metadata), ("privateMetadata", stated.private_metadata)):
        _check_pairs(name, pairs or {})
    for text in (stated.name, stated.message, stated.psp_reference):
        _check_text(text or "", "transaction")
    _check_url(stated.external_url or "", "transaction")


def _check_pairs(name: str, pairs: Mapping[str, str]) -> None:
    if not all(key.strip() for key in pairs):
        raise refuse("METADATA_KEY_REQUIRED", f"{name} key cannot be empty.", "transaction")
    try:
        metadata.check(pairs)
    except Refusal as refusal:
        raise refuse("INVALID", refusal.problems[0].message, "transaction") from refusal


def _check_metadata(name: str, pairs: Mapping[str, str]) -> None:
    try:
        metadata.check(pairs)
    except Refusal as refusal:
        (problem,) = refusal.problems
        raise refuse(problem.code, problem.message, name) from refusal


def _check_text(text: str, field_name: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise refuse("INVALID", f"Ensure this value has at most {LONGEST_TEXT} characters.", field_name)


def _check_url(url: str, field_name: str) -> None:
    if not url:
        return
    _check_text(url, field_name)
    try:
        URLValidator()(url)
    except ValidationError as error:
        raise refuse("INVALID", "Invalid format of `externalUrl`.", field_name) from error


def _check_reference(item: TransactionItem, reference: str | None) -> None:
    if reference and reference != item.psp_reference:
        others = TransactionItem.objects.filter(psp_reference=reference).exclude(pk=item.pk)
        if others.exists():
            message = "Transaction with provided `pspReference` already exists."
            raise refuse("UNIQUE", message, "transaction")
