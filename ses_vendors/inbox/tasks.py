"""Background work of the inbox."""

from __future__ import annotations

import logging

from celery import current_app, shared_task
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError

from commerce import freshness
from ses_vendors.inbox import services

logger = logging.getLogger(__name__)


@shared_task
def handle_event(event_id: int) -> str | None:
    """Act on one event; harmless when it was acted on. Returns what became of it."""
    before = freshness.stamp("assortment")
    state = services.handle(event_id=event_id, now=timezone.now())
    if freshness.stamp("assortment") != before:
        _tell_of_assortment()
    return state


def enqueue(event_id: int) -> None:
    """Ask for an event to be handled. It is kept whether or not the broker answers: the sweep finds it."""
    try:
        handle_event.apply_async((event_id,), retry=False)
    except OperationalError:
        logger.exception("Unable to enqueue event %s.", event_id)


@shared_task
def sweep() -> int:
    """Enqueue what waits: a message was lost, a worker killed, or the core was away. Safe to run twice.

    Returns how many.
    """
    waiting = services.overdue(now=timezone.now())
    for event_id in waiting:
        enqueue(event_id)
    return len(waiting)


def _tell_of_assortment() -> None:
    """Let whoever keeps an index of the goods look at once; it looks by itself within a minute."""
    try:
        current_app.send_task(settings.ASSORTMENT_CHANGED_TASK, retry=False)
    except OperationalError:
        logger.exception("Unable to tell that the assortment changed.")
