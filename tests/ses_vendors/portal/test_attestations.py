"""Attestations: typed from paper, the usual end filled in, handed in with a scan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from ses_vendors.badge import acts
from ses_vendors.badge.models import Attestation, Status
from ses_vendors.portal.forms.attestation import usual_end
from ses_vendors.vendors.models import Vendor
from tests.ses_vendors.portal.inside import a_page_that_claims_to_be_pdf, a_picture, anas
from tests.ses_vendors.vendors.people import NOW, an_operator

pytestmark = pytest.mark.django_db


def page(vendor: Vendor) -> str:
    """The address of a SES's attestations, in English."""
    return f"/en/atelier/{vendor.slug}/atestate/"


def typed(**changes: Any) -> dict[str, Any]:
    """What stands on Ana's paper."""
    return {
        "kind": "atestat",
        "series": "DEMO",
        "number": "000123",
        "issuer": "AJOFM Iași",
        "issued_on": "2024-03-12",
        "valid_until": "2029-03-11",
        "scan": a_picture("atestat.png"),
        **changes,
    }


def entered(client: Client, vendor: Vendor, **changes: Any) -> Attestation:
    """A draft."""
    answer = client.post(f"{page(vendor)}nou/", typed(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return Attestation.objects.latest("pk")


def test_a_paper_is_kept_as_a_draft(client: Client) -> None:
    vendor = anas(client)

    kept = entered(client, vendor)

    assert (kept.status, kept.issuer, kept.valid_until) == (Status.DRAFT, "AJOFM Iași", date(2029, 3, 11))
    assert kept.scan is not None
    assert kept.scan.requirement is None


@pytest.mark.parametrize(
    ("kind", "issued_on", "end"),
    [
        ("atestat", date(2024, 3, 12), date(2029, 3, 11)),
        ("marca", date(2024, 3, 12), date(2027, 3, 11)),
        ("atestat", date(2024, 2, 29), date(2029, 2, 27)),
        ("atestat", date(2024, 3, 1), date(2029, 2, 28)),
        ("upa", date(2024, 3, 12), None),
    ],
)
def test_the_usual_end_is_a_day_before_the_anniversary(kind: str, issued_on: date, end: date | None) -> None:
    assert usual_end(kind, issued_on) == end


def test_an_end_left_empty_is_filled_in_and_shown_once_more(client: Client) -> None:
    vendor = anas(client)

    answer = client.post(f"{page(vendor)}nou/", typed(valid_until=""))

    words = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="2029-03-11"' in words
    assert "Compare it with the paper" in words
    assert Attestation.objects.count() == vendor.documents.count() == 0


def test_a_kind_without_a_usual_end_asks_for_it(client: Client) -> None:
    vendor = anas(client)

    answer = client.post(
        f"{page(vendor)}nou/", typed(kind="upa", issuer="other", issuer_other="ANPDPD", valid_until="")
    )

    assert answer.status_code == 422
    assert 'href="#id_valid_until"' in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "target"),
    [
        ({"kind": "", "number": ""}, "id_kind"),
        ({"kind": "aur"}, "id_kind"),
        ({"number": ""}, "id_number"),
        ({"series": "x" * 13}, "id_series"),
        ({"issuer": "AJOFM Atlantida"}, "id_issuer"),
        ({"issuer": "other", "issuer_other": "Primăria"}, "id_issuer"),
        ({"kind": "upa", "issuer": "other"}, "id_issuer_other"),
        ({"issued_on": "30.02.2024"}, "id_issued_on"),
        ({"issued_on": "9999-12-31"}, "id_issued_on"),
        ({"valid_until": "2024-03-11"}, "id_valid_until"),
        ({"kind": "marca", "valid_until": "2027-03-11"}, "id_kind"),
        ({"scan": a_page_that_claims_to_be_pdf()}, "id_scan"),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field(
    client: Client, changes: dict[str, Any], target: str
) -> None:
    vendor = anas(client)
    if "scan" in changes:
        changes["scan"].seek(0)

    answer = client.post(f"{page(vendor)}nou/", typed(**changes))

    assert answer.status_code == 422
    assert f'href="#{target}"' in answer.content.decode()
    assert Attestation.objects.count() == vendor.documents.count() == 0


@pytest.mark.parametrize("name", ["kind", "series", "number", "issuer", "issued_on", "valid_until"])
def test_hostile_words_are_no_fault_of_ours(client: Client, name: str) -> None:
    vendor = anas(client)

    answer = client.post(f"{page(vendor)}nou/", typed(**{name: "\x00<script>alert(1)</script>" * 90}))

    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content


def test_a_draft_is_typed_anew_and_keeps_its_scan(client: Client) -> None:
    vendor = anas(client)
    kept = entered(client, vendor)

    client.post(f"{page(vendor)}{kept.pk}/scrie/", {**typed(number="000124"), "scan": ""})

    scan = kept.scan_id
    kept.refresh_from_db()
    assert (kept.number, kept.scan_id) == ("000124", scan)


def test_without_a_scan_nothing_is_handed_in(client: Client) -> None:
    vendor = anas(client)
    kept = entered(client, vendor, scan="")

    answer = client.post(f"{page(vendor)}{kept.pk}/preda/")

    kept.refresh_from_db()
    assert answer["Location"] == f"{page(vendor)}{kept.pk}/scrie/"
    assert kept.status == Status.DRAFT


def test_what_was_handed_in_is_changed_no_more(client: Client) -> None:
    vendor = anas(client)
    kept = entered(client, vendor)

    client.post(f"{page(vendor)}{kept.pk}/preda/")
    again = client.post(f"{page(vendor)}{kept.pk}/preda/")

    kept.refresh_from_db()
    assert kept.status == Status.SUBMITTED
    assert again.status_code == 302
    assert client.get(f"{page(vendor)}{kept.pk}/scrie/").status_code == 404


@time_machine.travel(NOW, tick=False)
def test_a_verified_one_tells_its_days_and_leads_to_its_proof(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("ses_vendors.badge.tasks.tell_now", lambda _: None)
    vendor = anas(client)
    kept = entered(client, vendor, issued_on="2022-01-10", valid_until="2027-01-09")
    acts.submit(attestation=kept, by=vendor.memberships.get().user, now=NOW)
    acts.verify(attestation=kept, registry_checked_on=NOW.date(), by=an_operator(), now=NOW)

    listed = client.get(page(vendor)).content.decode()
    first_page = client.get(f"/en/atelier/{vendor.slug}/").content.decode()

    assert "Good until 9 January 2027: 46 more days." in " ".join(listed.split())
    assert f"/insigna/{kept.code}/" in listed
    assert "until 9 January 2027, 46 more days." in " ".join(first_page.split())


def test_a_document_that_was_sent_back_shows_why(client: Client) -> None:
    vendor = anas(client)
    kept = entered(client, vendor)
    acts.submit(attestation=kept, by=vendor.memberships.get().user, now=NOW)
    acts.send_back(attestation=kept, reason="Numărul nu se vede.", by=an_operator(), now=NOW)

    shown = client.get(f"{page(vendor)}{kept.pk}/").content.decode()

    assert "Numărul nu se vede." in shown
    assert "It is as on the paper: hand it in" in shown


def test_somebody_elses_document_looks_like_none(client: Client) -> None:
    vendor = anas(client)
    kept = entered(client, vendor)
    other = anas(client, email="bogdan@strada.example")

    for tail in ("", "scrie/"):
        assert client.get(f"{page(other)}{kept.pk}/{tail}").status_code == 404
    assert client.post(f"{page(other)}{kept.pk}/preda/").status_code == 404
    kept.refresh_from_db()
    assert kept.status == Status.DRAFT
