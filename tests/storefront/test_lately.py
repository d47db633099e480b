"""What was said of a basket is said again for that basket only, and only for a while."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.cache import cache

from commerce.types import Basket
from storefront import lately
from tests.storefront.baskets import basket, line


class Core:
    """Answers with a number that grows with each question."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> tuple[int, ...]:
        """Answer."""
        self.asked += 1
        return (self.asked,)


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_core_is_asked_once_for_the_same_basket() -> None:
    core = Core()
    lately.said("payments", basket(line(1)), core)

    again = lately.said("payments", basket(line(1)), core)

    assert (again, core.asked) == ((1,), 1)


def test_what_was_chosen_of_the_offers_does_not_change_them() -> None:
    core, shown = Core(), basket(line(1))
    lately.said("deliveries", shown, core)

    again = lately.said("deliveries", replace(shown, metadata={"payment_method": "bank_transfer"}), core)

    assert (again, core.asked) == ((1,), 1)


@pytest.mark.parametrize(
    "other",
    [
        basket(line(1, quantity=2)),
        basket(line(2)),
        basket(line(1, available=1)),
        basket(line(1), voucher_code="PRIMAVARA"),
        basket(line(1), metadata={"buyer": "company"}),
        basket(line(1), email="ana@example.com"),
        basket(line(1), language="EN"),
        basket(line(1), id="basket-2"),
    ],
)
def test_core_is_asked_for_another_basket(other: Basket) -> None:
    core = Core()
    lately.said("payments", basket(line(1)), core)

    found = lately.said("payments", other, core)

    assert (found, core.asked) == ((2,), 2)


def test_core_is_asked_for_something_else() -> None:
    core = Core()
    lately.said("payments", basket(line(1)), core)

    assert lately.said("deliveries", basket(line(1)), core) == (2,)


def test_asking_anew_takes_the_place_of_what_was_said() -> None:
    core, shown = Core(), basket(line(1))
    lately.said("payments", shown, core)

    anew = lately.said("payments", shown, core, anew=True)

    assert anew == (2,)
    assert lately.said("payments", shown, core) == (2,)


def test_nothing_said_is_asked_for_again() -> None:
    core, shown = Core(), basket(line(1))
    lately.said("payments", shown, core)
    lately.said("payments", shown, tuple, anew=True)

    assert lately.said("payments", shown, core) == (2,)
