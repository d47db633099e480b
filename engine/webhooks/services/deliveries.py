"""Payloads on their way: stored, tried, tried again, given up."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps as models
from django.conf import settings
from django.db import transaction

from engine.errors import refuse
from engine.inventory import locks
from engine.webhooks import envelopes, listening, payloads
from engine.webhooks.models import CoreEvent, EventDelivery, EventDeliveryAttempt, Webhook
from engine.webhooks.payloads import Happening
from engine.webhooks.sending import Letter, Reply, Unreachable, send

logger = logging.getLogger(__name__)

#: After a failure that may pass, the next try comes this much later (seconds), doubled each time.
FIRST_PAUSE = 10
RETRIES = 5
#: How long whoever tries a delivery has it for himself; longer than one try takes.
LEASE = timedelta(seconds=60)
#: A clock may run a little behind the one that started the countdown.
SLACK = timedelta(seconds=1)
#: How long deliveries can be read, as at Saleor.
KEPT = timedelta(days=14)
#: Characters of an answer that are kept.
LONGEST_RESPONSE = 10_000


# --- From events to deliveries ---


@transaction.atomic
def unpack(*, event_id: int, now: datetime) -> list[EventDelivery]:
    """Turn an event of the outbox into deliveries, one for each webhook that listens; the event is gone.

    Of two workers, one finds the event; nothing is lost or sent twice.
    """
    event = locks.row(CoreEvent.objects.filter(pk=event_id))
    if event is None:
        return []
    deliveries = EventDelivery.objects.bulk_create(
        EventDelivery(webhook=hook, event_type=event.type, payload=body, due_at=now, created_at=now)
        for hook, body in _bodies(event)
    )
    event.delete()
    return deliveries


def _bodies(event: CoreEvent) -> Iterable[tuple[Webhook, str]]:
    hooks = listening.webhooks(event.type)
    if event.payloads:
        return [(hook, event.payloads[str(hook.pk)]) for hook in hooks if str(hook.pk) in event.payloads]
    subject = _subject(event)
    if subject is None:
        logger.warning("%s has gone before it could be told of.", event)
        return []
    happening = Happening(event.type, subject, event.issued_at, event.user or event.app, event.details)
    built = ((hook, payloads.build(happening, hook)) for hook in hooks)
    return [(hook, body.decode()) for hook, body in built if body is not None]


def _subject(event: CoreEvent) -> Any:
    return models.get_model(event.subject)._default_manager.filter(pk=event.subject_key).first()


# --- Trying ---


def attempt(*, delivery_id: int, now: datetime, task_id: str = "") -> int | None:
    """Try a delivery that is due; return after how many seconds to try again, None for never.

    The request is made outside of any transaction. A delivery that another worker tries is left alone.
    """
    delivery = _claim(delivery_id, now)
    if delivery is None:
        return None
    if not (delivery.webhook.is_active and delivery.webhook.app.is_active):
        _finish(delivery, "FAILED", now)
        return None
    letter = envelopes.seal(delivery.webhook, delivery.event_type, delivery.payload.encode())
    try:
        reply = send(letter, timeout=settings.WEBHOOK_TIMEOUT)
    except Unreachable as error:
        return _conclude(delivery, letter, None, str(error), now, task_id)
    return _conclude(delivery, letter, reply, reply.body.decode(errors="replace"), now, task_id)


def _claim(delivery_id: int, now: datetime) -> EventDelivery | None:
    due = EventDelivery.objects.filter(pk=delivery_id, status="PENDING", due_at__lte=now + SLACK)
    if not due.update(due_at=now + LEASE):
        return None
    return EventDelivery.objects.select_related("webhook__app").get(pk=delivery_id)


@transaction.atomic
def _conclude(
    delivery: EventDelivery, letter: Letter, reply: Reply | None, said: str, now: datetime, task_id: str
) -> int | None:
    is_good = reply is not None and reply.is_good
    EventDeliveryAttempt.objects.create(
        delivery=delivery,
        task_id=task_id,
        status="SUCCESS" if is_good else "FAILED",
        duration=reply.duration if reply else None,
        response=said[:LONGEST_RESPONSE],
        response_headers=json.dumps(dict(reply.headers)) if reply else "",
        response_status_code=reply.status if reply else None,
        request_headers=json.dumps(dict(letter.headers)),
        created_at=now,
    )
    if is_good:
        _finish(delivery, "SUCCESS", now)
        return None
    return _again(delivery, reply, now)


def _again(delivery: EventDelivery, reply: Reply | None, now: datetime) -> int | None:
    """Plan the next try: after what may pass (5xx, no answer), and not for ever."""
    tries = delivery.attempts.count()
    if (reply is not None and reply.status < 500) or tries > RETRIES:
        _finish(delivery, "FAILED", now)
        return None
    pause: int = FIRST_PAUSE * 2 ** (tries - 1)
    delivery.due_at = now + timedelta(seconds=pause + (reply.duration if reply else 0))
    delivery.save(update_fields=["due_at"])
    return pause


def _finish(delivery: EventDelivery, status: str, now: datetime) -> None:
    delivery.status, delivery.due_at = status, now
    delivery.save(update_fields=["status", "due_at"])


def due(*, now: datetime) -> list[int]:
    """Return the keys of the deliveries whose time has come: those that a lost task was to try."""
    waiting = EventDelivery.objects.filter(status="PENDING", due_at__lte=now)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def retry(*, delivery_id: int, now: datetime) -> EventDelivery:
    """Put a delivery on its way again, with all its tries. Raises Refusal: NOT_FOUND."""
    delivery = EventDelivery.objects.filter(pk=delivery_id).first()
    if delivery is None:
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {delivery_id}", "id")
    delivery.status, delivery.due_at = "PENDING", now
    delivery.save(update_fields=["status", "due_at"])
    return delivery


def forget_old(*, now: datetime) -> int:
    """Delete deliveries that are two weeks old; return how many."""
    old = EventDelivery.objects.filter(created_at__lt=now - KEPT)
    count = old.count()
    old.delete()
    return count
