"""Many want the last piece: one gets it."""

from __future__ import annotations

from commerce.errors import InsufficientStock
from commerce.shop import checkout
from commerce.types import PlacedOrder
from kernel.money import Money
from tests.contract import core
from tests.contract.market import Good, Market
from tests.contract.parallel import together
from tests.contract.shopping import contact, fill, order, ready


def crowd() -> int:
    """How many come at once: a Saleor on the same machine answers a few in a second."""
    return 10 if core.is_saleor() else 50


def wish(good: Good) -> PlacedOrder | None:
    """Try to buy one piece, from the shelf to the button."""
    try:
        return order((good, 1))
    except InsufficientStock:
        return None


def test_one_of_many_gets_the_last_piece(shop: Market) -> None:
    rare = shop.good("Ultimul", stock=1)

    bought = [sold for sold in together(crowd(), lambda _: wish(rare)) if sold]

    assert len(bought) == 1
    assert shop.stocks(rare) == {"ana": (1, 1)}


def test_a_button_pressed_by_many_at_once_makes_one_order(shop: Market) -> None:
    good = shop.good(stock=20)
    basket = ready((good, 2))

    sold = together(5, lambda _: checkout.place_order(basket_id=basket.id))

    assert len({each.id for each in sold}) == 1
    assert shop.stocks(good) == {"ana": (20, 2)}


def test_one_basket_filled_by_many_hands_holds_all(shop: Market) -> None:
    good = shop.good(price=1000, stock=50)
    basket = fill((good, 1))

    together(4, lambda person: contact(basket, metadata={f"hand{person}": "da"}))

    after = contact(basket)
    assert {f"hand{person}" for person in range(4)} <= after.metadata.keys()
    assert after.total == Money(1000)
