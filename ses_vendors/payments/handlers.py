"""What the core's events about orders lead to: the order is looked at, soon after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from ses_vendors.payments.services import checking
from ses_vendors.payments.tasks import enqueue_checks


class NoOrder(ValueError):
    """The event names no order."""


def order_changed(payload: Mapping[str, Any], *, api_url: str) -> None:
    """Have the order of an event looked at; the event may be old, so nothing else is taken from it.

    Call it inside a transaction: the wish is kept with the event, and begins when that is kept.
    """
    order = payload.get("order")
    order_id = order.get("id") if isinstance(order, Mapping) else None
    if not isinstance(order_id, str):
        raise NoOrder("The event names no order.")
    checking.ask(api_url=api_url, order_id=order_id, now=timezone.now())
    transaction.on_commit(enqueue_checks)
