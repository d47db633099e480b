"""The shop without a mouse."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, Site

pytestmark = pytest.mark.browser

#: More presses than any page needs.
MOST_PRESSES = 150
FOCUSED = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {
    text: (at.innerText || at.value || '').trim(),
    href: at.getAttribute('href') || '',
    name: at.getAttribute('name') || '',
    shown: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.width > 0 && box.height > 0,
  };
}"""


def tab_to(page: Page, **wanted: str) -> None:
    """Press Tab until the focus is where it should be; at every step it must be visible."""
    for _ in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        assert at["shown"], f"The focus cannot be seen on {at}"
        assert at["inside"], f"The focus is on something that is not shown: {at}"
        if all(value in at[key] for key, value in wanted.items()):
            return
    raise AssertionError(f"No Tab leads to {wanted}.")


def test_from_the_first_page_to_the_basket(site: Site, visits: Any) -> None:
    page = visits(viewport=DESKTOP, locale="en-GB").page()
    page.goto("/en/")

    tab_to(page, href="/en/produse/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/produse/")
    tab_to(page, href="/en/produse/bol-smaltuit/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bol-smaltuit/")
    tab_to(page, name="quantity")
    page.keyboard.type("2")
    tab_to(page, text="Add to basket")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/cos/**")

    expect(page.locator("#basket-count")).to_have_text("2")
    tab_to(page, href="/en/comanda/")


def test_a_variant_is_chosen_with_arrows(site: Site, visits: Any) -> None:
    page = visits(viewport=DESKTOP, locale="en-GB").page()
    page.goto("/en/produse/sort-de-in/")

    tab_to(page, name="variant")
    page.keyboard.press("ArrowDown")
    tab_to(page, text="Add to basket")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/cos/**")

    expect(page.locator("#basket-count")).to_have_text("1")


def test_the_first_tab_skips_to_the_content(site: Site, visits: Any) -> None:
    page = visits(viewport=DESKTOP, locale="en-GB").page()
    page.goto("/en/produse/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
