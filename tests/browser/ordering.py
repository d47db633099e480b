"""The steps a shopper takes to an order, in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect


@dataclass(frozen=True, slots=True)
class Words:
    """What the buttons and fields are called in one language; `said` takes the English words."""

    code: str

    @property
    def prefix(self) -> str:
        """How addresses in this language begin."""
        return "" if self.code == "ro" else f"/{self.code}"

    def said(self, english: str) -> str:
        """The words as they stand on the page."""
        with translation.override(self.code):
            return gettext(english)


ROMANIAN, ENGLISH = Words("ro"), Words("en")

#: One of each SES.
GOODS = ("prosop-de-bumbac", "bol-smaltuit", "fagure")


def fill_basket(page: Page, words: Words) -> None:
    """Put one piece of each SES into the basket, from the products' pages."""
    for slug in GOODS:
        page.goto(f"{words.prefix}/produse/{slug}/")
        page.locator("form.add").get_by_role("button", name=words.said("Add to basket")).click()
        page.wait_for_url(f"**{words.prefix}/cos/**")
    expect(page.get_by_role("heading", level=1, name=words.said("Your basket"))).to_be_visible()


def give_details(page: Page, words: Words, *, email: str = "") -> None:
    """From the basket to the summary, as somebody from Iași."""
    page.get_by_role("link", name=words.said("Go on to order")).click()
    shipping = page.locator("fieldset", has=page.locator("[name=shipping-city]")).first
    if email:
        page.get_by_label(words.said("E-mail")).fill(email)
    for label, text in (
        (words.said("First name"), "Ana"),
        (words.said("Last name"), "Ionescu"),
        (words.said("Phone"), "0700 000 001"),
        (words.said("Town or village"), "Iași"),
        (words.said("Street and number"), "Str. Exemplului nr. 4"),
        (words.said("Postal code"), "700505"),
    ):
        shipping.get_by_label(label, exact=True).fill(text)
    shipping.get_by_label(words.said("County"), exact=True).select_option("RO-IS")
    page.get_by_role("button", name=words.said("Go on to the summary")).last.click()
    page.wait_for_url("**/comanda/sumar/")


def place_order(page: Page, words: Words) -> str:
    """Choose the first delivery and cash, press the button, and return the order's number."""
    page.locator("[name=delivery]").first.check()
    page.locator("[name=payment][value=cash_on_delivery]").check()
    page.get_by_role("button", name=words.said("Order with obligation to pay")).click()
    page.wait_for_url("**/comanda/urmarire/**")
    expect(page.get_by_text(words.said("Thank you: your order is placed.")).first).to_be_visible()
    heading = page.get_by_role("heading", level=1).inner_text()
    (number,) = re.findall(r"\d+", heading)
    return str(number)
