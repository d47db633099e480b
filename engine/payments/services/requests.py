"""Wishes that a payment app is to fulfil: charge what is authorized, refund what is charged, cancel.

A wish is stored at once and put to the app afterwards, in the background, as Saleor does. Its event counts
from the moment the app gives it a reference. An app that cannot be asked makes it a failure at once: Saleor
tries again after an HTTP 5xx, here whoever wished wishes again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from engine.errors import refuse
from engine.payments import answers, owners
from engine.payments.answers import ActionAnswer, BadAnswer
from engine.payments.models import OrderGrantedRefund, TransactionEvent, TransactionItem
from engine.payments.questions import ActionQuestion
from engine.payments.services import access, journal, recalculation
from engine.payments.services.access import Held
from engine.webhooks import asking, listening
from engine.webhooks.models import App
from engine.webhooks.requestors import Requestor

QUESTIONS = {
    "CHARGE": "TRANSACTION_CHARGE_REQUESTED",
    "REFUND": "TRANSACTION_REFUND_REQUESTED",
    "CANCEL": "TRANSACTION_CANCELATION_REQUESTED",
}
#: The column that limits what can be wished.
LIMITS = {"CHARGE": "authorized", "REFUND": "charged", "CANCEL": "authorized"}
HISTORY = {
    "CHARGE": "TRANSACTION_CHARGE_REQUESTED",
    "REFUND": "TRANSACTION_REFUND_REQUESTED",
    "CANCEL": "TRANSACTION_CANCEL_REQUESTED",
}
NOBODY = "No app or plugin is configured to handle payment action requests."
#: After this long, a request whose asker was killed is put again.
PATIENCE = timedelta(minutes=5)
SWEEP_BATCH = 100


def wish(
    *,
    transaction_id: UUID,
    action: str,
    amount: int | None,
    reason: str = "",
    requestor: Requestor,
    now: datetime,
) -> TransactionEvent:
    """Store a wish over `amount` bani (None or 0: all there is; never more than there is).

    `action` is CHARGE, REFUND or CANCEL. `put` is to be called for the event afterwards.

    Raises:
        Refusal: NOT_FOUND, or MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK, when no app listens: the wish is
            kept, with its failure.
    """
    with transaction.atomic():
        held = access.hold(transaction_id)
        event, is_heard = _store(held, action, amount, requestor, now, message=answers.cut(reason))
    if not is_heard:
        raise refuse("MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK", NOBODY)
    return event


def wish_granted(
    *, refund_id: int, transaction_id: UUID | None, requestor: Requestor, now: datetime
) -> TransactionEvent:
    """Store the wish for a granted refund, from its own transaction or else from the one named.

    Raises:
        Refusal: NOT_FOUND, REFUND_IS_PENDING, REFUND_ALREADY_PROCESSED, AMOUNT_GREATER_THAN_AVAILABLE,
            INVALID (a transaction of another order), GRAPHQL_ERROR (no transaction is named), or
            MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK, when no app listens: the wish is kept, with its
            failure.
    """
    with transaction.atomic():
        held, refund = _granted(refund_id, transaction_id)
        event, is_heard = _store(held, "REFUND", refund.amount, requestor, now, related_granted_refund=refund)
        recalculation.follow_refund(refund)
    if not is_heard:
        raise refuse("MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK", NOBODY)
    return event


def _granted(refund_id: int, transaction_id: UUID | None) -> tuple[Held, OrderGrantedRefund]:
    refund = OrderGrantedRefund.objects.filter(pk=refund_id).first()
    if refund is None:
        raise refuse("NOT_FOUND", "Couldn't resolve to a node.", "grantedRefundId")
    named = refund.transaction_id or transaction_id
    if named is None:
        raise refuse("GRAPHQL_ERROR", "At least one argument is required: 'id', 'token'.")
    held = access.hold(named)
    # Under the transaction's lock: of two wishes for one refund the second sees the first.
    refund.refresh_from_db()
    if refund.transaction_id is not None:
        _check_granted(held.item, refund)
    elif held.item.order_id != refund.order_id:
        message = "The granted refund belongs to different order than transaction."
        raise refuse("INVALID", message, "grantedRefundId")
    else:
        refund.transaction = held.item
        refund.save(update_fields=["transaction", "updated_at"])
    return held, refund


def _check_granted(item: TransactionItem, refund: OrderGrantedRefund) -> None:
    if refund.status == "PENDING":
        message = "The refund request is already in progress."
        raise refuse("REFUND_IS_PENDING", message, "grantedRefundId")
    if refund.status == "SUCCESS":
        message = "The granted refund is already processed."
        raise refuse("REFUND_ALREADY_PROCESSED", message, "grantedRefundId")
    if item.charged < refund.amount:
        message = (
            "The granted refund amount is greater than available charged amount on transactionItem. "
            "Update the order granted refund amount to process the grant refund."
        )
        raise refuse("AMOUNT_GREATER_THAN_AVAILABLE", message, "grantedRefundId")


def _store(
    held: Held, action: str, amount: int | None, requestor: Requestor, now: datetime, **more: Any
) -> tuple[TransactionEvent, bool]:
    """Store a request; return it, and whether an app listens to it."""
    item = held.item
    limit = max(getattr(item, LIMITS[action]), 0)
    wanted = min(amount or limit, limit)
    app = _listener(item, action)
    due_at = now if app is not None else None
    event = journal.request(item, action, wanted, requestor=requestor, now=now, due_at=due_at, **more)
    if app is None:
        journal.fail(event, NOBODY, now=now)
        return event, False
    if held.order is not None:
        facts = {"reference": item.psp_reference, "amount": wanted}
        recalculation.add_history(held.order, HISTORY[action], requestor=requestor, now=now, **facts)
    return event, True


def _listener(item: TransactionItem, action: str) -> App | None:
    app = owners.payment_app(item)
    return app if app is not None and listening.webhooks(QUESTIONS[action], app=app) else None


# --- Putting a wish to the app ---


def due(*, now: datetime) -> list[int]:
    """Return the keys of requests that nobody has put to their app."""
    events = TransactionEvent.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    return list(events.values_list("pk", flat=True)[:SWEEP_BATCH])


def put(*, event_id: int, now: datetime) -> TransactionEvent | None:
    """Put a stored request to its app and write down the answer; return the event that came of it.

    None, when another worker has it, it was put before, or the app's answer is still to come.
    """
    request = _take(event_id, now)
    if request is None:
        return None
    item, action = request.transaction, request.type.removesuffix("_REQUEST")
    app = owners.payment_app(item)
    question = ActionQuestion(item, action, request.amount, item.currency, request.related_granted_refund)
    told = asking.ask(QUESTIONS[action], question, app=app, now=now)[:1] if app else []
    content = told[0].content if told and told[0].is_given else None
    with transaction.atomic():
        held = access.hold(item.pk)
        return _answered(held, request, content, app, now)


def _take(event_id: int, now: datetime) -> TransactionEvent | None:
    """Take a due request, so that nobody else puts it for a while."""
    waiting = TransactionEvent.objects.filter(pk=event_id, due_at__lte=now)
    if not waiting.update(due_at=now + PATIENCE):
        return None
    related = TransactionEvent.objects.select_related("transaction__app", "related_granted_refund")
    return related.get(pk=event_id)


def _answered(
    held: Held, request: TransactionEvent, content: Any, app: App | None, now: datetime
) -> TransactionEvent | None:
    request.due_at = None
    request.save(update_fields=["due_at"])
    try:
        answer = _read(content, request)
        event = _write(held, request, answer, app, now)
    except (BadAnswer, journal.Contradiction) as error:
        event = journal.fail(request, str(error), now=now)
    else:
        if answer.actions is not None:
            held.item.available_actions = list(answer.actions)
    recalculation.settle(held, "available_actions", requestor=app, now=now)
    if request.related_granted_refund is not None:
        recalculation.follow_refund(request.related_granted_refund)
    return event


def _read(content: Any, request: TransactionEvent) -> ActionAnswer:
    if content is None:
        raise BadAnswer("Failed to delivery request.")
    return answers.read_action(content, request=request.type, requested=request.amount)


def _write(
    held: Held, request: TransactionEvent, answer: ActionAnswer, app: App | None, now: datetime
) -> TransactionEvent | None:
    if answer.psp_reference:
        request.psp_reference, request.include_in_calculations = answer.psp_reference, True
        request.save(update_fields=["psp_reference", "include_in_calculations"])
    outcome = answer.outcome
    if outcome is None:
        return None
    event = TransactionEvent(
        transaction=held.item,
        created_at=outcome.at or now,
        type=outcome.type,
        psp_reference=outcome.psp_reference,
        amount=outcome.amount,
        currency=held.item.currency,
        external_url=outcome.external_url,
        message=outcome.message,
        include_in_calculations=True,
        related_granted_refund=request.related_granted_refund,
        **_signed(app),
    )
    return journal.write(event)[0]


def _signed(app: App | None) -> Mapping[str, Any]:
    return owners.signature(app)
