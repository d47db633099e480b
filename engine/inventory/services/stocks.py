"""How many pieces lie where, as staff count them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from engine.catalog.models import ProductVariant
from engine.errors import Problem, Refusal, refuse
from engine.inventory import locks
from engine.inventory.models import Stock
from engine.webhooks import events

#: The largest number that GraphQL's Int and every database's integer hold.
MOST_PIECES = 2_147_483_647


@transaction.atomic
def put(*, variant: ProductVariant, quantities: Mapping[UUID, int], now: datetime) -> None:
    """Set the pieces of a variant by warehouse key; a stock that is not there is made.

    Raises:
        Refusal: INVALID with the index of the warehouse: below zero, or less than orders were promised.
    """
    _check_range(list(quantities.values()))
    found = Stock.objects.filter(variant=variant, warehouse__in=list(quantities))
    rows = {row.warehouse_id: row for row in locks.rows(found)}
    written: list[Stock] = []
    before: dict[int, bool] = {}
    for index, (warehouse_id, quantity) in enumerate(quantities.items()):
        row = rows.get(warehouse_id) or Stock(variant=variant, warehouse_id=warehouse_id)
        if quantity < row.quantity_allocated:
            message = f"{row.quantity_allocated} pieces are promised to orders."
            raise refuse("INVALID", message, "quantity", index=index)
        had = row.quantity > row.quantity_allocated
        row.quantity = quantity
        row.save()
        written.append(row)
        before[row.pk] = had
    _tell(written, before, now)


def _tell(written: list[Stock], before: Mapping[int, bool], now: datetime) -> None:
    """Write down that stocks changed, and which became empty or are there again."""
    events.record("PRODUCT_VARIANT_STOCK_UPDATED", about=written, now=now)
    left = {row.pk: row.quantity > row.quantity_allocated for row in written}
    filled = [row for row in written if left[row.pk] and not before[row.pk]]
    emptied = [row for row in written if before[row.pk] and not left[row.pk]]
    events.record("PRODUCT_VARIANT_BACK_IN_STOCK", about=filled, now=now)
    events.record("PRODUCT_VARIANT_OUT_OF_STOCK", about=emptied, now=now)


def _check_range(quantities: list[int]) -> None:
    wrong = [index for index, each in enumerate(quantities) if not 0 <= each <= MOST_PIECES]
    if wrong:
        message = "Stock quantity cannot be negative."
        raise Refusal(*(Problem("INVALID", message, "quantity", {"index": index}) for index in wrong))
