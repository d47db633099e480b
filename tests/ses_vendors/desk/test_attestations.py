"""Attestations at the desk: entered by one, verified by another, stopped with a reason."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail

from config.celery import app as celery_app
from ses_vendors.badge.models import Attestation, AttestationChange, Kind, Status
from ses_vendors.badge.services import reviewing
from ses_vendors.desk.groups import EDITOR, MONEY, VERIFIER
from ses_vendors.vendors.models import State, Vendor
from tests.ses_vendors.badge.papers import a_draft, a_submitted, a_verified
from tests.ses_vendors.desk.staff import ROOT, browser, colleague, text
from tests.ses_vendors.vendors.people import NOW, TODAY, a_member, a_vendor

pytestmark = pytest.mark.django_db

LIST = f"{ROOT}ses_badge/attestation/"


@pytest.fixture(autouse=True)
def _now() -> Any:
    celery_app.conf.task_always_eager = True
    with time_machine.travel(NOW, tick=False):
        yield
    celery_app.conf.task_always_eager = False


@pytest.fixture
def carmen() -> User:
    """A verifier."""
    return colleague("carmen", VERIFIER)


@pytest.fixture
def dan() -> User:
    """Another one."""
    return colleague("dan", VERIFIER)


def act(row: Attestation, code: str) -> str:
    return f"{LIST}{row.pk}/act/{code}/"


def typed(**changes: str) -> dict[str, str]:
    return {
        "kind": "atestat",
        "series": "DEMO",
        "number": "000777",
        "issuer": "AJOFM Iași",
        "decision_no": "",
        "issued_on": "12.03.2024",
        "valid_until": "11.03.2029",
        "scan": "",
        **changes,
    }


def add(person: User, vendor: Vendor, **changes: str) -> Any:
    return browser(person).post(f"{LIST}add/?vendor={vendor.pk}", typed(**changes))


def test_one_enters_and_another_verifies(carmen: User, dan: User) -> None:
    vendor = a_vendor()

    add(carmen, vendor)
    row = Attestation.objects.get()
    assert (row.status, row.entered_by) == (Status.DRAFT, carmen)
    browser(carmen).post(act(row, "submit"))
    shown = text(browser(dan).get(f"{LIST}{row.pk}/change/"))
    assert act(row, "verify") in shown
    browser(dan).post(act(row, "verify"), {"registry_checked_on": "24.11.2026"})

    row.refresh_from_db()
    assert (row.status, row.verified_by, row.registry_checked_on) == (Status.VERIFIED, dan, TODAY)


def test_nobody_verifies_what_they_entered(carmen: User) -> None:
    row = a_submitted(a_vendor(), by=carmen)

    shown = text(browser(carmen).get(f"{LIST}{row.pk}/change/"))
    asked = browser(carmen).get(act(row, "verify"))
    refused = browser(carmen).post(act(row, "verify"), {"registry_checked_on": "24.11.2026"})

    row.refresh_from_db()
    assert act(row, "verify") not in shown
    assert "patru ochi" in shown or "four eyes" in shown
    assert (asked.status_code, refused.status_code) == (403, 403)
    assert (row.status, row.verified_by) == (Status.SUBMITTED, None)


def test_nobody_verifies_what_they_edited(carmen: User, dan: User) -> None:
    row = a_draft(a_vendor(), by=carmen)
    browser(dan).post(f"{LIST}{row.pk}/edit/", typed(number="000778"))
    browser(carmen).post(act(row, "submit"))

    answers = [
        browser(each).post(act(row, "verify"), {"registry_checked_on": "24.11.2026"})
        for each in (carmen, dan)
    ]

    row.refresh_from_db()
    assert [each.status_code for each in answers] == [403, 403]
    assert (row.status, row.number) == (Status.SUBMITTED, "000778")


def test_a_superuser_does_not_verify_own_work_either() -> None:
    root = colleague("root", VERIFIER)
    root.is_superuser = True
    root.save()
    row = a_submitted(a_vendor(), by=root)

    refused = browser(root).post(act(row, "verify"), {"registry_checked_on": "24.11.2026"})

    row.refresh_from_db()
    assert (refused.status_code, row.status) == (403, Status.SUBMITTED)


def test_verifying_needs_a_day_that_has_come(carmen: User, dan: User) -> None:
    row = a_submitted(a_vendor(), by=carmen)

    for day in ("", "25.11.2026", "31.02.2026", "9999999999", "\x00"):
        refused = browser(dan).post(act(row, "verify"), {"registry_checked_on": day})
        assert refused.status_code == 422, day

    row.refresh_from_db()
    assert row.status == Status.SUBMITTED


@pytest.mark.parametrize(
    ("code", "status"),
    [("send-back", Status.DRAFT), ("reject", Status.REJECTED)],
)
def test_a_document_is_turned_down_with_a_reason_and_its_owner_told(
    carmen: User, dan: User, code: str, status: Status, django_capture_on_commit_callbacks: Any
) -> None:
    vendor = a_vendor()
    ana = a_member(vendor)
    row = a_submitted(vendor, by=carmen)

    refused = browser(dan).post(act(row, code), {"reason": ""})
    with django_capture_on_commit_callbacks(execute=True):
        browser(dan).post(act(row, code), {"reason": "Seria nu se citește."})

    row.refresh_from_db()
    assert (refused.status_code, row.status) == (422, status)
    assert [(each.to, "Seria nu se citește." in each.body) for each in mail.outbox] == [([ana.email], True)]


def test_a_verified_document_is_suspended_let_stand_again_and_withdrawn(dan: User) -> None:
    row = a_verified(a_vendor())
    statuses = []

    for code in ("suspend", "reinstate", "withdraw", "reinstate"):
        browser(dan).post(act(row, code), {"reason": "Scrisoare de la agenție."})
        row.refresh_from_db()
        statuses.append(row.status)

    assert statuses == [Status.SUSPENDED, Status.VERIFIED, Status.WITHDRAWN, Status.WITHDRAWN]


def test_looking_into_the_register_is_noted(dan: User) -> None:
    row = a_verified(a_vendor())

    browser(dan).post(act(row, "register"), {"registry_checked_on": "20.11.2026"})

    row.refresh_from_db()
    assert f"{row.registry_checked_on:%d.%m.%Y}" == "20.11.2026"
    assert AttestationChange.objects.filter(attestation=row, act="register", by=dan).count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"valid_until": "11.03.2024"}, "valid_until"),
        ({"kind": "marca"}, "kind"),
        ({"kind": "premiu"}, "kind"),
        ({"number": ""}, "number"),
        ({"issued_on": "30.02.2024"}, "issued_on"),
        ({"scan": "99999999999999999999"}, "scan"),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field(
    carmen: User, changes: dict[str, str], field: str
) -> None:
    refused = add(carmen, a_vendor(), **changes)

    assert (refused.status_code, Attestation.objects.count()) == (422, 0)
    assert field in refused.context["form"].errors
    assert refused.context["form"]["series"].value() == "DEMO"


def test_two_documents_of_one_kind_do_not_run_at_once(carmen: User) -> None:
    vendor = a_vendor()
    a_verified(vendor)

    refused = add(carmen, vendor, issued_on="01.01.2025", valid_until="31.12.2028")

    assert (refused.status_code, Attestation.objects.count()) == (422, 1)
    assert "issued_on" in refused.context["form"].errors


def test_a_closed_seller_has_nothing_entered(carmen: User) -> None:
    refused = add(carmen, a_vendor(state=State.CLOSED))

    assert (refused.status_code, Attestation.objects.count()) == (422, 0)


def test_only_drafts_are_edited(carmen: User) -> None:
    row = a_submitted(a_vendor(), by=carmen)

    answer = browser(carmen).post(f"{LIST}{row.pk}/edit/", typed(number="000999"))

    row.refresh_from_db()
    assert (answer.status_code, row.status) == (302, Status.SUBMITTED)
    assert row.number != "000999"


@pytest.mark.parametrize("group", [MONEY, EDITOR])
def test_other_groups_reach_no_attestation(group: str, carmen: User) -> None:
    row, mara = a_submitted(a_vendor(), by=carmen), browser(colleague("mara", group))

    answers = [
        mara.get(LIST),
        mara.get(f"{LIST}{row.pk}/change/"),
        mara.get(f"{LIST}add/?vendor={row.vendor_id}"),
        mara.post(f"{LIST}{row.pk}/edit/", typed()),
        mara.post(act(row, "verify"), {"registry_checked_on": "24.11.2026"}),
        mara.post(act(row, "reject"), {"reason": "x"}),
    ]

    row.refresh_from_db()
    assert [each.status_code for each in answers] == [403] * 6
    assert row.status == Status.SUBMITTED


def test_agencies_are_suggested_to_the_field(carmen: User) -> None:
    page = text(browser(carmen).get(f"{LIST}add/?vendor={a_vendor().pk}"))

    assert 'list="id_issuer_list"' in page
    assert '<datalist id="id_issuer_list"> <option value="AJOFM Alba">' in page


@pytest.mark.parametrize("vendor", ["", "0", "x", "-1", "9" * 40, "%00", "1 OR 1", "²"])
def test_hostile_sellers_are_not_entered_for(carmen: User, vendor: str) -> None:
    answer = browser(carmen).get(f"{LIST}add/?vendor={vendor}")

    assert answer.status_code in (302, 404)


def test_the_list_is_narrowed_by_eyes_end_and_register(carmen: User, dan: User) -> None:
    waiting = a_submitted(a_vendor(), by=carmen)
    kept = a_verified(a_vendor())
    reviewing.check_register(attestation=kept, looked_on=TODAY, by=dan, now=NOW)
    page = browser(dan)

    def found(query: str) -> list[Attestation]:
        return list(page.get(f"{LIST}?{query}").context["cl"].result_list)

    assert found("eyes=mine") == [waiting]
    assert found("eyes=others") == []
    assert found("recheck=due") == []
    assert found("ends=7&eyes=nobody&recheck=%00") == []
    assert len(found("ends=sometime")) == 2
    assert kept.kind == Kind.ATTESTATION
