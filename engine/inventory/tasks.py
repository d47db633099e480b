"""Background work over stock."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from engine.checkout import reservations


@shared_task
def release_expired_reservations() -> int:
    """Delete reservations that have run out; return how many. Safe to run twice."""
    return reservations.release_expired(now=timezone.now())
