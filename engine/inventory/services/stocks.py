"""How many pieces lie where, as staff count them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from engine.catalog.models import ProductVariant
from engine.errors import Problem, Refusal, refuse
from engine.inventory import locks
from engine.inventory.models import Stock

#: The largest number that GraphQL's Int and every database's integer hold.
MOST_PIECES = 2_147_483_647


@transaction.atomic
def put(*, variant: ProductVariant, quantities: Mapping[UUID, int]) -> None:
    """Set the pieces of a variant by warehouse key; a stock that is not there is made.

    Raises:
        Refusal: INVALID with the index of the warehouse: below zero, or less than orders were promised.
    """
    _check_range(list(quantities.values()))
    found = Stock.objects.filter(variant=variant, warehouse__in=list(quantities))
    rows = {row.warehouse_id: row for row in locks.rows(found)}
    for index, (warehouse_id, quantity) in enumerate(quantities.items()):
        row = rows.get(warehouse_id) or Stock(variant=variant, warehouse_id=warehouse_id)
        if quantity < row.quantity_allocated:
            message = f"{row.quantity_allocated} pieces are promised to orders."
            raise refuse("INVALID", message, "quantity", index=index)
        row.quantity = quantity
        row.save()


def _check_range(quantities: list[int]) -> None:
    wrong = [index for index, each in enumerate(quantities) if not 0 <= each <= MOST_PIECES]
    if wrong:
        message = "Stock quantity cannot be negative."
        raise Refusal(*(Problem("INVALID", message, "quantity", {"index": index}) for index in wrong))
