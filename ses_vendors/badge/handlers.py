"""What the core's events lead to here: goods and orders are looked at, soon after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from ses_vendors.badge import tasks
from ses_vendors.badge.models import Errand
from ses_vendors.badge.services import errands


def product_changed(payload: Mapping[str, Any]) -> None:
    """Have a product's facts looked at. Call it inside a transaction.

    Writing them leads to an event about metadata, which nobody here hears, and to no difference next time.
    """
    product_id = _id_of(payload, "product")
    if product_id:
        errands.ask(kind=Errand.PRODUCT, subject=product_id, now=timezone.now())
        transaction.on_commit(tasks.enqueue_product_checks)


def order_placed(payload: Mapping[str, Any]) -> None:
    """Have the badges of an order's lines kept. Call it inside a transaction."""
    order_id = _id_of(payload, "order")
    if order_id:
        errands.ask(kind=Errand.ORDER, subject=order_id, now=timezone.now())
        transaction.on_commit(lambda: tasks.enqueue_freezing(order_id))


def _id_of(payload: Mapping[str, Any], name: str) -> str:
    found = payload.get(name)
    key = found.get("id") if isinstance(found, Mapping) else None
    return key if isinstance(key, str) and 0 < len(key) <= 128 else ""
