"""Applications that nobody confirmed are turned down after two weeks, and their tax number is free again."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from ses_vendors.badge.models import JobRun
from ses_vendors.portal import tasks, unconfirmed
from ses_vendors.vendors.models import State, Vendor
from tests.ses_vendors.portal.entering import an_account
from tests.ses_vendors.vendors.people import NOW, a_bare_vendor, a_member

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def applied(email: str, *, is_verified: bool = False, state: State = State.APPLIED) -> Vendor:
    """A workshop of somebody who has, or has not, answered the letter."""
    vendor = a_bare_vendor(state=state)
    a_member(vendor, user=an_account(email, is_verified=is_verified))
    return vendor


def test_one_that_nobody_confirmed_is_rejected_after_fourteen_days_and_kept() -> None:
    vendor = applied("ana@atelier.example")

    early = unconfirmed.reject_all(now=NOW + 14 * DAY - timedelta(seconds=1))
    late = [unconfirmed.reject_all(now=NOW + 14 * DAY) for _ in range(2)]

    vendor.refresh_from_db()
    assert (early, late) == (0, [1, 0])
    assert (vendor.state, vendor.state_changed_at) == (State.REJECTED, NOW + 14 * DAY)
    change = vendor.state_changes.last()
    assert change is not None
    assert (change.from_state, change.by, change.reason) == ("applied", None, vendor.state_reason)
    assert vendor.state_reason


def test_one_that_is_confirmed_or_looked_at_waits_on() -> None:
    waiting = [
        applied("ana@atelier.example", is_verified=True),
        applied("ioana@atelier.example", state=State.ONBOARDING),
        a_bare_vendor(state=State.APPLIED),
    ]
    a_member(waiting[0], user=an_account("matei@atelier.example", is_verified=False))

    assert unconfirmed.reject_all(now=NOW + 99 * DAY) == 0
    assert {Vendor.objects.get(pk=each.pk).state for each in waiting} == {State.APPLIED, State.ONBOARDING}


def test_the_clock_notes_what_came_of_it() -> None:
    applied("ana@atelier.example")

    with time_machine.travel(NOW + 15 * DAY):
        tasks.reject_unconfirmed()

    run = JobRun.objects.get(name="portal.reject_unconfirmed")
    assert (run.is_ok, run.said) == (True, "1 rejected")
