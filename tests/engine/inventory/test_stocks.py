"""Counting what lies where."""

from __future__ import annotations

import pytest

from engine.inventory.services import stocks
from engine.inventory.services.stocks import MOST_PIECES
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import levels, refused, sale

pytestmark = pytest.mark.django_db


def test_a_count_replaces_the_one_before_and_makes_a_stock_where_there_is_none() -> None:
    shop = market.channel()
    apron, workshop, farm = market.variant(shop), market.warehouse(shop), market.warehouse(shop, "ferma")
    market.stock(apron, workshop, 5)

    stocks.put(variant=apron, quantities={workshop.pk: 7, farm.pk: MOST_PIECES}, now=NOW)

    assert levels(apron) == {"atelierul-anei": (7, 0), "ferma": (MOST_PIECES, 0)}


def test_a_count_keeps_what_is_promised() -> None:
    sold = sale()

    stocks.put(variant=sold.apron, quantities={sold.workshop.pk: 3}, now=NOW)

    assert levels(sold.apron) == {"atelierul-anei": (3, 3)}


@pytest.mark.parametrize("quantity", [-1, MOST_PIECES + 1, 2])
def test_a_count_out_of_range_or_below_what_is_promised_is_refused(quantity: int) -> None:
    sold = sale()

    with refused("INVALID", "quantity"):
        stocks.put(variant=sold.apron, quantities={sold.farm.pk: 4, sold.workshop.pk: quantity}, now=NOW)
