"""The one way rows are locked: in key order, within a transaction."""

from __future__ import annotations

from typing import TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row", bound=Model)


def rows(queryset: QuerySet[Row]) -> list[Row]:
    """Return the rows, held until the transaction ends.

    Key order keeps two transactions from waiting for each other. A service locks in this order:
    checkout or order, voucher code, stocks, order number. PostgreSQL locks the rows themselves; on
    SQLite the transaction has held the only write lock since it began (`transaction_mode`).

    Raises:
        TransactionManagementError: there is no transaction to hold the lock.
    """
    if not connections[queryset.db].in_atomic_block:
        raise TransactionManagementError("Rows are locked within a transaction only.")
    return list(locking(queryset))


def locking(queryset: QuerySet[Row]) -> QuerySet[Row]:
    """Return the queryset that reads and locks the rows in the order of their keys."""
    return queryset.order_by("pk").select_for_update(of=("self",), no_key=True)


def row(queryset: QuerySet[Row]) -> Row | None:
    """Return the only row, locked, or None."""
    found = rows(queryset)
    return found[0] if found else None
