"""Order numbers: in a row, without a gap, however many people order at once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from engine.checkout.services import completion
from engine.errors import Refusal
from engine.inventory.models import Stock
from engine.orders.models import Order
from engine.orders.services import placing
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.checkout.parallel import together

BUYERS = 12
PIECES = 8


@pytest.mark.django_db
def test_numbers_begin_at_one() -> None:
    assert [placing.next_number() for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db
def test_a_number_taken_in_vain_is_given_to_the_next() -> None:
    first = placing.next_number()

    with transaction.atomic():
        in_vain = placing.next_number()
        transaction.set_rollback(True)

    assert (first, in_vain, placing.next_number()) == (1, 2, 2)


@pytest.mark.django_db(transaction=True)
def test_orders_at_the_same_moment_have_numbers_in_a_row() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), PIECES)
    market.method(shop)
    baskets = [market.ready(shop, (apron, 1)).checkout.pk for _ in range(BUYERS)]
    # The holds have run out: who comes first gets the pieces.
    later = NOW + timedelta(hours=1)

    def order(buyer: int) -> int | str:
        return _complete(baskets[buyer], later)

    answers = together(BUYERS, order)

    numbers = sorted(answer for answer in answers if isinstance(answer, int))
    assert numbers == list(range(1, PIECES + 1))
    assert answers.count("INSUFFICIENT_STOCK") == BUYERS - PIECES
    assert sorted(Order.objects.values_list("number", flat=True)) == numbers
    assert Stock.objects.values_list("quantity", "quantity_allocated").get() == (PIECES, PIECES)


def _complete(checkout_id: UUID, now: object) -> int | str:
    try:
        return completion.complete(checkout_id=checkout_id, now=now).number  # type: ignore[arg-type]
    except Refusal as refusal:
        return refusal.problems[0].code
