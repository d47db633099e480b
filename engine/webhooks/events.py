"""Writing down what happened, in the transaction in which it happens: the outbox.

A rolled-back change takes its events along. What was written is sent by `tasks.dispatch`, which the mutation
starts after the commit, and which a sweep starts again for whatever was missed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from engine.accounts.models import User
from engine.webhooks import listening, payloads, requestors
from engine.webhooks.kinds import KINDS
from engine.webhooks.models import App, CoreEvent
from engine.webhooks.payloads import Happening


def record(*kinds: str, about: Model | Iterable[Model], now: datetime, **details: Any) -> None:
    """Write down events about one row or several; nothing when nobody listens.

    Of a row that is about to be deleted, write before the deletion: what is told of it is read now.
    `details` are JSON values that the payload may want (`warehouse`, a key).
    """
    subjects = [about] if isinstance(about, Model) else list(about)
    heard = listening.heard(kinds) if subjects else []
    if not heard:
        return
    rows = [_row(kind, subject, now, details) for kind in heard for subject in subjects]
    CoreEvent.objects.bulk_create(rows)
    requestors.note_event()


def _row(kind: str, subject: Model, now: datetime, details: dict[str, Any]) -> CoreEvent:
    requestor = requestors.current()
    return CoreEvent(
        type=kind,
        subject=subject._meta.label,
        subject_key=str(subject.pk),
        details=details,
        payloads=_farewell(kind, subject, now, details) if KINDS[kind].is_farewell else {},
        issued_at=now,
        user=requestor if isinstance(requestor, User) else None,
        app=requestor if isinstance(requestor, App) else None,
    )


def _farewell(kind: str, subject: Model, now: datetime, details: dict[str, Any]) -> dict[str, str]:
    """Return the payloads about something that will be gone, by the webhook's key."""
    happening = Happening(kind, subject, now, requestors.current(), details)
    built = ((hook.pk, payloads.build(happening, hook)) for hook in listening.webhooks(kind))
    return {str(key): body.decode() for key, body in built if body is not None}


def oldest() -> list[CoreEvent]:
    """Return what waits to be sent, in the order in which it was written."""
    return list(CoreEvent.objects.order_by("pk"))
