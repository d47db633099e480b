"""The register at the desk: a file is compared, and what agrees is confirmed once."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from ses_vendors.badge.models import Attestation, RegisterImport
from ses_vendors.desk.groups import EDITOR, MONEY, VERIFIER
from tests.ses_vendors.badge.papers import a_verified
from tests.ses_vendors.desk.staff import ROOT, browser, colleague, text
from tests.ses_vendors.vendors.people import NOW, TODAY, a_vendor

pytestmark = pytest.mark.django_db

LIST = f"{ROOT}ses_badge/registerimport/"


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def carmen() -> User:
    """A verifier."""
    return colleague("carmen", VERIFIER)


def csv_of(*rows: Attestation, **changes: str) -> bytes:
    lines = ["CUI;Denumire;Tip;Seria;Numar;Data eliberarii;Valabil pana la"]
    for row in rows:
        until = changes.get("until", f"{row.valid_until:%d.%m.%Y}")
        lines.append(
            f"{row.vendor.cui};{row.vendor.legal_name};atestat;{row.series};{row.number};"
            f"{row.issued_on:%d.%m.%Y};{until}"
        )
    return "\n".join(lines).encode()


def upload(person: User, content: bytes, name: str = "registru.csv") -> Any:
    return browser(person).post(f"{LIST}add/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_file_is_compared_and_what_agrees_confirmed_once(carmen: User) -> None:
    row = a_verified(a_vendor())

    page = upload(carmen, csv_of(row))
    made = RegisterImport.objects.get()
    row.refresh_from_db()
    assert (page.status_code, made.applied_at, row.registry_checked_on) == (200, None, None)
    browser(carmen).post(f"{LIST}{made.pk}/act/confirm/")
    again = browser(carmen).post(f"{LIST}{made.pk}/act/confirm/")

    row.refresh_from_db()
    made.refresh_from_db()
    assert (row.registry_checked_on, made.applied_by, again.status_code) == (TODAY, carmen, 302)


def test_what_differs_is_shown_and_left_alone(carmen: User) -> None:
    row = a_verified(a_vendor())

    shown = text(upload(carmen, csv_of(row, until="01.01.2027")))
    browser(carmen).post(f"{LIST}{RegisterImport.objects.get().pk}/act/confirm/")

    row.refresh_from_db()
    assert "2027" in shown
    assert (row.registry_checked_on, row.valid_until.year) == (None, 2029)


@pytest.mark.parametrize(
    ("name", "content"),
    [("r.csv", b""), ("r.csv", b"\x00\x01\x02"), ("r.xlsx", b"PK\x03\x04 no zip"), ("r.pdf", b"%PDF-1.4")],
)
def test_what_is_no_register_is_refused_beside_the_field(carmen: User, name: str, content: bytes) -> None:
    refused = upload(carmen, content, name)

    assert (refused.status_code, RegisterImport.objects.count()) == (422, 0)
    assert "file" in refused.context["form"].errors


def test_nothing_uploaded_is_said(carmen: User) -> None:
    assert browser(carmen).post(f"{LIST}add/").status_code == 422


@pytest.mark.parametrize("group", [MONEY, EDITOR])
def test_other_groups_do_not_reach_the_register(group: str, carmen: User) -> None:
    upload(carmen, csv_of(a_verified(a_vendor())))
    made, mara = RegisterImport.objects.get(), browser(colleague("mara", group))

    answers = [
        mara.get(LIST),
        mara.get(f"{LIST}add/"),
        mara.get(f"{LIST}{made.pk}/change/"),
        mara.post(f"{LIST}{made.pk}/act/confirm/"),
    ]

    made.refresh_from_db()
    assert ([each.status_code for each in answers], made.applied_at) == ([403] * 4, None)
