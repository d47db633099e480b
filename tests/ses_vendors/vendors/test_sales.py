"""What is told of a SES's selling: its state, its closures, the operator's leave; at once and by night."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from engine.catalog.models import Page
from kernel import selling
from kernel.badge import Standing
from kernel.selling import Closure, Sales, StopKind, judge
from ses_vendors.badge import acts, core, mirror, tasks
from ses_vendors.badge import facts as badge_facts
from ses_vendors.portal import publishing
from ses_vendors.vendors import sales
from ses_vendors.vendors.models import State, Vendor
from ses_vendors.vendors.services import closures
from ses_vendors.vendors.services import selling as leave
from tests.ses_vendors.badge.core import Stall, a_stall
from tests.ses_vendors.badge.papers import a_verified, pair
from tests.ses_vendors.vendors.people import NOW, a_vendor

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def vendor(db: None) -> Vendor:
    return a_vendor()


@pytest.fixture
def stall(vendor: Vendor, monkeypatch: pytest.MonkeyPatch) -> Stall:
    made = a_stall(vendor)
    monkeypatch.setattr(core, "client", lambda: made.client)
    monkeypatch.setattr(tasks, "_enqueue", lambda *_: None)
    return made


def told() -> Sales | None:
    """What the page at the core carries."""
    return selling.read(Page.objects.get(slug="atelier").metadata.get(selling.PAGE_KEY))


def state(standing: Standing, at: datetime) -> selling.State:
    return judge(told(), standing, now=at).state


# --- The facts ---


@pytest.mark.parametrize(
    ("state_", "kind"),
    [
        (State.APPROVED, None),
        (State.SUSPENDED, StopKind.SUSPENDED),
        (State.LEAVING, StopKind.LEAVING),
        (State.CLOSED, StopKind.CLOSED),
    ],
)
def test_a_state_in_which_nothing_is_sold_is_a_stop_since_then(state_: State, kind: StopKind | None) -> None:
    found = sales.facts_of(a_vendor(state=state_), now=NOW)

    assert (found.stop_kind, found.stopped_at) == (kind, NOW if kind else None)


def test_closures_come_along_but_not_those_that_are_over(vendor: Vendor) -> None:
    vendor.closures.create(starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 23))
    vendor.closures.create(starts_on=date(2026, 12, 1), note_ro="Inventar.")

    assert sales.facts_of(vendor, now=NOW).closures[1] == Closure(date(2026, 12, 1), None, "Inventar.", "")
    assert sales.written(vendor, now=NOW) == (
        '{"closures":[{"from":"2026-12-01","note_ro":"Inventar."}],"pause_after_days":30}'
    )


def test_the_operator_lets_it_sell_without_an_attestation_for_a_reason(vendor: Vendor) -> None:
    (carmen, _) = pair()

    with pytest.raises(leave.ReasonMissing):
        leave.allow_unattested(vendor=vendor, reason=" \x00 ", by=carmen, now=NOW)
    assert sales.facts_of(vendor, now=NOW).pause_after_days == 30

    leave.allow_unattested(vendor=vendor, reason="Reînnoirea e depusă.", by=carmen, now=NOW)
    assert sales.facts_of(Vendor.objects.get(pk=vendor.pk), now=NOW).pause_after_days is None
    assert vendor.unattested_reason == "Reînnoirea e depusă."

    leave.forbid_unattested(vendor=vendor, by=carmen, now=NOW)
    kept = Vendor.objects.get(pk=vendor.pk)
    assert (kept.may_sell_unattested, kept.unattested_reason) == (False, "")


def test_the_database_asks_for_the_reason_too(vendor: Vendor) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Vendor.objects.filter(pk=vendor.pk).update(may_sell_unattested=True)


# --- At the core ---


def test_a_suspension_of_the_seller_or_its_attestation_is_there_at_once(
    stall: Stall, vendor: Vendor, django_capture_on_commit_callbacks: Any
) -> None:
    by = pair()
    document = a_verified(vendor, by=by)
    mirror.everything(stall.client, now=NOW)
    assert state(badge_facts.standing_of(vendor), NOW) is selling.State.OPEN

    with django_capture_on_commit_callbacks(execute=True):
        acts.move(vendor=vendor, to=State.SUSPENDED, reason="Motiv.", by=by[1], now=NOW + HOUR)
    assert state(Standing(), NOW + HOUR) is selling.State.STOPPED
    with django_capture_on_commit_callbacks(execute=True):
        acts.move(vendor=vendor, to=State.APPROVED, reason="Motiv.", by=by[1], now=NOW + 2 * HOUR)
    assert state(badge_facts.standing_of(vendor), NOW + 2 * HOUR) is selling.State.OPEN

    with django_capture_on_commit_callbacks(execute=True):
        acts.suspend(attestation=document, reason="Motiv.", by=by[1], now=NOW + 3 * HOUR)
    assert state(badge_facts.standing_of(vendor), NOW + 3 * HOUR) is selling.State.STOPPED


def test_a_closure_is_there_at_once_and_gone_at_once(
    stall: Stall, vendor: Vendor, django_capture_on_commit_callbacks: Any
) -> None:
    with time_machine.travel(NOW, tick=False), django_capture_on_commit_callbacks(execute=True):
        made = closures.put(
            vendor=vendor, starts_on=date(2026, 11, 24), ends_on=None, note_ro="Inventar.", by=None, now=NOW
        )
        publishing.tell(vendor=vendor, now=NOW)
    assert told() == Sales(closures=(Closure(date(2026, 11, 24), None, "Inventar."),))

    with time_machine.travel(NOW, tick=False), django_capture_on_commit_callbacks(execute=True):
        closures.remove(closure=made, by=None, now=NOW)
        publishing.tell(vendor=vendor, now=NOW)
    assert told() == Sales()


def test_the_nightly_round_repairs_what_drifted_and_then_writes_nothing(stall: Stall, vendor: Vendor) -> None:
    vendor.closures.create(starts_on=date(2026, 12, 1))
    mirror.everything(stall.client, now=NOW)
    stall.client.set_metadata(object_id=stall.page_id, values={selling.PAGE_KEY: "?"})

    first, second = (mirror.everything(stall.client, now=NOW) for _ in range(2))

    assert (first.pages_written, second.pages_written) == (1, 0)
    assert told() == Sales(closures=(Closure(date(2026, 12, 1)),))
