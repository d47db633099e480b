"""Opening a transaction for a change, together with the checkout or order it pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from engine.checkout.models import Checkout
from engine.errors import Refusal, refuse
from engine.inventory import locks
from engine.orders.models import Order
from engine.payments.models import TransactionItem
from engine.prepared import prepared
from kernel.ids import to_global_id


@dataclass(frozen=True, slots=True)
class Held:
    """A locked transaction, its locked owner, and what it held (bani) when it was locked."""

    item: TransactionItem
    order: Order | None
    checkout: Checkout | None
    authorized: int
    charged: int
    refunded: int


def hold(transaction_id: UUID) -> Held:
    """Lock a transaction: its checkout or order first, as everybody does.

    While it waits, the checkout may become an order: then the order is locked instead.

    Raises:
        Refusal: NOT_FOUND.
    """
    owner = _owner(transaction_id)
    while True:
        order_id, checkout_id = owner
        checkout = next(iter(_locked_checkout(checkout_id)), None) if checkout_id else None
        order = locks.row(Order.objects.select_related("channel").filter(pk=order_id)) if order_id else None
        found = _owner(transaction_id)
        if found == owner:
            break
        owner = found
    item = next(iter(_locked_item(transaction_id)), None)
    if item is None:
        raise missing(transaction_id)
    return Held(item, order, checkout, item.authorized, item.charged, item.refunded)


@prepared
def _locked_checkout(checkout_id: UUID) -> QuerySet[Any, Any]:
    return locks.locking(Checkout.objects.filter(pk=checkout_id))


@prepared
def _locked_item(transaction_id: UUID) -> QuerySet[Any, Any]:
    return locks.locking(TransactionItem.objects.select_related("app").filter(pk=transaction_id))


def _owner(transaction_id: UUID) -> tuple[UUID | None, UUID | None]:
    """Return the keys of order and checkout. Raises Refusal: NOT_FOUND."""
    found = _owners(transaction_id)
    if not found:
        raise missing(transaction_id)
    return cast(tuple[UUID | None, UUID | None], found[0])


@prepared
def _owners(transaction_id: UUID) -> QuerySet[Any, Any]:
    return TransactionItem.objects.filter(pk=transaction_id).values_list("order_id", "checkout_id")


def missing(transaction_id: UUID) -> Refusal:
    """Say that there is no such transaction."""
    gid = to_global_id("TransactionItem", transaction_id)
    return refuse("NOT_FOUND", f"Couldn't resolve to a node: {gid}", "id")
