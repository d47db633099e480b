"""What changed between the look and the button."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from commerce.types import BasketId
from kernel.money import Money
from storefront import last_look
from tests.storefront.baskets import basket, line


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def test_nothing_changed() -> None:
    seen = basket(line(1), line(2, "vasile"))

    assert last_look.changes(last_look.note(seen), seen) == ()


def test_price_pieces_delivery_and_total_are_told_one_by_one() -> None:
    seen = basket(line(1, price=1000), line(2, quantity=1))
    now = basket(line(1, price=1200), line(2, quantity=3), shipping=0)

    told = last_look.changes(last_look.note(seen), now)

    assert told == (
        "The price of Produs 1 was 10.00\u00a0lei, now it is 12.00\u00a0lei.",
        "You saw 1 of Produs 2, now there are 3 in the basket.",
        "Delivery was 19.99\u00a0lei, now it is 0.00\u00a0lei.",
        "The total was 39.99\u00a0lei, now it is 42.00\u00a0lei.",
    )


def test_lines_that_came_and_went_are_told() -> None:
    seen, now = basket(line(1)), basket(line(2))

    told = last_look.changes(last_look.note(seen), now)

    assert told == ("Produs 2 has come into the basket since.", "A product has left the basket since.")


def test_another_basket_is_told_as_a_whole() -> None:
    seen = basket(line(1))
    now = replace(seen, id=BasketId("basket-2"), total=Money(1))

    (told,) = last_look.changes(last_look.note(seen), now)

    assert told == "The basket has changed since you opened this page. Please look at it again."
    assert last_look.basket_mark(last_look.note(seen)) != last_look.basket_mark(last_look.note(now))


@pytest.mark.parametrize(
    "forged", ["", "{", "[]", "null", "1" * 5000, '{"basket": [], "lines": 3}', "[" * 5000]
)
def test_a_note_that_is_none_is_a_change(forged: str) -> None:
    assert len(last_look.changes(forged, basket(line(1)))) == 1
    assert last_look.basket_mark(forged) is None
