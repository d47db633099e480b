"""Mails about documents that end: to whom, when, once each, in both languages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from ses_vendors.badge import facts, jobs
from ses_vendors.badge.models import Attestation, AttestationChange, JobRun
from ses_vendors.badge.services import reminding
from tests.ses_vendors.badge.papers import a_verified, pair
from tests.ses_vendors.vendors.people import NOW, a_member, a_vendor

pytestmark = pytest.mark.django_db
OPERATOR = "contact@magazin.example"
LAST = date(2027, 1, 23)  # 60 days after NOW


@pytest.fixture
def document() -> Attestation:
    return a_verified(a_vendor(), issued_on=date(2022, 1, 24), valid_until=LAST)


def days_before(left: int) -> datetime:
    """Eight in the morning, so many days before the last good one."""
    return datetime(2027, 1, 23, 6, 0, tzinfo=NOW.tzinfo) - timedelta(days=left)


def thresholds() -> list[int]:
    notes = AttestationChange.objects.filter(act="reminded").order_by("pk")
    return [each["threshold"] for each in notes.values_list("facts", flat=True)]


def test_each_threshold_is_mailed_once_to_the_owners_and_to_the_operator(document: Attestation) -> None:
    ana = a_member(document.vendor)

    for left in (61, 60, 59, 31, 30, 8, 7, 6, 0, -1, -2, -40):
        reminding.remind(now=days_before(left))

    assert thresholds() == [60, 30, 7, -1]
    assert [each.to for each in mail.outbox] == [[ana.email], [OPERATOR]] * 4
    first, last = mail.outbox[0], mail.outbox[-1]
    assert "23.01.2027" in first.body
    assert first.body.count("* * *") == 1
    assert "more days, until 23.01.2027" in first.body
    assert "the last good day of a document" in last.body


def test_days_without_a_run_are_caught_up_with_one_mail(document: Attestation) -> None:
    assert reminding.remind(now=days_before(5)) == 1
    assert reminding.remind(now=days_before(5)) == 0

    assert thresholds() == [7]
    assert [each.to for each in mail.outbox] == [[document.vendor.email], [OPERATOR]]


def test_a_document_that_was_renewed_is_not_mailed_about(document: Attestation) -> None:
    a_verified(document.vendor, issued_on=date(2026, 12, 1), valid_until=date(2031, 11, 30))

    assert reminding.remind(now=days_before(30)) == 0
    assert mail.outbox == []


def test_a_mail_server_that_is_away_leaves_the_reminder_for_the_next_run(
    document: Attestation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", away)
        assert reminding.remind(now=days_before(30)) == 0
    assert thresholds() == []

    assert reminding.remind(now=days_before(29)) == 1


def test_a_reminder_changes_nothing_of_the_facts(document: Attestation) -> None:
    before = facts.standing_of(document.vendor)

    reminding.remind(now=days_before(30))

    document.refresh_from_db()
    assert facts.standing_of(document.vendor) == before
    assert facts.standing_at(document.vendor, days_before(0)) == before


def test_the_operator_gets_a_list_of_what_to_look_up(document: Attestation) -> None:
    by = pair()
    looked_up = a_verified(a_vendor(), by=by)
    Attestation.objects.filter(pk=looked_up.pk).update(
        registry_checked_on=date(2026, 11, 1), recheck_due_on=date(2027, 1, 30)
    )

    assert reminding.list_rechecks(now=NOW) == 1

    (letter,) = mail.outbox
    assert letter.to == [OPERATOR]
    assert document.vendor.cui in letter.body
    assert looked_up.vendor.cui not in letter.body


def test_nothing_to_look_up_is_no_mail() -> None:
    assert reminding.list_rechecks(now=NOW) == 0
    assert mail.outbox == []


def test_a_job_notes_when_it_ran_and_what_came_of_it() -> None:
    with jobs.recorded("proba", NOW) as outcome:
        outcome.said = "3 scrisori"
    with pytest.raises(ZeroDivisionError), jobs.recorded("alta", NOW):
        _ = 1 / 0

    good, bad = JobRun.objects.get(name="proba"), JobRun.objects.get(name="alta")
    assert (good.started_at, good.is_ok, good.said) == (NOW, True, "3 scrisori")
    assert (bad.is_ok, bad.said) == (False, "ZeroDivisionError: division by zero")
    assert bad.ended_at is not None
