"""An account from its making to an order in it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import expect

from engine.accounts.models import User
from engine.orders.models import Order
from tests.browser import ordering
from tests.browser.conftest import PHONE, Site

pytestmark = pytest.mark.browser

PASSWORD = "o parolă de încredere"


def letter_link(site: Site) -> str:
    """The link of the only letter there is."""
    (letter,) = mail.outbox
    found = re.search(rf"{re.escape(site.url)}/\S+", str(letter.body))
    assert found, letter.body
    return found[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_register_confirm_log_in_order_and_see_it(site: Site, visits: Any, scripts: bool) -> None:
    page = visits(viewport=PHONE, locale="en-GB", java_script_enabled=scripts).page()

    page.goto("/en/cont/nou/")
    page.get_by_label("First name").fill("Bogdan")
    page.get_by_label("Last name").fill("Ionescu")
    page.get_by_label("E-mail").fill("bogdan@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Make an account").click()
    expect(page.get_by_role("heading", level=1, name="Look into your mailbox")).to_be_visible()

    page.goto(letter_link(site))
    page.get_by_role("button", name="Confirm the address").click()
    page.get_by_label("E-mail").fill("bogdan@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1, name="Hello, Bogdan!")).to_be_visible()

    ordering.fill_basket(page, ordering.ENGLISH)
    ordering.give_details(page, ordering.ENGLISH)
    number = ordering.place_order(page, ordering.ENGLISH)
    page.goto("/en/cont/comenzi/")
    page.get_by_role("link", name=f"Order {number}").click()
    expect(page.get_by_role("heading", level=1, name=f"Order {number}")).to_be_visible()

    order, bogdan = Order.objects.get(), User.objects.get(email="bogdan@example.com")
    assert (order.user, order.user_email) == (bogdan, "bogdan@example.com")


def test_a_basket_filled_before_the_log_in_is_kept(site: Site, visits: Any) -> None:
    from django.contrib.auth.hashers import make_password

    User.objects.create(
        email="bogdan@example.com", password=make_password(PASSWORD), jwt_key="x", is_confirmed=True
    )
    page = visits(viewport=PHONE, locale="en-GB").page()
    ordering.fill_basket(page, ordering.ENGLISH)

    page.goto("/en/comanda/")
    page.locator("main").get_by_role("link", name="log in").click()
    page.get_by_label("E-mail").fill("bogdan@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()

    page.wait_for_url("**/en/comanda/")
    expect(page.get_by_label("E-mail")).to_have_value("bogdan@example.com")
    expect(page.locator("#basket-count")).to_have_text("3")
