"""Background work over checkouts."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from engine.checkout import abandoned


@shared_task
def forget_abandoned() -> int:
    """Delete checkouts that nobody came back to; return how many. Safe to run twice."""
    return abandoned.forget(now=timezone.now())
