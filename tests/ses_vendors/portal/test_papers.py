"""Papers: handed in, looked at by their owners only, sent again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ses_vendors.vendors.models import DocumentState, Requirement, Role, Vendor, VendorDocument
from ses_vendors.vendors.services import papers
from tests.ses_vendors.portal.entering import an_account
from tests.ses_vendors.portal.inside import a_page_that_claims_to_be_pdf, a_picture, anas
from tests.ses_vendors.vendors.people import a_member, a_vendor, an_operator

pytestmark = pytest.mark.django_db
STATUTES = "acte-constitutive"


def page(vendor: Vendor) -> str:
    """The address of a SES's papers, in English."""
    return f"/en/atelier/{vendor.slug}/documente/"


def a_paper(vendor: Vendor) -> VendorDocument:
    """A paper that waits to be looked at."""
    return papers.hand_in(
        vendor=vendor,
        requirement=Requirement.objects.get(code=STATUTES),
        upload=a_picture("statut ș.png"),
        by=vendor.memberships.get().user,
        now=timezone.now(),
    )


def test_a_paper_is_handed_in(client: Client) -> None:
    vendor = anas(client)

    answer = client.post(page(vendor), {"requirement": STATUTES, "file": a_picture()})

    document = vendor.documents.get()
    assert (answer.status_code, answer["Location"]) == (302, page(vendor))
    assert (document.state, document.requirement.code) == (DocumentState.SUBMITTED, STATUTES)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "upload",
    [
        None,
        a_page_that_claims_to_be_pdf(),
        SimpleUploadedFile("gol.pdf", b"", "application/pdf"),
        SimpleUploadedFile("poza.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "image/png"),
    ],
    ids=["nothing", "a page", "an empty file", "a broken picture"],
)
def test_what_is_no_paper_is_refused_beside_its_field(client: Client, upload: Any) -> None:
    vendor = anas(client)
    if upload is not None:
        upload.seek(0)

    answer = client.post(page(vendor), {"requirement": STATUTES, **({"file": upload} if upload else {})})

    words = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{STATUTES}_file"' in words
    assert f'id="id_{STATUTES}_file_error"' in words
    assert vendor.documents.count() == 0


@pytest.mark.parametrize("code", ["", "nu-exista", "\x00", "x" * 500])
def test_a_paper_nobody_asks_for_is_not_found(client: Client, code: str) -> None:
    vendor = anas(client)

    assert client.post(page(vendor), {"requirement": code, "file": a_picture()}).status_code == 404
    assert vendor.documents.count() == 0


def test_what_was_sent_back_is_shown_with_the_note_and_sent_again(client: Client) -> None:
    vendor = anas(client)
    first = a_paper(vendor)
    papers.decide(
        document=first, accepted=False, note="Pagina 3 lipsește.", by=an_operator(), now=timezone.now()
    )

    shown = client.get(page(vendor)).content.decode()
    client.post(page(vendor), {"requirement": STATUTES, "file": a_picture("statut-2.png")})

    first.refresh_from_db()
    assert "Pagina 3 lipsește." in shown
    assert "Send again" in shown
    assert first.state == DocumentState.REPLACED
    assert "Earlier ones" in client.get(page(vendor)).content.decode()


def test_a_paper_is_given_out_as_a_file_and_never_as_a_page(client: Client) -> None:
    vendor = anas(client)
    document = a_paper(vendor)

    answer = client.get(f"{page(vendor)}{document.pk}/")

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert len(b"".join(answer.streaming_content)) == document.size  # type: ignore[attr-defined]


def test_a_paper_of_others_and_none_at_all_look_alike(client: Client) -> None:
    vendor = anas(client)
    other = a_vendor()
    a_member(other, user=an_account("bogdan@strada.example"))
    foreign = a_paper(other)

    answers = [
        client.get(f"{page(vendor)}{foreign.pk}/"),
        client.get(f"{page(vendor)}999999/"),
        client.get(f"{page(other)}{foreign.pk}/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


@pytest.mark.parametrize("role", [Role.CATALOGUE, Role.ORDERS, Role.MONEY])
def test_papers_are_for_owners(client: Client, role: Role) -> None:
    vendor = anas(client, role)
    document = a_paper(vendor)

    assert client.get(page(vendor)).status_code == 403
    assert client.get(f"{page(vendor)}{document.pk}/").status_code == 403
    assert client.post(page(vendor), {"requirement": STATUTES, "file": a_picture()}).status_code == 403
    assert vendor.documents.count() == 1


def test_a_file_that_is_gone_is_not_found(client: Client) -> None:
    vendor = anas(client)
    document = a_paper(vendor)
    document.file.storage.delete(str(document.file.name))

    assert client.get(f"{page(vendor)}{document.pk}/").status_code == 404
