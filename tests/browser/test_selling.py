"""A SES comes to the shop: from the application to the review, on a phone, by keyboard, for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from ses_vendors.badge.models import Status
from ses_vendors.vendors.models import State, Vendor
from ses_vendors.vendors.services.requirements import put_defaults
from tests.browser import ordering, people, selling
from tests.browser.conftest import PHONE, Site
from tests.browser.test_keyboard import tab_to
from tests.browser.test_pages import overflow, violations
from tests.ses_vendors.portal.entering import an_account
from tests.ses_vendors.vendors.people import a_bare_vendor, a_member, a_vendor

pytestmark = pytest.mark.browser


def test_from_the_application_to_the_review(site: Site, visits: Any) -> None:
    put_defaults()
    page = visits(viewport=PHONE, locale="en-GB", java_script_enabled=False).page()

    selling.become_ready(page, ordering.ENGLISH)

    vendor = Vendor.objects.get()
    assert vendor.state == State.IN_REVIEW
    assert vendor.documents.count() == 3
    assert vendor.attestations.get().status == Status.SUBMITTED


def sign_in(context: BrowserContext, site: Site, vendor: Vendor) -> None:
    """Have Ana look after a workshop, signed in."""
    people.sign_in(context, site, a_member(vendor, user=an_account()))


def test_with_the_keyboard_alone(site: Site, visits: Any) -> None:
    put_defaults()
    visit = visits(viewport=PHONE, locale="en-GB")
    vendor = a_bare_vendor()
    sign_in(visit.context, site, vendor)
    page = visit.page()
    page.goto(f"/en/atelier/{vendor.slug}/")

    tab_to(page, href=f"/en/atelier/{vendor.slug}/profil/contact/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/profil/contact/")
    tab_to(page, name="phone")
    page.keyboard.type("0700 000 001")
    tab_to(page, name="opening_hours")
    page.keyboard.type("luni-vineri, 9-17")
    tab_to(page, text="Save")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Saved: Contact and hours.")).to_be_visible()
    vendor.refresh_from_db()
    assert vendor.phone == "+40700000001"


@pytest.mark.parametrize(("prefix", "scheme"), [("", "light"), ("/en", "dark")])
def test_pages_are_for_everybody(site: Site, visits: Any, prefix: str, scheme: str) -> None:
    put_defaults()
    visit = visits(viewport=PHONE, color_scheme=scheme)
    vendor = a_vendor(slug="atelier", state=State.ONBOARDING, story_ro="", state_reason="Lipsește povestea.")
    sign_in(visit.context, site, vendor)
    page = visit.page()

    faults = {}
    for path in PAGES:
        page.goto(prefix + path)
        found = violations(page)
        if (wide := overflow(page)) > 0:
            found.append(f"{wide} px too wide")
        if found:
            faults[path] = found

    assert faults == {}


OWN = "/atelier/atelier/"
PAGES = [
    "/vinde-cu-noi/",
    "/vinde-cu-noi/urmeaza/",
    OWN,
    f"{OWN}profil/",
    *(f"{OWN}profil/{each}/" for each in ("identity", "addresses", "jobs", "bank", "poze", "tva", "inchis")),
    f"{OWN}documente/",
    f"{OWN}atestate/",
    f"{OWN}atestate/nou/",
    f"{OWN}termeni/",
    f"{OWN}retrage-cererea/",
]
