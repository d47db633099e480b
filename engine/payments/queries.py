"""Sums over the transactions and refunds of a checkout or an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from engine.payments.models import OrderGrantedRefund, TransactionItem
from engine.prepared import prepared


@dataclass(frozen=True, slots=True)
class Paid:
    """What transactions hold together, in bani, and how many they are."""

    count: int = 0
    authorized: int = 0
    charged: int = 0
    refunded: int = 0
    authorize_pending: int = 0
    charge_pending: int = 0

    @property
    def covered(self) -> int:
        """Everything authorized or charged, what is pending included."""
        return self.authorized + self.charged + self.authorize_pending + self.charge_pending


SUMS = tuple(name for name in Paid.__dataclass_fields__ if name != "count")


def paid_for_checkout(checkout_id: UUID) -> Paid:
    """Return what is paid for a checkout."""
    return _paid(_of_checkout(checkout_id))


def paid_for_order(order_id: UUID) -> Paid:
    """Return what is paid for an order."""
    return _paid(_of_order(order_id))


@prepared
def _of_checkout(checkout_id: UUID) -> QuerySet[Any, Any]:
    return TransactionItem.objects.filter(checkout=checkout_id).order_by().values_list(*SUMS)


@prepared
def _of_order(order_id: UUID) -> QuerySet[Any, Any]:
    return TransactionItem.objects.filter(order=order_id).order_by().values_list(*SUMS)


def _paid(items: Sequence[tuple[int, ...]]) -> Paid:
    return Paid(len(items), *map(sum, zip(*items, strict=True)))


def granted(order_id: UUID) -> int:
    """Return the bani of an order's granted refunds."""
    refunds = OrderGrantedRefund.objects.filter(order=order_id).order_by()
    return refunds.aggregate(total=Sum("amount"))["total"] or 0
