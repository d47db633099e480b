"""Papers at the desk: accepted, sent back with a note, downloaded and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from auditlog.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from ses_vendors.desk.groups import EDITOR, MONEY, VERIFIER
from ses_vendors.vendors.models import DocumentState, Requirement, VendorDocument
from tests.ses_vendors.desk.staff import ROOT, browser, colleague
from tests.ses_vendors.vendors.people import NOW, a_member, a_vendor

pytestmark = pytest.mark.django_db

LIST = f"{ROOT}ses_sellers/vendordocument/"
PDF = b"%PDF-1.4 demo"


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def carmen() -> User:
    """A verifier."""
    return colleague("carmen", VERIFIER)


def a_paper(**changes: Any) -> VendorDocument:
    vendor = a_vendor()
    made = VendorDocument(
        vendor=vendor,
        original_name="statut.pdf",
        media_type="application/pdf",
        size=len(PDF),
        sha256="0" * 64,
        uploaded_by=a_member(vendor),
        uploaded_at=NOW,
        **changes,
    )
    made.file.save("statut.pdf", ContentFile(PDF), save=False)
    made.save()
    return made


def test_a_paper_is_accepted_by_one_button(carmen: User) -> None:
    paper = a_paper()

    browser(carmen).post(f"{LIST}{paper.pk}/act/accept/")

    paper.refresh_from_db()
    assert (paper.state, paper.decided_by) == (DocumentState.ACCEPTED, carmen)


def test_a_paper_is_sent_back_with_a_note_only(carmen: User) -> None:
    paper = a_paper()

    refused = browser(carmen).post(f"{LIST}{paper.pk}/act/send-back/", {"note": " "})
    paper.refresh_from_db()
    assert (refused.status_code, paper.state) == (422, DocumentState.SUBMITTED)
    browser(carmen).post(f"{LIST}{paper.pk}/act/send-back/", {"note": "Lipsește pagina 2."})

    paper.refresh_from_db()
    assert (paper.state, paper.note) == (DocumentState.RETURNED, "Lipsește pagina 2.")


def test_what_is_decided_stays(carmen: User) -> None:
    paper = a_paper(state=DocumentState.ACCEPTED)

    browser(carmen).post(f"{LIST}{paper.pk}/act/send-back/", {"note": "Totuși nu."})

    paper.refresh_from_db()
    assert paper.state == DocumentState.ACCEPTED


@pytest.mark.parametrize(("door", "disposition"), [("file", "attachment"), ("look", "inline")])
def test_a_file_leaves_sandboxed_and_written_down(carmen: User, door: str, disposition: str) -> None:
    paper = a_paper()

    answer: Any = browser(carmen).get(f"{LIST}{paper.pk}/{door}/")

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)
    assert answer["Content-Disposition"] == f'{disposition}; filename="statut.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert "no-store" in answer["Cache-Control"]
    entry = LogEntry.objects.get(action=LogEntry.Action.ACCESS, object_pk=str(paper.pk))
    assert (entry.actor, entry.additional_data) == (carmen, {"vendor": paper.vendor_id})


def test_a_type_that_browsers_run_is_always_a_download(carmen: User) -> None:
    paper = a_paper()
    VendorDocument.objects.filter(pk=paper.pk).update(media_type="text/html")

    answer = browser(carmen).get(f"{LIST}{paper.pk}/look/")

    assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_gone_is_not_found(carmen: User) -> None:
    paper = a_paper()
    paper.file.storage.delete(paper.file.name)

    assert browser(carmen).get(f"{LIST}{paper.pk}/file/").status_code == 404


@pytest.mark.parametrize("group", [MONEY, EDITOR])
def test_other_groups_reach_no_paper(group: str) -> None:
    paper, mara = a_paper(), browser(colleague("mara", group))

    answers = [
        mara.get(LIST),
        mara.get(f"{LIST}{paper.pk}/change/"),
        mara.get(f"{LIST}{paper.pk}/file/"),
        mara.get(f"{LIST}{paper.pk}/look/"),
        mara.post(f"{LIST}{paper.pk}/act/accept/"),
    ]

    paper.refresh_from_db()
    assert [each.status_code for each in answers] == [403] * 5
    assert paper.state == DocumentState.SUBMITTED


@pytest.mark.parametrize("pk", ["0", "9" * 30, "x", "-1"])
def test_unknown_files_are_not_found(carmen: User, pk: str) -> None:
    answers = [browser(carmen).get(f"{LIST}{pk}/{door}/") for door in ("file", "look", "act/accept")]

    assert {each.status_code for each in answers} <= {302, 404}


def test_a_line_of_the_checklist_names_what_it_is_about() -> None:
    elena = browser(colleague("elena", EDITOR))
    typed = {
        "code": "casa",
        "kind": "profile",
        "section": "roof",
        "title_ro": "R",
        "title_en": "E",
        "position": "1",
    }

    refused = elena.post(f"{ROOT}ses_sellers/requirement/add/", typed)
    assert "section" in refused.context["adminform"].form.errors
    elena.post(f"{ROOT}ses_sellers/requirement/add/", {**typed, "section": "bank"})

    assert Requirement.objects.get(code="casa").section == "bank"
