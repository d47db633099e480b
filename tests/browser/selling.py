"""The steps of a SES from the shop's door through its portal, in either language."""

from __future__ import annotations

import io
import re
import time
from datetime import date
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from PIL import Image
from playwright.sync_api import Page, expect

from ses_vendors.vendors.models import Requirement, RequirementKind
from tests.browser.ordering import Words
from tests.ses_vendors.vendors.people import a_cui

EMAIL, PASSWORD = "ana@atelier-nou.example", "o parolă de încredere"


def become_ready(page: Page, words: Words) -> None:
    """From the form at the door to a complete checklist that was sent for review."""
    apply(page, words)
    confirm_and_sign_in(page, words)
    fill_profile(page, words)
    hand_in_papers(page, words)
    enter_attestation(page, words)
    accept_terms(page, words)
    page.get_by_role("button", name=words.said("Send for review")).click()
    expect(page.get_by_text(words.said("We are looking at it."))).to_be_visible()


def apply(page: Page, words: Words) -> None:
    """Fill the form at the door."""
    said = words.said
    page.goto(f"{words.prefix}/")
    page.get_by_role("link", name=said("Sell with us"), exact=True).click()
    page.get_by_label(said("Name of the workshop")).fill("Atelier nou")
    page.get_by_label(said("Legal name")).fill("Atelier Nou DEMO SRL")
    page.get_by_label(said("Legal form")).select_option("SRL")
    page.get_by_label("CUI").fill(a_cui())
    page.get_by_label(said("Your name")).fill("Ana Demo")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label(said("Phone")).fill("0700 000 001")
    page.get_by_label(said("Choose a password")).fill(PASSWORD)
    page.get_by_label(said("I have read the conditions for sellers.")).check()
    page.get_by_role("button", name=said("Send the application")).click()
    expect(page.get_by_role("heading", level=1, name=said("What happens next"))).to_be_visible()


def confirm_and_sign_in(page: Page, words: Words) -> None:
    """Follow the letter, sign in, and set up the second step that whoever sees money needs."""
    said = words.said
    links = [found for each in mail.outbox for found in re.findall(r"http\S+/e-mail/\S+", str(each.body))]
    page.goto(links[0])
    page.get_by_role("button", name=said("Yes, confirm")).click()
    if page.get_by_label(said("Password")).count():
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_label(said("Password")).fill(PASSWORD)
        page.get_by_role("button", name=said("Sign in"), exact=True).click()
    page.goto(f"{words.prefix}/atelier/")
    page.get_by_role("link", name=said("Set up an app")).click()
    secret = page.locator(".secret-words").inner_text().replace(" ", "")
    page.get_by_label(said("Code")).fill(digits(secret))
    page.get_by_role("button", name=said("Switch it on")).click()
    page.goto(f"{words.prefix}/atelier/")
    if page.get_by_label(said("Code")).count():
        page.get_by_label(said("Code")).fill(digits(secret))
        page.get_by_role("button", name=said("Go on")).click()
    expect(page.get_by_role("heading", level=1, name="Atelier nou")).to_be_visible()


def digits(secret: str) -> str:
    """What the app on Ana's phone shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def fill_profile(page: Page, words: Words) -> None:
    """One short form after the other."""
    said = words.said
    save(page, words, "identitate", {"Registration number": "J2015999901223"})
    open_line(page, words, "adrese")
    seat = page.get_by_role("group", name=said("Registered office"))
    seat.get_by_label(said("County")).select_option("RO-IS")
    seat.get_by_label(said("Town or village")).fill("Iași")
    seat.get_by_label(said("Street and number")).fill("Str. Exemplului nr. 1")
    seat.get_by_label(said("Postal code")).fill("700001")
    press_save(page, words)
    save(page, words, "contact", {"Hours": "luni–vineri, 9–17"})
    story = {
        "Kind of workshop": "croitorie",
        "One sentence, in Romanian": "Coasem.",
        "Your story, in Romanian": "Pe masa lungă se croiește.",
    }
    save(page, words, "poveste", story)
    open_line(page, words, "locuri-de-munca")
    page.get_by_label(said("Jobs in all")).fill("8")
    page.get_by_label(said("Of them, for people from vulnerable groups")).fill("5")
    page.get_by_label(said("care leavers over 18")).check()
    page.get_by_label(said("As of which day")).fill("2026-11-01")
    press_save(page, words)
    save(page, words, "cont-bancar", {"IBAN": "RO93AAAASES1100000000001", "Bank": "Banca Demo"})
    open_line(page, words, "siguranta-produselor")
    page.get_by_label(said("E-mail for product safety")).fill(EMAIL)
    page.get_by_label(said("We declare that we sell only goods that keep to the law.")).check()
    press_save(page, words)


def hand_in_papers(page: Page, words: Words) -> None:
    """A photograph for each paper that is asked for."""
    codes = Requirement.objects.filter(kind=RequirementKind.DOCUMENT).values_list("code", flat=True)
    open_page(page, words, "Documents")
    for code in codes:
        hand_in(page, words, code, "Hand in")


def hand_in(page: Page, words: Words, code: str, button: str) -> None:
    """Choose a photograph on the page of papers, and press the button of that paper."""
    section = paper(page, code)
    section.locator("input[type=file]").set_input_files(photograph())
    section.get_by_role("button", name=words.said(button)).click()
    expect(section.get_by_text(words.said("With us"), exact=True)).to_be_visible()


def paper(page: Page, code: str) -> Any:
    """The part of the page of papers that is about one of them."""
    return page.locator(f"section[aria-labelledby='paper-{code}']")


def enter_attestation(page: Page, words: Words) -> None:
    """Type the paper; the end that was left empty is filled in, and compared."""
    said = words.said
    open_page(page, words, "Attestations")
    page.get_by_role("link", name=said("Enter a document")).click()
    page.get_by_label(said("Which document")).select_option("atestat")
    page.get_by_label(said("Series")).fill("DEMO")
    page.get_by_label(said("Number"), exact=True).fill("000123")
    page.get_by_label(said("Issued by")).select_option("AJOFM Iași")
    page.get_by_label(said("Issued on")).fill("2024-03-12")
    page.get_by_role("button", name=said("Keep")).click()
    expect(page.get_by_label(said("Valid until"))).to_have_value(date(2029, 3, 11).isoformat())
    page.get_by_label(said("Scan or photo of the document")).set_input_files(photograph())
    page.get_by_role("button", name=said("Keep")).click()
    page.get_by_role("button", name=said("It is as on the paper: hand it in")).click()
    handed_in = said("Handed in. Somebody of the shop compares it with the paper; you get a letter.")
    expect(page.get_by_text(handed_in)).to_be_visible()


def accept_terms(page: Page, words: Words) -> None:
    """Read and accept the conditions."""
    said = words.said
    open_page(page, words, "Where we stand")
    open_line(page, words, "termeni")
    page.get_by_label(
        said("We have read the conditions and accept them. I may sign for the enterprise.")
    ).check()
    page.get_by_role("button", name=said("Accept the conditions")).click()


def save(page: Page, words: Words, line: str, fields: dict[str, str]) -> None:
    """Fill the form behind a line of the checklist, and come back to the list."""
    open_line(page, words, line)
    for label, value in fields.items():
        page.get_by_label(words.said(label)).fill(value)
    press_save(page, words)


def open_page(page: Page, words: Words, name: str) -> None:
    """Follow an entry of the portal's menu."""
    page.locator("nav.portal-menu").get_by_role("link", name=words.said(name)).click()


def open_line(page: Page, words: Words, code: str) -> None:
    """Follow a line of the checklist."""
    line = Requirement.objects.get(code=code)
    title = line.title_en if words.code == "en" else line.title_ro
    page.locator("main").get_by_role("link", name=title, exact=True).click()


def press_save(page: Page, words: Words) -> None:
    """Save; the checklist follows."""
    page.get_by_role("button", name=words.said("Save"), exact=True).click()
    saved = words.said("Saved: %(what)s.").partition("%")[0]
    expect(page.get_by_text(re.compile(f"^{saved}"))).to_be_visible()


def photograph() -> Any:
    """A paper, as a phone takes it."""
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), "#dddddd").save(kept, "JPEG")
    return {"name": "act.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}
