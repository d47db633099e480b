"""Background work over payments: putting wishes to the payment apps."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from engine.payments.services import requests


@shared_task
def put_request(event_id: int) -> None:
    """Put one stored request to its app. Safe to run twice: it is put once."""
    requests.put(event_id=event_id, now=timezone.now())


@shared_task
def sweep_requests() -> int:
    """Start `put_request` for what was missed; return for how many."""
    missed = requests.due(now=timezone.now())
    for event_id in missed:
        put_request.delay(event_id)
    return len(missed)
