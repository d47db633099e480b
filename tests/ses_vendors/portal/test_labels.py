"""Labels are printed by the SES's own people, for documents that hold, and never for anybody else's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from ses_vendors.badge.models import Attestation
from ses_vendors.badge.services import reviewing
from tests.ses_vendors.badge.papers import a_verified
from tests.ses_vendors.portal.inside import anas
from tests.ses_vendors.vendors.people import NOW, a_vendor

pytestmark = pytest.mark.django_db
SIZES = ("70x36", "99x38", "99x68", "55x90")


@pytest.fixture
def attestation(client: Client) -> Attestation:
    """Ana's attestation; she is signed in."""
    return a_verified(anas(client))


def path_of(attestation: Attestation, rest: str = "") -> str:
    return f"/en/atelier/{attestation.vendor.slug}/atestate/{attestation.code}/etichete/{rest}"


@pytest.mark.parametrize("size", SIZES)
def test_a_member_prints_each_sheet(client: Client, attestation: Attestation, size: str) -> None:
    answer = client.get(path_of(attestation, f"{size}.pdf"), {"product": "Șorț", "price": "129,50"})

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-1.7")
    assert answer["Content-Disposition"] == f'inline; filename="etichete-{size}.pdf"'


def test_the_form_leads_to_the_sheet(client: Client, attestation: Attestation) -> None:
    typed = {"size": "55x90", "product": "Șorț", "price": "1.5", "language": "en"}

    answer = client.get(path_of(attestation), typed)

    assert answer.status_code == 302
    assert (
        answer["Location"]
        == path_of(attestation, "55x90.pdf") + "?product=%C8%98or%C8%9B&price=1.5&language=en"
    )
    assert client.get(answer["Location"]).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("price", "mult"),
        ("price", "-1"),
        ("price", "1,234"),
        ("price", "NaN"),
        ("price", "1e9"),
        ("price", "9" * 400),
        ("product", "x" * 61),
        ("product", "Șorț 🧵"),
        ("language", "de"),
    ],
)
def test_what_cannot_be_printed_comes_back_beside_its_field(
    client: Client, attestation: Attestation, field: str, wrong: str
) -> None:
    typed = {"product": "Șorț", "price": "10", "language": "ro", field: wrong}

    page = client.get(path_of(attestation), {"size": "70x36", **typed})
    sheet = client.get(path_of(attestation, "70x36.pdf"), typed)

    assert page.status_code == 200
    assert f'id="id_{field}_error"' in page.content.decode()
    assert sheet.status_code == 302
    assert sheet["Location"].startswith(path_of(attestation) + "?")


def test_another_ses_and_an_unknown_code_are_the_same_not_found(
    client: Client, attestation: Attestation
) -> None:
    other = a_verified(a_vendor())
    own = attestation.vendor.slug

    for slug, code in (
        (other.vendor.slug, other.code),
        (other.vendor.slug, attestation.code),
        (own, other.code),
        (own, "AAAAAAAAAAAA"),
        ("nimeni", attestation.code),
    ):
        for rest in ("", "70x36.pdf"):
            assert client.get(f"/atelier/{slug}/atestate/{code}/etichete/{rest}").status_code == 404


def test_a_stranger_is_asked_to_sign_in(attestation: Attestation) -> None:
    answer = Client().get(path_of(attestation, "70x36.pdf"))

    assert answer.status_code == 302
    assert "/atelier/cont/" in answer["Location"]


def test_nothing_is_printed_for_a_document_that_does_not_hold(
    client: Client, attestation: Attestation
) -> None:
    reviewing.suspend(attestation=attestation, reason="Se verifică.", by=None, now=NOW)

    page = client.get(path_of(attestation))

    assert "carries no badge today" in page.content.decode()
    assert "<form class" not in page.content.decode()
    assert client.get(path_of(attestation, "70x36.pdf")).status_code == 404


def test_nothing_is_printed_after_the_last_day(client: Client, attestation: Attestation) -> None:
    path = path_of(attestation, "70x36.pdf")

    with time_machine.travel(datetime(2029, 3, 11, 22, 0, tzinfo=UTC), tick=False):
        client.force_login(attestation.vendor.memberships.get().user)
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("size", ["1x1", "70x36x", "..", "%00"])
def test_an_unknown_size_is_not_found(client: Client, attestation: Attestation, size: str) -> None:
    assert client.get(path_of(attestation, f"{size}.pdf")).status_code == 404
