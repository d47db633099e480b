"""Facts as they are, and as they were at any moment: rebuilt from what was written down."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies
from hypothesis.extra.django import TestCase

from kernel.badge import Level, Origin, judge
from ses_vendors.badge import facts, states
from ses_vendors.badge.models import Attestation, Kind, Status
from ses_vendors.badge.services import entering, reviewing
from ses_vendors.vendors.lifecycle import WrongMove
from ses_vendors.vendors.models import State, Vendor
from ses_vendors.vendors.services import moving
from tests.ses_vendors.badge.papers import a_draft, a_verified, pair
from tests.ses_vendors.badge.test_reviewing import move
from tests.ses_vendors.vendors.people import NOW, a_vendor

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHICH = strategies.integers(0, 2)
STEPS = strategies.lists(
    strategies.one_of(
        strategies.tuples(strategies.just("document"), WHICH, strategies.sampled_from(Status)),
        strategies.tuples(strategies.just("register"), WHICH, strategies.none()),
        strategies.tuples(strategies.just("seller"), strategies.just(0), strategies.sampled_from(State)),
    ),
    max_size=14,
)


class TestRandomHistories(TestCase):
    """Whatever happens to a SES and its documents."""

    @settings(max_examples=60, deadline=None)
    @given(STEPS)
    def test_the_past_is_what_was_said_then(self, steps: list[tuple[str, int, Any]]) -> None:
        by, vendor = pair(), a_vendor()
        documents = [
            a_verified(vendor, by=by),
            a_draft(vendor, by=by[0], issued_on=date(2029, 1, 1), valid_until=date(2033, 12, 31)),
            a_draft(vendor, Kind.SHELTERED, by=by[0]),
        ]
        said = [(NOW, facts.standing_of(vendor))]

        for number, step in enumerate(steps, start=1):
            moment = NOW + HOUR * number
            act(vendor, documents, step, by=by, now=moment)
            vendor.refresh_from_db()
            said.append((moment, facts.standing_of(vendor)))

        for moment, standing in said:
            assert facts.standing_at(vendor, moment) == standing
            assert facts.standing_at(vendor, moment + HOUR / 2) == standing
        assert facts.standings([vendor.pk]) == {vendor.pk: said[-1][1]}


def act(vendor: Vendor, documents: list[Attestation], step: Any, *, by: Any, now: datetime) -> None:
    """Try something; what is refused leaves no trace."""
    what, which, to = step
    try:
        if what == "seller":
            moving.move(vendor=vendor, to=to, reason="Motiv.", by=by[1], now=now)
        elif what == "register":
            reviewing.check_register(
                attestation=documents[which], looked_on=date(2026, 11, 1), by=by[1], now=now
            )
        else:
            documents[which] = move(documents[which], to, reason="Motiv.", by=by, now=now)
    except (WrongMove, states.WrongStatus, entering.NotEntered):
        documents[which].refresh_from_db()


def test_a_suspended_seller_stops_every_document_at_that_moment_and_no_longer() -> None:
    by, vendor = pair(), a_vendor()
    a_verified(vendor, by=by)
    moving.move(vendor=vendor, to=State.SUSPENDED, reason="Verificare.", by=by[1], now=NOW + HOUR)
    stopped = facts.standing_of(vendor)
    moving.move(vendor=vendor, to=State.APPROVED, reason="În regulă.", by=by[1], now=NOW + 2 * HOUR)
    again = facts.standing_of(vendor)

    def level(standing: Any, moment: datetime) -> Level:
        return judge(origin=Origin.OWN, standing=standing, now=moment).level

    assert [each.stopped_at for each in stopped.documents] == [NOW + HOUR]
    assert level(stopped, NOW + HOUR - timedelta(microseconds=1)) is Level.ATTESTED
    assert level(stopped, NOW + HOUR) is Level.NONE
    assert level(again, NOW + 2 * HOUR) is Level.ATTESTED
    assert level(facts.standing_at(vendor, NOW + HOUR), NOW + HOUR) is Level.NONE


def test_many_sellers_cost_as_many_queries_as_one(django_assert_num_queries: Any) -> None:
    by = pair()
    vendors = [a_vendor() for _ in range(3)]
    for vendor in vendors:
        a_verified(vendor, by=by)

    with django_assert_num_queries(2):
        found = facts.standings([each.pk for each in vendors])

    assert [len(found[each.pk].documents) for each in vendors] == [1, 1, 1]


def test_drafts_and_what_waits_are_no_facts() -> None:
    by, vendor = pair(), a_vendor()
    draft = a_draft(vendor, by=by[0])
    entering.submit(attestation=draft, by=by[0], now=NOW)

    assert facts.standing_of(vendor).documents == ()
    assert facts.standing_at(vendor, NOW + HOUR).documents == ()
