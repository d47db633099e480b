"""A SES comes to the shop: from the application to the review, on a phone, by keyboard, for everybody."""

from __future__ import annotations

import io
import re
import time
from datetime import date
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from ses_vendors.badge.models import Status
from ses_vendors.portal.sessions import PeopleStore
from ses_vendors.vendors.models import Requirement, RequirementKind, State, Vendor
from ses_vendors.vendors.services.requirements import put_defaults
from tests.browser.conftest import PHONE, Site
from tests.browser.test_keyboard import tab_to
from tests.browser.test_pages import overflow, violations
from tests.ses_vendors.portal.entering import an_account
from tests.ses_vendors.signing_in import PeopleClient
from tests.ses_vendors.vendors.people import a_bare_vendor, a_cui, a_member, a_vendor

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "ana@atelier-nou.ro", "o parolă de încredere"


def test_from_the_application_to_the_review(site: Site, visits: Any) -> None:
    put_defaults()
    page = visits(viewport=PHONE, locale="en-GB", java_script_enabled=False).page()

    apply(page)
    confirm_and_sign_in(site, page)
    fill_profile(page)
    hand_in_papers(page)
    enter_attestation(page)
    accept_terms(page)
    page.get_by_role("button", name="Send for review").click()

    expect(page.get_by_text("We are looking at it.")).to_be_visible()
    vendor = Vendor.objects.get()
    assert vendor.state == State.IN_REVIEW
    assert vendor.documents.count() == 3
    assert vendor.attestations.get().status == Status.SUBMITTED


def apply(page: Page) -> None:
    """Fill the form at the door."""
    page.goto("/en/")
    page.get_by_role("link", name="Sell with us", exact=True).click()
    page.get_by_label("Name of the workshop").fill("Atelier nou")
    page.get_by_label("Legal name").fill("Atelier Nou DEMO SRL")
    page.get_by_label("Legal form").select_option("SRL")
    page.get_by_label("CUI").fill(a_cui())
    page.get_by_label("Your name").fill("Ana Demo")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Phone").fill("0700 000 001")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_label("I have read the conditions").check()
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("heading", level=1, name="What happens next")).to_be_visible()


def confirm_and_sign_in(site: Site, page: Page) -> None:
    """Follow the letter, sign in, and set up the second step that whoever sees money needs."""
    links = [found for each in mail.outbox for found in re.findall(r"http\S+/e-mail/\S+", str(each.body))]
    page.goto(links[0])
    page.get_by_role("button", name="Yes, confirm").click()
    if page.get_by_label("Password").count():
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/en/atelier/")
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator(".secret-words").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(digits(secret))
    page.get_by_role("button", name="Switch it on").click()
    page.goto("/en/atelier/")
    if page.get_by_label("Code").count():
        page.get_by_label("Code").fill(digits(secret))
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1, name="Atelier nou")).to_be_visible()


def digits(secret: str) -> str:
    """What the app on Ana's phone shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def fill_profile(page: Page) -> None:
    """One short form after the other."""
    save(page, "Legal identity", {"Registration number": "J2015999901223"})
    open_line(page, "Registered office and place of work")
    seat = page.get_by_role("group", name="Registered office")
    seat.get_by_label("County").select_option("RO-IS")
    seat.get_by_label("Town or village").fill("Iași")
    seat.get_by_label("Street and number").fill("Str. Exemplului nr. 1")
    seat.get_by_label("Postal code").fill("700001")
    press_save(page)
    save(page, "Contact for shoppers", {"Hours": "luni–vineri, 9–17"})
    story = {
        "Kind of workshop": "croitorie",
        "One sentence, in Romanian": "Coasem.",
        "Your story, in Romanian": "Pe masa lungă se croiește.",
    }
    save(page, "The workshop's story", story)
    open_line(page, "Jobs")
    page.get_by_label("Jobs in all").fill("8")
    page.get_by_label("Of them, for people").fill("5")
    page.get_by_label("care leavers").check()
    page.get_by_label("As of which day").fill("2026-11-01")
    press_save(page)
    save(page, "Bank account", {"IBAN": "RO93AAAASES1100000000001", "Bank": "Banca Demo"})
    open_line(page, "Product safety")
    page.get_by_label("E-mail for product safety").fill(EMAIL)
    page.get_by_label("We declare").check()
    press_save(page)


def hand_in_papers(page: Page) -> None:
    """A photograph for each paper that is asked for."""
    codes = Requirement.objects.filter(kind=RequirementKind.DOCUMENT).values_list("code", flat=True)
    page.locator("nav.portal-menu").get_by_role("link", name="Documents").click()
    for code in codes:
        section = page.locator(f"section[aria-labelledby='paper-{code}']")
        section.locator("input[type=file]").set_input_files(photograph())
        section.get_by_role("button", name="Hand in").click()
        expect(section.get_by_text("With us")).to_be_visible()


def enter_attestation(page: Page) -> None:
    """Type the paper; the end that was left empty is filled in, and compared."""
    page.locator("nav.portal-menu").get_by_role("link", name="Attestations").click()
    page.get_by_role("link", name="Enter a document").click()
    page.get_by_label("Which document").select_option("atestat")
    page.get_by_label("Series").fill("DEMO")
    page.get_by_label("Number", exact=True).fill("000123")
    page.get_by_label("Issued by").select_option("AJOFM Iași")
    page.get_by_label("Issued on").fill("2024-03-12")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_label("Valid until")).to_have_value(date(2029, 3, 11).isoformat())
    page.get_by_label("Scan or photo").set_input_files(photograph())
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="It is as on the paper").click()
    expect(page.get_by_text("Two people of the shop check it")).to_be_visible()


def accept_terms(page: Page) -> None:
    """Read and accept the conditions."""
    page.locator("nav.portal-menu").get_by_role("link", name="Where we stand").click()
    open_line(page, "The terms of the shop")
    page.get_by_label("We have read the conditions").check()
    page.get_by_role("button", name="Accept the conditions").click()


def save(page: Page, line: str, fields: dict[str, str]) -> None:
    """Fill the form behind a line of the checklist, and come back to the list."""
    open_line(page, line)
    for label, value in fields.items():
        page.get_by_label(label).fill(value)
    press_save(page)


def open_line(page: Page, name: str) -> None:
    """Follow a line of the checklist."""
    page.locator("main").get_by_role("link", name=name, exact=True).click()


def press_save(page: Page) -> None:
    """Save; the checklist follows."""
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(re.compile(r"^Saved: "))).to_be_visible()


def photograph() -> Any:
    """A paper, as a phone takes it."""
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), "#dddddd").save(kept, "JPEG")
    return {"name": "act.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def sign_in(context: BrowserContext, site: Site, vendor: Vendor) -> None:
    """Put Ana's session into the browser, its second step done."""
    client = PeopleClient()
    ana = an_account()
    a_member(vendor, user=ana)
    client.force_login(ana)
    (name, morsel), *_ = client.cookies.items()
    assert PeopleStore(morsel.value).load()
    context.add_cookies([{"name": name, "value": morsel.value, "url": site.url}])


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
