"""Whether goods can be ordered, and whom a basket has to give up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from commerce.types import SellerName
from kernel.badge.facts import NOTHING
from kernel.selling import Closure, Sales, StopKind
from storefront import basket_page, selling
from storefront.templatetags.badges import judged
from tests.storefront import baskets
from tests.storefront.test_badges import card

NOW = datetime(2026, 12, 3, 10, 0, tzinfo=UTC)
CLOSED = SellerName("ioana", "Ioana", NOTHING, Sales(closures=(Closure(date(2026, 12, 1)),)))
STOPPED = SellerName("vasile", "Vasile", NOTHING, Sales(stopped_at=NOW, stop_kind=StopKind.LEAVING))


def test_cards_of_stopped_sellers_are_left_out() -> None:
    cards = (card(slug="a"), card(slug="b", seller=CLOSED), card(slug="c", seller=STOPPED), card(seller=None))

    assert [each.slug for each in selling.shown(cards, now=NOW)] == ["a", "b", "sort"]


def test_no_list_shows_cards_of_stopped_sellers_whatever_the_index_knows() -> None:
    stopped = replace(STOPPED, sales=Sales(stopped_at=datetime(2020, 1, 1, tzinfo=UTC)))

    found = judged([card(), card(seller=stopped)])

    assert [(each.slug, sells.is_open) for each, _, sells in found] == [("sort", True)]


def test_a_basket_names_each_seller_that_takes_no_orders_once() -> None:
    basket = baskets.basket(
        baskets.line(1),
        baskets.line(2, seller="x", name="Bol"),
        replace(baskets.line(3), seller=CLOSED),
        replace(baskets.line(4), seller=CLOSED),
        replace(baskets.line(5), seller=STOPPED),
        replace(baskets.line(6), seller=None),
    )

    assert selling.refusing(basket, now=NOW) == (CLOSED, STOPPED)
    assert basket_page.has_problems(basket, now=NOW)
    assert not basket_page.has_problems(baskets.basket(baskets.line(1)), now=NOW)


def test_a_seller_is_a_part_whose_rows_are_refused() -> None:
    basket = baskets.basket(baskets.line(1), replace(baskets.line(2), seller=CLOSED))

    anas, ioanas = basket_page.groups(basket, first_prices={}, slips={}, now=NOW)

    assert (anas.selling.is_open, ioanas.selling.is_closed) == (True, True)
    assert [row.is_refused for group in (anas, ioanas) for row in group.rows] == [False, True]
