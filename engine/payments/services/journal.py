"""Writing a transaction's events: each once, contradictions kept as failures that count for nothing."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from engine.payments import kinds
from engine.payments.answers import cut
from engine.payments.models import TransactionEvent, TransactionItem
from engine.payments.owners import signature
from engine.webhooks.requestors import Requestor

OTHER_AMOUNT = "The transaction with provided `pspReference` and `type` already exists with different amount."
SECOND_AUTHORIZATION = (
    "Event with `AUTHORIZATION_SUCCESS` already reported for the transaction. "
    "Use `AUTHORIZATION_ADJUSTMENT` to change the authorization amount."
)


class Contradiction(Exception):
    """The event cannot be true besides what was reported before; a failure was written instead."""

    def __init__(self, code: str, message: str, field: str) -> None:
        super().__init__(message)
        self.code, self.message, self.field = code, message, field


def write(event: TransactionEvent) -> tuple[TransactionEvent, bool]:
    """Store an event of a locked transaction; return it, and whether it is new.

    One with the same kind, reference and amount was reported before: it is given again.

    Raises:
        Contradiction: the same with another amount, or a second successful authorization.
    """
    known = _known(event)
    if known is not None:
        if known.amount != event.amount:
            raise Contradiction("INCORRECT_DETAILS", OTHER_AMOUNT, "pspReference")
        return known, False
    if event.type == "AUTHORIZATION_SUCCESS" and _of(event).filter(type=event.type).exists():
        raise Contradiction("ALREADY_EXISTS", SECOND_AUTHORIZATION, "type")
    event.save()
    return event, True


def _of(event: TransactionEvent) -> Any:
    return TransactionEvent.objects.filter(transaction=event.transaction_id)


def _known(event: TransactionEvent) -> TransactionEvent | None:
    if event.type in kinds.REPEATABLE:
        return None
    same = _of(event).filter(psp_reference=event.psp_reference, type=event.type)
    found: TransactionEvent | None = same.order_by("pk").first()
    return found


def fail(event: TransactionEvent, cause: str, *, now: datetime) -> TransactionEvent:
    """Store that a request or report has failed, and why; it counts for nothing."""
    return TransactionEvent.objects.create(
        transaction_id=event.transaction_id,
        created_at=now,
        type=kinds.failure_of(event.type),
        amount=event.amount,
        currency=event.currency,
        psp_reference=event.psp_reference,
        message=cut(cause),
        related_granted_refund=event.related_granted_refund,
    )


def request(
    item: TransactionItem, action: str, amount: int, *, requestor: Requestor, now: datetime, **more: Any
) -> TransactionEvent:
    """Store the wish for an action over some bani. It counts when the app has taken it."""
    return TransactionEvent.objects.create(
        transaction=item,
        created_at=now,
        type=f"{action}_REQUEST",
        amount=amount,
        currency=item.currency,
        idempotency_key=str(uuid.uuid4()),
        **signature(requestor),
        **more,
    )
