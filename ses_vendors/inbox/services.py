"""Keeping what a core told, and acting on it once."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from commerce.errors import CoreUnavailable
from ses_vendors.inbox import handlers, reading
from ses_vendors.inbox.models import InboxEvent, State
from ses_vendors.installation.models import Installation

logger = logging.getLogger(__name__)

#: The task of a fresh event gets this long before the sweep looks at it.
GRACE = timedelta(seconds=30)
#: After so many tries with the core away, one a minute, a person is asked.
MOST_ATTEMPTS = 60
#: Characters of an error that are kept.
LONGEST_ERROR = 2_000


def store(*, installation: Installation, body: bytes, now: datetime) -> tuple[InboxEvent, bool]:
    """Keep an event whose signature was verified; say whether it is new. Raises reading.Unreadable."""
    event = reading.read(body)
    key = reading.key_of(api_url=installation.api_url, event=event, body=body)
    kept = {
        "installation": installation,
        "event": event.code,
        "object_id": event.object_id,
        "issued_at": event.issued_at,
        "body": body.decode(),
        "received_at": now,
    }
    return InboxEvent.objects.get_or_create(key=key, defaults=kept)


@transaction.atomic
def handle(*, event_id: int, now: datetime) -> State | None:
    """Act on an event that waits, and return what became of it; None when another worker was first.

    The event is marked in the transaction in which it is acted on, so a killed worker leaves it waiting. A
    handler that fails leaves nothing behind but its error. An event whose handler found the core away goes
    on waiting, until it was tried `MOST_ATTEMPTS` times.
    """
    waiting = InboxEvent.objects.filter(pk=event_id, state=State.WAITING)
    event = waiting.select_for_update(of=("self",)).first()
    if event is None:
        return None
    event.attempts += 1
    event.state, event.error, event.handled_at = *_outcome(event), now
    event.save(update_fields=["attempts", "state", "error", "handled_at"])
    return State(event.state)


def _outcome(event: InboxEvent) -> tuple[State, str]:
    try:
        with transaction.atomic():
            handlers.of(event.event)(reading.read(event.body))
    except CoreUnavailable as error:
        if event.attempts >= MOST_ATTEMPTS:
            return State.PARKED, _words(error)
        return State.WAITING, _words(error)
    except Exception as error:
        logger.exception("Unable to handle %s (event %s).", event, event.pk)
        return State.PARKED, _words(error)
    return State.DONE, ""


@transaction.atomic
def run_again(*, event_ids: Iterable[int]) -> list[int]:
    """Let events wait to be handled once more, whatever became of them; return their keys, oldest first."""
    found = InboxEvent.objects.filter(pk__in=list(event_ids)).order_by("received_at", "pk")
    keys = list(found.values_list("pk", flat=True))
    InboxEvent.objects.filter(pk__in=keys).update(state=State.WAITING, error="", attempts=0, handled_at=None)
    return keys


def overdue(*, now: datetime) -> list[int]:
    """Return the events that wait for longer than their task takes, oldest first."""
    waiting = InboxEvent.objects.filter(state=State.WAITING, received_at__lte=now - GRACE)
    return list(waiting.order_by("received_at", "pk").values_list("pk", flat=True))


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
