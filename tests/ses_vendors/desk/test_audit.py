"""The audit log: who, for whom, what; written once, and silent where shoppers are."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from auditlog.models import LogEntry
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from ses_vendors.desk.audit import stamps
from ses_vendors.desk.groups import EDITOR, MONEY, VERIFIER
from ses_vendors.desk.trail import AuditTrailMiddleware
from ses_vendors.portal import history
from ses_vendors.vendors.models import Membership, Role, State, Vendor
from ses_vendors.vendors.services import acting, team
from tests.ses_vendors.badge.papers import a_draft
from tests.ses_vendors.desk.staff import ROOT, browser, colleague, text
from tests.ses_vendors.vendors.people import NOW, a_bare_vendor, a_member, a_vendor

pytestmark = pytest.mark.django_db

LOG = f"{ROOT}auditlog/logentry/"


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def of(vendor: Vendor) -> Any:
    return LogEntry.objects.filter(additional_data__vendor=vendor.pk).order_by("pk")


def test_an_act_at_the_desk_is_kept_with_its_actor() -> None:
    vendor, carmen = a_bare_vendor(state=State.APPLIED), colleague("carmen", VERIFIER)

    browser(carmen).post(f"{ROOT}ses_sellers/vendor/{vendor.pk}/act/applied-to-onboarding/")

    entry = of(vendor).last()
    assert (entry.actor, entry.changes["state"]) == (carmen, ["applied", "onboarding"])
    assert entry.additional_data == {"vendor": vendor.pk}
    assert (entry.remote_addr, entry.remote_port, entry.cid) == (None, None, None)


def test_what_is_done_in_a_sellers_name_is_linked_to_the_acting_session() -> None:
    vendor, carmen = a_vendor(), colleague("carmen", VERIFIER)
    session = acting.begin(vendor=vendor, operator=carmen, reason="A cerut.", now=NOW)

    browser(carmen).get(f"{ROOT}ses_sellers/vendor/{vendor.pk}/change/")
    seen: list[int | None] = []

    def change(request: HttpRequest) -> HttpResponse:
        vendor.phone = "+40700000009"
        vendor.save(update_fields=["phone"])
        seen.append(of(vendor).last().additional_data.get("acting"))
        return HttpResponse()

    request = RequestFactory().get("/en/atelier/x/")
    request.user = carmen
    AuditTrailMiddleware(change)(request)

    assert seen == [session.pk]
    assert of(vendor).last().actor == carmen


def test_secrets_are_left_out_or_hidden() -> None:
    vendor = a_vendor()
    vendor.iban = "RO49AAAASES1100000000099"
    vendor.save(update_fields=["iban"])
    team.invite(vendor=vendor, email="b@b.example", roles=[Role.OWNER], by=None, now=NOW)
    person = a_member(vendor)
    person.set_password("alta-parola-lunga-26")
    person.save()

    kept = " ".join(str(each.changes) for each in LogEntry.objects.all())

    assert "token_hash" not in kept
    assert "password" not in kept
    assert "RO49AAAASES1100000000099" not in kept
    assert "…0099" in kept


@pytest.mark.parametrize(
    "statement", ["UPDATE auditlog_logentry SET object_repr = 'x'", "DELETE FROM auditlog_logentry"]
)
def test_the_database_refuses_to_change_what_is_written(statement: str) -> None:
    a_vendor()
    before = LogEntry.objects.count()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert LogEntry.objects.count() == before > 0


def test_the_log_is_read_and_not_written_at_the_desk() -> None:
    entry = of(a_vendor()).first()
    carmen = browser(colleague("carmen", VERIFIER))

    shown = text(carmen.get(f"{LOG}{entry.pk}/change/"))
    answers = [
        carmen.post(f"{LOG}{entry.pk}/change/", {"object_repr": "x"}),
        carmen.post(f"{LOG}{entry.pk}/delete/", {"post": "yes"}),
        carmen.post(LOG, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}),
    ]

    assert "Atelierul Anei" in shown
    assert [each.status_code for each in answers[:2]] == [403, 403]
    assert LogEntry.objects.filter(pk=entry.pk, object_repr=entry.object_repr).exists()


@pytest.mark.parametrize("group", [MONEY, EDITOR])
def test_other_groups_do_not_read_the_log(group: str) -> None:
    assert browser(colleague("mara", group)).get(LOG).status_code == 403


def test_sign_ins_of_operators_are_kept() -> None:
    carmen, ana = colleague("carmen"), a_member(a_vendor())
    before = LogEntry.objects.count()

    for person in (carmen, ana):
        stamps.note_sign_in(sender=User, user=person)

    entries = LogEntry.objects.order_by("pk")[before:]
    assert [(each.actor, each.additional_data) for each in entries] == [(carmen, {"act": "signed in"})]


def test_a_shoppers_page_asks_nothing_for_the_log() -> None:
    request = RequestFactory().get("/produse/", headers={"X-Forwarded-Port": "9" * 40})
    asked: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        asked.append(request)
        return HttpResponse()

    with CaptureQueriesContext(connection) as captured:
        AuditTrailMiddleware(page)(request)

    assert (len(captured), len(asked)) == (0, 1)


def test_headers_that_anybody_writes_are_not_kept() -> None:
    vendor, carmen = a_bare_vendor(state=State.APPLIED), browser(colleague("carmen", VERIFIER))

    answer = carmen.post(
        f"{ROOT}ses_sellers/vendor/{vendor.pk}/act/applied-to-onboarding/",
        headers={
            "X-Forwarded-For": "no address",
            "X-Forwarded-Port": "9" * 40,
            "X-Correlation-Id": "y" * 999,
        },
    )

    assert (answer.status_code, of(vendor).last().remote_addr) == (302, None)


# --- What owners see ---


def test_owners_read_who_did_what_without_operators_addresses() -> None:
    vendor, carmen = a_vendor(), colleague("carmen", VERIFIER)
    ana = a_member(vendor)
    acting.begin(vendor=vendor, operator=carmen, reason="A cerut la telefon.", now=NOW)
    browser(carmen).post(
        f"{ROOT}ses_sellers/vendor/{vendor.pk}/act/approved-to-suspended/", {"reason": "Verificare."}
    )

    shown = text(browser(ana).get(f"/atelier/{vendor.slug}/istoric/"))

    assert "A cerut la telefon." in shown
    assert "Carmen Operator" in shown
    assert carmen.email not in shown


def test_others_find_no_history() -> None:
    vendor, other = a_vendor(), a_vendor()
    stranger, maker = a_member(other), a_member(vendor, [Role.CATALOGUE])
    path = f"/atelier/{vendor.slug}/istoric/"

    assert browser(stranger).get(path).status_code == 404
    assert browser(maker).get(path).status_code == 403


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "²", "%00", "1001"])
def test_pages_that_cannot_be_are_not_found(page: str) -> None:
    vendor = a_vendor()

    answer = browser(a_member(vendor)).get(f"/atelier/{vendor.slug}/istoric/?pagina={page}")

    assert answer.status_code == 404


def test_history_turns_its_pages() -> None:
    vendor = a_vendor()
    for number in range(history.PAGE + 5):
        vendor.phone = f"+407000{number:05}"
        vendor.save(update_fields=["phone"])

    first, second = history.lines(vendor), history.lines(vendor, first=history.PAGE)

    assert len(first) == history.PAGE + 1
    assert first[0].columns == ("telefon pentru cumpărători",) or len(first[0].columns) == 1
    assert len(second) >= 5


def test_history_keeps_what_is_gone() -> None:
    vendor, carmen = a_vendor(), colleague("carmen", VERIFIER)
    a_draft(vendor, by=carmen)
    ana, maker = a_member(vendor), a_member(vendor, [Role.CATALOGUE])
    team.remove(membership=Membership.objects.get(user=maker), by=ana, now=NOW)

    assert of(vendor).filter(action=LogEntry.Action.DELETE).count() == 1
    assert len(history.lines(vendor)) >= 4
