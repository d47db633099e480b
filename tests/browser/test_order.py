"""Orders over three SES, from the goods to the thanks."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from engine.orders.models import Allocation, Order
from tests.browser import ordering
from tests.browser.conftest import DESKTOP, PHONE, Site

pytestmark = pytest.mark.browser

GUEST = "ana@example.com"


def allocated(number: str) -> list[str]:
    """The warehouses whose pieces an order has taken, by slug."""
    rows = Allocation.objects.filter(order_line__order__number=number)
    return sorted(rows.values_list("stock__warehouse__slug", flat=True))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_guest_orders_in_romanian_on_a_phone(site: Site, visits: Any, scripts: bool) -> None:
    page = visits(viewport=PHONE, locale="ro-RO", java_script_enabled=scripts).page()

    ordering.fill_basket(page, ordering.ROMANIAN)
    ordering.give_details(page, ordering.ROMANIAN, email=GUEST)
    number = ordering.place_order(page, ordering.ROMANIAN)

    order = Order.objects.get()
    assert (str(order.number), order.user_email, order.language_code) == (number, GUEST, "ro")
    assert order.total_gross == 4500 + 5500 + 4000 + 1999
    assert allocated(number) == sorted(site.market.sellers)


def test_a_guest_orders_in_english_on_a_desktop(site: Site, visits: Any) -> None:
    page = visits(viewport=DESKTOP, locale="en-GB").page()

    ordering.fill_basket(page, ordering.ENGLISH)
    ordering.give_details(page, ordering.ENGLISH, email=GUEST)
    number = ordering.place_order(page, ordering.ENGLISH)

    order = Order.objects.get()
    assert (str(order.number), order.user_email, order.language_code) == (number, GUEST, "en")
    assert allocated(number) == sorted(site.market.sellers)


def test_reloading_after_the_order_and_pressing_back_orders_nothing_more(site: Site, visits: Any) -> None:
    page = visits(viewport=DESKTOP, locale="en-GB").page()
    ordering.fill_basket(page, ordering.ENGLISH)
    ordering.give_details(page, ordering.ENGLISH, email=GUEST)
    ordering.place_order(page, ordering.ENGLISH)

    page.reload()
    page.go_back()

    assert Order.objects.count() == 1
    page.goto("/en/cos/")
    expect(page.locator("#basket-count")).to_have_text("0")
