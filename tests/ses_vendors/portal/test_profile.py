"""The short forms of the profile: good, bad, empty and hostile input; what was typed stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from ses_vendors.vendors.models import AddressKind, Role, State, Vendor
from tests.ses_vendors.portal.inside import a_page_that_claims_to_be_pdf, a_picture, anas
from tests.ses_vendors.vendors.people import TODAY

pytestmark = pytest.mark.django_db

GOOD: dict[str, dict[str, Any]] = {
    "identity": {
        "trade_name": "Atelierul Anei",
        "legal_name": "Atelierul Anei DEMO SRL",
        "legal_form": "SRL",
        "registry_kind": "onrc",
        "registry_number": "J2015999901223",
    },
    "addresses": {
        "seat-county": "RO-B",
        "seat-locality": "București",
        "seat-sector": "3",
        "seat-street": "Str. Exemplului nr. 2",
        "seat-postal_code": "030 001",
        "workplace_same": "on",
        "returns_same": "on",
    },
    "contact": {"email": "ana@atelier.example", "phone": "0700 000 002", "opening_hours": "luni, 9–17"},
    "story": {"kind": "croitorie", "medium": "rural", "tagline_ro": "Coasem.", "story_ro": "Rând\r\nnou."},
    "jobs": {
        "jobs_total": "9",
        "jobs_vulnerable": "6",
        "groups": ["roma", "vmg"],
        "jobs_as_of": "2026-11-01",
    },
    "bank": {"iban": "RO93 AAAA SES1 1000 0000 0001", "bank_name": "Banca Demo"},
    "safety": {"safety_email": "s@atelier.example", "declares_compliance": "on"},
}
HOSTILE = "\x00<script>alert('ș')</script>" + "ă" * 5000


def page(vendor: Vendor, section: str) -> str:
    """The address of a section, in English."""
    return f"/en/atelier/{vendor.slug}/profil/{section}/"


def good(vendor: Vendor, section: str) -> dict[str, Any]:
    """What Ana types; her tax number is her own."""
    return {**GOOD[section], **({"cui": vendor.cui} if section == "identity" else {})}


@pytest.mark.parametrize("section", GOOD)
def test_a_section_is_kept(client: Client, section: str) -> None:
    vendor = anas(client)

    answer = client.post(page(vendor, section), good(vendor, section))

    assert (answer.status_code, answer["Location"]) == (302, f"/en/atelier/{vendor.slug}/profil/")


def test_before_the_review_the_checklist_follows(client: Client) -> None:
    vendor = anas(client, state=State.ONBOARDING)

    answer = client.post(page(vendor, "contact"), good(vendor, "contact"))

    assert answer["Location"] == f"/en/atelier/{vendor.slug}/"


def test_values_are_written_one_way(client: Client) -> None:
    vendor = anas(client)

    for section in ("addresses", "contact", "story", "jobs"):
        client.post(page(vendor, section), good(vendor, section))

    vendor.refresh_from_db()
    seat = vendor.addresses.get()
    assert (seat.kind, seat.sector, seat.postal_code) == (AddressKind.SEAT, "3", "030001")
    assert (vendor.phone, vendor.story_ro) == ("+40700000002", "Rând\r\nnou.")
    assert (vendor.jobs_total, vendor.jobs_vulnerable, vendor.groups) == (9, 6, ["roma", "vmg"])


@pytest.mark.parametrize("section", GOOD)
def test_an_empty_form_is_refused_beside_its_fields(client: Client, section: str) -> None:
    vendor = anas(client)
    before = Vendor.objects.values().get(pk=vendor.pk)

    answer = client.post(page(vendor, section), {})

    words = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="errors"' in words
    assert 'class="field__error"' in words
    assert Vendor.objects.values().get(pk=vendor.pk) == before


@pytest.mark.parametrize("section", GOOD)
def test_hostile_words_are_no_fault_of_ours(client: Client, section: str) -> None:
    vendor = anas(client)

    for name in good(vendor, section):
        answer = client.post(page(vendor, section), {**good(vendor, section), name: HOSTILE})

        assert answer.status_code in (302, 422), name
        assert b"<script>alert" not in answer.content, name


@pytest.mark.parametrize(
    ("section", "field", "value", "message"),
    [
        ("identity", "registry_number", "J99/1/1", "trade register"),
        ("contact", "phone", "12", "not a phone number"),
        ("contact", "web", "javascript:alert(1)", "https://exemplu.ro"),
        ("jobs", "jobs_vulnerable", "10", "cannot be more than all the jobs"),
        ("jobs", "jobs_total", "99999999999", "too large"),
        ("jobs", "jobs_total", "-1", "0 or more"),
        ("jobs", "groups", ["albastru"], "Choose one from the list."),
        ("jobs", "jobs_as_of", "31.02.2026", "a date that exists"),
        ("jobs", "jobs_as_of", "0001-01-01", "Check the year."),
        ("bank", "iban", "RO94AAAASES1100000000001", "not an IBAN"),
        ("addresses", "seat-postal_code", "12", "six digits"),
        ("addresses", "seat-sector", "", "Choose the sector."),
        ("addresses", "seat-county", "RO-XX", "Choose one from the list."),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field(
    client: Client, section: str, field: str, value: Any, message: str
) -> None:
    vendor = anas(client)

    answer = client.post(page(vendor, section), {**good(vendor, section), field: value})

    words = answer.content.decode()
    assert answer.status_code == 422
    assert message in words
    assert f'href="#id_{field}' in words


def test_what_was_typed_stays_in_a_refused_form(client: Client) -> None:
    vendor = anas(client)

    answer = client.post(page(vendor, "contact"), {**good(vendor, "contact"), "phone": "12"})

    words = answer.content.decode()
    assert 'value="ana@atelier.example"' in words
    assert 'value="12"' in words


def test_another_workplace_is_asked_for_in_full(client: Client) -> None:
    vendor = anas(client)
    typed = {name: value for name, value in good(vendor, "addresses").items() if name != "workplace_same"}

    answer = client.post(page(vendor, "addresses"), typed)

    assert answer.status_code == 422
    assert 'href="#id_workplace-street"' in answer.content.decode()
    assert vendor.addresses.get().county == "RO-IS"


def test_a_checked_ses_keeps_its_tax_number(client: Client) -> None:
    vendor = anas(client)

    shown = client.get(page(vendor, "identity")).content.decode()
    answer = client.post(page(vendor, "identity"), {**good(vendor, "identity"), "cui": "9900000010"})

    assert "looks at each change here" in shown
    assert answer.status_code == 422
    assert 'href="#id_cui"' in answer.content.decode()


def test_no_page_asks_for_a_person_or_a_number_of_a_group(client: Client) -> None:
    vendor = anas(client)

    answer = client.post(page(vendor, "jobs"), {**good(vendor, "jobs"), "groups_count": "3", "cnp": "1"})

    vendor.refresh_from_db()
    assert answer.status_code == 302
    assert vendor.groups == ["roma", "vmg"]


def test_the_rule_about_few_jobs_is_told(client: Client) -> None:
    words = client.get(page(anas(client), "jobs")).content.decode()

    assert "at least 5 of the jobs" in words
    assert "GDPR, article 9" in words


@pytest.mark.parametrize("section", ["bank", "identity", "jobs", "addresses"])
def test_who_looks_after_goods_changes_neither_money_nor_identity(client: Client, section: str) -> None:
    vendor = anas(client, Role.CATALOGUE)
    before = Vendor.objects.values().get(pk=vendor.pk)

    answer = client.post(page(vendor, section), good(vendor, section))

    assert answer.status_code == 403
    assert Vendor.objects.values().get(pk=vendor.pk) == before


def test_a_picture_is_kept_with_its_words_and_removed(client: Client) -> None:
    vendor = anas(client)
    pictures = page(vendor, "poze")

    client.post(pictures, {"file": a_picture(), "alt_ro": "Două mese de croit."})
    picture = vendor.pictures.get()
    shown = client.get(pictures).content.decode()
    client.post(f"{pictures}{picture.pk}/sterge/")

    assert 'alt="Două mese de croit."' in shown
    assert vendor.pictures.count() == 0


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ({"alt_ro": "Masă."}, "id_file"),
        ({"file": a_picture(), "alt_ro": ""}, "id_alt_ro"),
        ({"file": a_page_that_claims_to_be_pdf("poza.png"), "alt_ro": "Masă."}, "id_file"),
    ],
)
def test_a_picture_without_words_or_one_that_is_none_is_refused(
    client: Client, typed: dict[str, Any], target: str
) -> None:
    vendor = anas(client)
    for each in typed.values():
        if hasattr(each, "seek"):
            each.seek(0)

    answer = client.post(page(vendor, "poze"), typed)

    assert answer.status_code == 422
    assert f'href="#{target}"' in answer.content.decode()
    assert vendor.pictures.count() == 0


def test_a_new_logo_takes_the_place_of_the_old_one(client: Client) -> None:
    vendor = anas(client)

    for _ in range(2):
        client.post(f"{page(vendor, 'poze')}sigla/", {"file": a_picture()})

    assert vendor.pictures.get().is_logo


def test_days_closed_are_kept_changed_and_removed(client: Client) -> None:
    vendor = anas(client)
    closures = page(vendor, "inchis")

    client.post(closures, {"starts_on": "2026-12-24", "ends_on": "2027-01-06", "note_ro": "Ne odihnim."})
    closure = vendor.closures.get()
    client.post(f"{closures}{closure.pk}/", {"starts_on": "24.12.2026", "ends_on": ""})
    closure.refresh_from_db()
    client.post(f"{closures}{closure.pk}/sterge/")

    assert closure.ends_on is None
    assert vendor.closures.count() == 0


def test_days_that_end_before_they_begin_are_refused(client: Client) -> None:
    vendor = anas(client)

    answer = client.post(page(vendor, "inchis"), {"starts_on": "2026-12-24", "ends_on": "2026-12-23"})

    assert answer.status_code == 422
    assert 'href="#id_ends_on"' in answer.content.decode()
    assert vendor.closures.count() == 0


def test_vat_periods_do_not_overlap(client: Client) -> None:
    vendor = anas(client)
    vat = page(vendor, "tva")

    first = client.post(vat, {"starts_on": "2025-01-01"})
    second = client.post(vat, {"starts_on": TODAY.isoformat()})

    assert (first.status_code, second.status_code) == (302, 422)
    assert vendor.vat_periods.count() == 1
