"""Background work for apps: installing them, telling them, telling them again."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from django.utils import timezone

from engine.webhooks import events
from engine.webhooks.services import deliveries, installing

logger = logging.getLogger(__name__)


@shared_task
def install(installation_id: int) -> None:
    """Install an app; what fails is written into the installation."""
    installing.install(installation_id=installation_id, now=timezone.now())


@shared_task
def dispatch() -> int:
    """Turn the outbox into deliveries and have each tried; return how many. Safe to run twice."""
    made = 0
    for event in events.oldest():
        try:
            found = deliveries.unpack(event_id=event.pk, now=timezone.now())
        except Exception:
            # What happened is kept: the next sweep comes back to it, and the others do not wait for it.
            logger.exception("Unable to tell of %s", event)
            continue
        for delivery in found:
            deliver.delay(delivery.pk)
        made += len(found)
    return made


@shared_task(bind=True)
def deliver(self: Any, delivery_id: int) -> None:
    """Try a delivery that is due, and plan the next try when this one fails."""
    task_id = self.request.id or ""
    pause = deliveries.attempt(delivery_id=delivery_id, now=timezone.now(), task_id=task_id)
    if pause is not None:
        self.apply_async(args=[delivery_id], countdown=pause)


@shared_task
def sweep() -> int:
    """Send what a killed worker or a lost message has left behind; return how many. Safe to run twice."""
    waiting = deliveries.due(now=timezone.now())
    for key in waiting:
        deliver.delay(key)
    return len(waiting) + int(dispatch())


@shared_task
def forget_old_deliveries() -> int:
    """Delete deliveries that nobody reads any more; return how many. Safe to run twice."""
    return deliveries.forget_old(now=timezone.now())
