"""What belongs to transactions and refunds, read for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from engine.checkout import info as infos
from engine.checkout.models import Checkout
from engine.payments.models import (
    OrderGrantedRefund,
    OrderGrantedRefundLine,
    TransactionEvent,
    TransactionItem,
)
from engine.webhooks.models import App


def _by(rows: QuerySet[Any], owner: str, keys: Sequence[Any]) -> list[list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner)].append(row)
    return [found[key] for key in keys]


def of_orders(keys: Sequence[UUID]) -> list[list[TransactionItem]]:
    """Batch: the transactions of orders, the oldest first."""
    return _by(TransactionItem.objects.filter(order__in=keys), "order_id", keys)


def of_checkouts(keys: Sequence[UUID]) -> list[list[TransactionItem]]:
    """Batch: the transactions of checkouts, the oldest first."""
    return _by(TransactionItem.objects.filter(checkout__in=keys), "checkout_id", keys)


def items(keys: Sequence[UUID]) -> list[TransactionItem | None]:
    """Batch: transactions by key."""
    found = TransactionItem.objects.in_bulk(list(keys))
    return [found.get(key) for key in keys]


def checkouts(keys: Sequence[UUID]) -> list[Checkout | None]:
    """Batch: checkouts by key."""
    found = Checkout.objects.select_related(*infos.RELATED).in_bulk(list(keys))
    return [found.get(key) for key in keys]


def events(keys: Sequence[UUID]) -> list[list[TransactionEvent]]:
    """Batch: the events of transactions, the newest first, as Saleor lists them."""
    rows = TransactionEvent.objects.filter(transaction__in=keys).order_by("-created_at", "-pk")
    return _by(rows, "transaction_id", keys)


def refunds(keys: Sequence[UUID]) -> list[list[OrderGrantedRefund]]:
    """Batch: the granted refunds of orders, the oldest first."""
    return _by(OrderGrantedRefund.objects.filter(order__in=keys), "order_id", keys)


def refund_lines(keys: Sequence[int]) -> list[list[OrderGrantedRefundLine]]:
    """Batch: the lines of granted refunds."""
    return _by(OrderGrantedRefundLine.objects.filter(granted_refund__in=keys), "granted_refund_id", keys)


def refund_events(keys: Sequence[int]) -> list[list[TransactionEvent]]:
    """Batch: the transactions' events over granted refunds, the newest first."""
    rows = TransactionEvent.objects.filter(related_granted_refund__in=keys)
    return _by(rows.order_by("-created_at", "-pk"), "related_granted_refund_id", keys)


def apps(keys: Sequence[int]) -> list[App | None]:
    """Batch: apps by key."""
    found = App.objects.in_bulk(list(keys))
    return [found.get(key) for key in keys]


def active_apps(identifiers: Sequence[str]) -> list[App | None]:
    """Batch: active apps by identifier."""
    rows = App.objects.filter(identifier__in=identifiers, is_active=True).order_by("-pk")
    found = {app.identifier: app for app in rows}
    return [found.get(identifier) for identifier in identifiers]


def sum_of(rows: Sequence[TransactionItem], *names: str) -> int:
    """Return the bani of some columns of transactions, all together."""
    return sum(getattr(row, name) for row in rows for name in names)
