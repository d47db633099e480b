"""Every main page for everybody: axe-core finds nothing, frames are whole, nothing runs off the screen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from engine.accounts.models import User
from tests.browser import ordering
from tests.browser.conftest import DESKTOP, PHONE, Site

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EMAIL, PASSWORD = "bogdan@example.com", "o parolă de încredere"

OPEN_PAGES = [
    "/",
    "/produse/",
    "/produse/?q=miere",
    "/produse/?q=nimic-de-acest-fel",
    "/categorii/casa-si-textile/",
    "/produse/sort-de-in/",
    "/produse/ulcior/",
    "/ses/",
    "/ses/atelierul-anei/",
    "/cos/",
    "/cont/intra/",
    "/cont/nou/",
    "/cont/parola/",
    "/info/termeni/",
    "/info/retragere/",
    "/info/accesibilitate/",
    "/contact/",
    "/nu-este/",
]
OWN_PAGES = [
    "/cos/",
    "/comanda/",
    "/comanda/sumar/",
    "/cont/",
    "/cont/comenzi/",
    "/cont/adrese/",
    "/cont/adrese/noua/",
    "/cont/profil/",
    "/cont/profil/parola/",
    "/cont/profil/stergere/",
]


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page: rule and place."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", RULES)["violations"]
    return [
        f"{each['id']}: {node['target']} {node['html'][:120]}" for each in found for node in each["nodes"]
    ]


def frame_faults(page: Page, language: str) -> list[str]:
    """What a page lacks of title, language, heading and landmarks."""
    faults = []
    if not re.fullmatch(r"\s*\S.* – \S.*", page.title()):
        faults.append(f"title {page.title()!r}")
    if page.get_attribute("html", "lang") != language:
        faults.append("lang")
    counts = {name: page.locator(name).count() for name in ("h1", "main", "header.header", "footer.footer")}
    faults += [f"{count} {name}" for name, count in counts.items() if count != 1]
    if page.get_by_role("navigation").count() < 1:
        faults.append("no navigation")
    return faults


def overflow(page: Page) -> int:
    """CSS pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def examined(page: Page, paths: list[str], prefix: str) -> dict[str, list[str]]:
    """The faults of each page that has any."""
    faults = {}
    for path in paths:
        page.goto(prefix + path)
        found = violations(page) + frame_faults(page, "en" if prefix else "ro")
        if wide := overflow(page):
            found.append(f"{wide} px too wide")
        if found:
            faults[path] = found
    return faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_open_pages_are_for_everybody(site: Site, visits: Any, prefix: str, scheme: str) -> None:
    size = PHONE if scheme == "light" else DESKTOP
    page = visits(viewport=size, color_scheme=scheme).page()

    assert examined(page, OPEN_PAGES, prefix) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_shoppers_own_pages_are_for_everybody(site: Site, visits: Any, prefix: str, scheme: str) -> None:
    words = ordering.ENGLISH if prefix else ordering.ROMANIAN
    size = DESKTOP if scheme == "light" else PHONE
    page = visits(viewport=size, color_scheme=scheme).page()
    log_in(page, prefix)
    ordering.fill_basket(page, words)
    ordering.give_details(page, words)

    assert examined(page, OWN_PAGES, prefix) == {}

    page.goto(f"{prefix}/comanda/sumar/")
    ordering.place_order(page, words)
    assert violations(page) + frame_faults(page, words.code) == []


@pytest.mark.parametrize("path", ["/cont/intra/", "/cont/nou/", "/cont/parola/"])
def test_a_refused_form_is_for_everybody(site: Site, visits: Any, path: str) -> None:
    page = visits(viewport=PHONE).page()
    page.goto(f"/en{path}")

    page.locator("main form button[type=submit]").click()

    expect(page.get_by_role("alert").filter(has_text="Something needs your attention")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"


def test_nothing_runs_off_a_page_zoomed_to_320_pixels(site: Site, visits: Any) -> None:
    """WCAG 1.4.10: a window of 1280 pixels at 400 %, or of 640 at 200 %, has room for 320 CSS pixels."""
    page = visits(viewport={"width": 320, "height": 512}).page()

    wide = {}
    for path in OPEN_PAGES:
        page.goto(path)
        if overflow(page):
            wide[path] = overflow(page)

    assert wide == {}


def log_in(page: Page, prefix: str) -> None:
    """Enter an account that is there."""
    User.objects.create(
        email=EMAIL, password=make_password(PASSWORD), jwt_key="x", is_confirmed=True, first_name="Bogdan"
    )
    page.goto(f"{prefix}/cont/intra/")
    page.locator("main [name=email]").fill(EMAIL)
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**{prefix}/cont/")
