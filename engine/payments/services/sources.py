"""What is paid for: a checkout or an order, and how much of it is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from engine.checkout import info as infos
from engine.checkout.models import Checkout
from engine.checkout.services import baskets
from engine.errors import refuse
from engine.inventory import locks
from engine.orders.models import Order
from engine.payments import queries
from engine.payments.models import TransactionItem
from engine.prepared import prepared

#: Transactions that one checkout or order may have.
MOST_TRANSACTIONS = 100
#: Columns of a transaction that take from what is open, in bani.
COVERED = ("authorized", "charged", "authorize_pending", "charge_pending")


@dataclass(frozen=True, slots=True)
class SourceKey:
    """Names what is paid for: `kind` is Checkout or Order."""

    kind: str
    key: UUID


@dataclass(frozen=True, slots=True)
class Source:
    """A checkout or order with its total, in bani."""

    row: Checkout | Order
    total: int

    @property
    def currency(self) -> str:
        """ISO code of its amounts."""
        return self.row.channel.currency_code if isinstance(self.row, Checkout) else self.row.currency

    @property
    def owner(self) -> dict[str, Checkout | Order]:
        """The column of a transaction that names it."""
        return {"checkout" if isinstance(self.row, Checkout) else "order": self.row}

    @property
    def open_amount(self) -> int:
        """What is neither paid nor pending yet: never below zero."""
        ask = _of_checkout if isinstance(self.row, Checkout) else _of_order
        covered: int = sum(
            max(authorized, charged) + authorize_pending + charge_pending
            for authorized, charged, authorize_pending, charge_pending in ask(self.row.pk)
        )
        return max(self.total - covered, 0)


@prepared
def _of_checkout(checkout_id: UUID) -> QuerySet[Any, Any]:
    return TransactionItem.objects.filter(checkout=checkout_id).values_list(*COVERED)


@prepared
def _of_order(order_id: UUID) -> QuerySet[Any, Any]:
    return TransactionItem.objects.filter(order=order_id).values_list(*COVERED)


def lock(source: SourceKey, *, now: datetime, not_found: str = "NOT_FOUND") -> Source:
    """Lock what is paid for. Raises Refusal: NOT_FOUND."""
    found = _checkout(source.key, now) if source.kind == "Checkout" else _order(source.key)
    if found is None:
        raise refuse(not_found, "`Order` or `Checkout` not found.", "id")
    return found


def _checkout(key: UUID, now: datetime) -> Source | None:
    checkout = baskets.lock(key)
    if checkout is None:
        return None
    return Source(checkout, infos.load(checkout, now=now).priced.total.minor_units)


def _order(key: UUID) -> Source | None:
    order = locks.row(Order.objects.select_related("channel").filter(pk=key))
    return None if order is None else Source(order, order.total_gross)


def check_room(source: Source) -> None:
    """Refuse a transaction too many. Raises Refusal: INVALID."""
    paid = (
        queries.paid_for_checkout(source.row.pk)
        if isinstance(source.row, Checkout)
        else queries.paid_for_order(source.row.pk)
    )
    if paid.count >= MOST_TRANSACTIONS:
        kind = type(source.row).__name__
        raise refuse("INVALID", f"{kind} transactions limit of {MOST_TRANSACTIONS} reached.", "id")
