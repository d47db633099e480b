"""Entering, checking and stopping documents: what is refused, who may, and the trail that stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given, settings, strategies
from hypothesis.extra.django import TestCase

from ses_vendors.badge import queries, states
from ses_vendors.badge.models import Attestation, AttestationChange, Kind, Status
from ses_vendors.badge.services import entering, reviewing
from ses_vendors.vendors.models import State
from tests.contract.parallel import together
from tests.ses_vendors.badge.papers import a_draft, a_submitted, a_verified, pair
from tests.ses_vendors.vendors.people import NOW, a_vendor, an_operator

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def trail(attestation: Attestation) -> list[tuple[str, str, str]]:
    """What was written down of a document, in order."""
    return [(each.act, each.from_status, each.to_status) for each in attestation.changes.all()]


def facts_now() -> tuple[Any, ...]:
    """All that a refusal must leave as it was."""
    return (list(Attestation.objects.values()), list(AttestationChange.objects.values()))


def test_a_document_is_entered_handed_in_verified_suspended_reinstated_and_withdrawn() -> None:
    (carmen, dan), vendor = pair(), a_vendor()
    moments = [NOW + timedelta(days=day) for day in range(6)]

    made = a_draft(vendor, by=carmen, now=moments[0])
    entering.submit(attestation=made, by=carmen, now=moments[1])
    reviewing.verify(attestation=made, registry_checked_on=date(2026, 11, 24), by=dan, now=moments[2])
    reviewing.suspend(attestation=made, reason="Lipsește raportul.", by=dan, now=moments[3])
    reviewing.reinstate(attestation=made, reason="Raportul a venit.", by=dan, now=moments[4])
    reviewing.withdraw(attestation=made, reason="Retras de agenție.", by=dan, now=moments[5])

    made.refresh_from_db()
    assert trail(made) == [
        ("entered", "", "draft"),
        ("status", "draft", "submitted"),
        ("status", "submitted", "verified"),
        ("status", "verified", "suspended"),
        ("status", "suspended", "verified"),
        ("status", "verified", "withdrawn"),
    ]
    assert [(each.by, each.at) for each in made.changes.all()] == [
        (carmen, moments[0]), (carmen, moments[1]), *((dan, moment) for moment in moments[2:])
    ]  # fmt: skip
    assert (made.verified_by, made.verified_at, made.stopped_at) == (dan, moments[4], moments[5])
    assert (made.registry_checked_on, made.recheck_due_on) == (date(2026, 11, 24), date(2027, 2, 22))
    assert made.changes.last().reason == "Retras de agenție."


def test_whoever_entered_a_document_may_not_verify_it_and_nothing_changes() -> None:
    carmen, dan = pair()
    made = a_submitted(a_vendor(), by=carmen)
    before = facts_now()

    with pytest.raises(reviewing.OwnWork):
        reviewing.verify(attestation=made, registry_checked_on=None, by=carmen, now=LATER)
    with pytest.raises(reviewing.OwnWork):
        reviewing.verify(attestation=made, registry_checked_on=None, by=None, now=LATER)

    assert facts_now() == before
    reviewing.verify(attestation=made, registry_checked_on=None, by=dan, now=LATER)


def test_whoever_typed_any_of_it_may_not_verify_it_either() -> None:
    carmen, dan = pair()
    made = a_draft(a_vendor(), by=carmen)
    changes = {"series": "B", "number": "7", "issuer": "AJOFM Iași"}
    dates = {"issued_on": date(2025, 1, 1), "valid_until": date(2029, 12, 31)}
    entering.edit(attestation=made, kind=Kind.ATTESTATION, **changes, **dates, by=dan, now=NOW)
    entering.submit(attestation=made, by=dan, now=NOW)

    for person in (carmen, dan):
        with pytest.raises(reviewing.OwnWork):
            reviewing.verify(attestation=made, registry_checked_on=None, by=person, now=LATER)


def test_a_document_that_nobody_is_known_to_have_entered_cannot_be_verified() -> None:
    made = a_submitted(a_vendor(), by=None)  # type: ignore[arg-type]

    with pytest.raises(reviewing.OwnWork):
        reviewing.verify(attestation=made, registry_checked_on=None, by=an_operator(), now=LATER)


def test_the_database_refuses_one_person_for_both_parts() -> None:
    carmen, _ = pair()
    made = a_submitted(a_vendor(), by=carmen)

    for entered_by in (carmen, None):
        with pytest.raises(IntegrityError, match="attestation_four_eyes"), transaction.atomic():
            Attestation.objects.filter(pk=made.pk).update(
                status=Status.VERIFIED, verified_at=NOW, verified_by=carmen, entered_by=entered_by
            )


def test_what_overlaps_is_refused_and_a_renewal_is_not() -> None:
    (carmen, dan), vendor = pair(), a_vendor()
    a_verified(vendor, by=(carmen, dan))
    before = facts_now()

    with pytest.raises(entering.Overlaps, match="11.03.2029"):
        a_draft(vendor, by=carmen, issued_on=date(2026, 1, 1), valid_until=date(2030, 12, 31))

    assert facts_now() == before
    renewal = a_verified(
        vendor, by=(carmen, dan), issued_on=date(2028, 12, 1), valid_until=date(2033, 11, 30)
    )
    assert renewal.status == Status.VERIFIED


def test_of_two_overlapping_drafts_one_can_be_handed_in() -> None:
    carmen, _ = pair()
    vendor = a_vendor()
    first, second = (a_draft(vendor, by=carmen) for _ in range(2))
    entering.submit(attestation=first, by=carmen, now=NOW)

    with pytest.raises(entering.Overlaps):
        entering.submit(attestation=second, by=carmen, now=NOW)

    second.refresh_from_db()
    assert second.status == Status.DRAFT


def test_another_sellers_document_and_a_withdrawn_one_are_in_nobodys_way() -> None:
    carmen, dan = pair()
    a_verified(a_vendor(), by=(carmen, dan))
    vendor = a_vendor()
    old = a_verified(vendor, by=(carmen, dan))
    reviewing.withdraw(attestation=old, reason="Retras.", by=dan, now=LATER)

    assert a_verified(vendor, by=(carmen, dan), now=LATER).status == Status.VERIFIED


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"valid_until": date(2024, 3, 11)}, entering.EndsBeforeIssue),
        ({"valid_until": date(9999, 12, 31)}, entering.NotEntered),
        ({"issued_on": date(1, 1, 1), "valid_until": date(1, 2, 1)}, entering.NotEntered),
        ({"kind": Kind.MARK}, entering.MarkNeedsAttestation),
        ({"kind": "other"}, entering.NotEntered),
        ({"number": "  \x00 "}, entering.NotEntered),
        ({"number": "9" * 21}, entering.NotEntered),
        ({"issuer": ""}, entering.NotEntered),
    ],
)
def test_what_cannot_be_right_is_refused(changes: dict[str, Any], error: type[Exception]) -> None:
    carmen, _ = pair()
    vendor = a_vendor()

    with pytest.raises(error):
        a_draft(vendor, by=carmen, **changes)

    assert not Attestation.objects.exists()


def test_a_mark_needs_an_attestation_that_holds_on_its_day_and_is_verified_first() -> None:
    (carmen, dan), vendor = pair(), a_vendor()
    foundation = a_submitted(vendor, by=carmen)
    days = {"issued_on": date(2024, 6, 3), "valid_until": date(2027, 6, 2)}

    with pytest.raises(entering.MarkNeedsAttestation):
        a_draft(vendor, Kind.MARK, by=carmen, issued_on=date(2024, 3, 11), valid_until=date(2027, 3, 10))
    mark = a_submitted(vendor, Kind.MARK, by=carmen, **days)
    with pytest.raises(entering.MarkNeedsAttestation):
        reviewing.verify(attestation=mark, registry_checked_on=None, by=dan, now=NOW)
    reviewing.verify(attestation=foundation, registry_checked_on=None, by=dan, now=NOW)

    verified = reviewing.verify(attestation=mark, registry_checked_on=None, by=dan, now=NOW)
    assert verified.status == Status.VERIFIED


@pytest.mark.parametrize("state", [State.CLOSED, State.REJECTED])
def test_nothing_of_a_closed_seller_is_entered_handed_in_or_verified(state: State) -> None:
    (carmen, dan), vendor = pair(), a_vendor()
    draft, handed_in = (
        a_draft(vendor, by=carmen),
        a_submitted(vendor, by=carmen, issued_on=date(2029, 3, 12), valid_until=date(2034, 3, 11)),
    )
    vendor.state = state
    vendor.save(update_fields=["state"])

    with pytest.raises(entering.VendorClosed):
        a_draft(vendor, by=carmen)
    with pytest.raises(entering.VendorClosed):
        entering.submit(attestation=draft, by=carmen, now=NOW)
    with pytest.raises(entering.VendorClosed):
        reviewing.verify(attestation=handed_in, registry_checked_on=None, by=dan, now=NOW)
    assert not AttestationChange.objects.filter(to_status=Status.VERIFIED).exists()


def test_the_same_document_is_handed_in_once_by_whomever() -> None:
    carmen, _ = pair()
    a_submitted(a_vendor(), by=carmen, number="77")

    with pytest.raises(entering.KnownDocument):
        a_draft(a_vendor(), by=carmen, number=" 77 ")


def test_sent_back_it_can_be_edited_and_a_reason_is_asked_for() -> None:
    carmen, dan = pair()
    made = a_submitted(a_vendor(), by=carmen)

    with pytest.raises(reviewing.ReasonMissing):
        reviewing.send_back(attestation=made, reason=" ", by=dan, now=LATER)
    with pytest.raises(entering.NotADraft):
        entering.edit(
            attestation=made, kind=made.kind, series="", number="1", issuer="x", issued_on=made.issued_on,
            valid_until=made.valid_until, by=carmen, now=LATER,
        )  # fmt: skip
    reviewing.send_back(attestation=made, reason="Numărul nu se vede.", by=dan, now=LATER)

    made.refresh_from_db()
    assert (made.status, made.changes.last().reason) == (Status.DRAFT, "Numărul nu se vede.")


def test_the_register_is_not_looked_at_tomorrow() -> None:
    carmen, dan = pair()
    made = a_submitted(a_vendor(), by=carmen)

    with pytest.raises(reviewing.DateAhead):
        reviewing.verify(attestation=made, registry_checked_on=date(2026, 11, 25), by=dan, now=NOW)


def test_history_keeps_its_order_when_clocks_differ() -> None:
    (carmen, dan), vendor = pair(), a_vendor()
    made = a_verified(vendor, by=(carmen, dan))

    reviewing.suspend(attestation=made, reason="Ceas.", by=dan, now=NOW - timedelta(minutes=5))

    made.refresh_from_db()
    assert made.stopped_at == NOW


def test_the_database_keeps_what_was_written() -> None:
    made = a_verified(a_vendor())

    for attempt in (
        lambda: AttestationChange.objects.update(reason="x"),
        lambda: AttestationChange.objects.filter(attestation=made)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            attempt()
    assert len(trail(made)) == 3


@pytest.mark.django_db(transaction=True)
def test_of_reviewers_who_verify_together_one_does() -> None:
    carmen, _ = pair()
    made = a_submitted(a_vendor(), by=carmen)
    reviewers = [an_operator(f"dan-{number}") for number in range(4)]

    def verify(person: int) -> str:
        try:
            reviewing.verify(attestation=made, registry_checked_on=None, by=reviewers[person], now=LATER)
        except states.WrongStatus:
            return "too late"
        return "verified"

    assert sorted(together(4, verify)) == ["too late"] * 3 + ["verified"]
    assert AttestationChange.objects.filter(to_status=Status.VERIFIED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_overlapping_drafts_handed_in_together_one_is() -> None:
    carmen, _ = pair()
    vendor = a_vendor()
    drafts = [a_draft(vendor, by=carmen) for _ in range(2)]

    def submit(which: int) -> str:
        try:
            entering.submit(attestation=drafts[which], by=carmen, now=LATER)
        except entering.Overlaps:
            return "overlaps"
        return "submitted"

    assert sorted(together(2, submit)) == ["overlaps", "submitted"]


STEPS = strategies.tuples(strategies.sampled_from(Status), strategies.booleans())


class TestRandomWalks(TestCase):
    """Whatever is tried, in whatever order."""

    @settings(max_examples=40, deadline=None)
    @given(
        strategies.lists(
            strategies.tuples(strategies.sampled_from(Status), strategies.booleans()), max_size=12
        )
    )
    def test_only_arrows_are_walked_each_leaves_one_change_and_the_chain_has_no_gap(
        self, steps: list[tuple[Status, bool]]
    ) -> None:
        (carmen, dan), vendor = pair(), a_vendor()
        made = a_draft(vendor, by=carmen)
        walked = 0

        for minute, (to, explained) in enumerate(steps, start=1):
            before = made.status
            moment = NOW + timedelta(minutes=minute)
            try:
                made = move(made, to, reason="Motiv." if explained else "", by=(carmen, dan), now=moment)
            except (states.WrongStatus, reviewing.ReasonMissing):
                made.refresh_from_db()
                assert made.status == before
            else:
                walked += 1
                assert to in states.MOVES[Status(before)]
                assert explained or not states.needs_reason(before, to)

        changes = list(made.changes.all())
        assert len(changes) == walked + 1
        assert [each.from_status for each in changes[1:]] == [each.to_status for each in changes[:-1]]
        assert changes[-1].to_status == made.status


def move(made: Attestation, to: Status, *, reason: str, by: Any, now: datetime) -> Attestation:
    """Take a document to a status by the verb that leads there."""
    carmen, dan = by
    if to == Status.SUBMITTED:
        return entering.submit(attestation=made, by=carmen, now=now)
    if to == Status.VERIFIED and made.status == Status.SUSPENDED:
        return reviewing.reinstate(attestation=made, reason=reason, by=dan, now=now)
    if to == Status.VERIFIED:
        return reviewing.verify(attestation=made, registry_checked_on=None, by=dan, now=now)
    verbs = {
        Status.DRAFT: reviewing.send_back,
        Status.REJECTED: reviewing.reject,
        Status.SUSPENDED: reviewing.suspend,
        Status.WITHDRAWN: reviewing.withdraw,
    }
    return verbs[to](attestation=made, reason=reason, by=dan, now=now)


def test_questions_of_the_desk() -> None:
    by, vendor, today = pair(), a_vendor(), date(2026, 11, 24)
    soon = a_verified(a_vendor(), by=by, issued_on=date(2022, 1, 20), valid_until=date(2027, 1, 19))
    a_verified(vendor, by=by, issued_on=date(2022, 1, 20), valid_until=date(2027, 1, 19))
    a_verified(vendor, by=by, issued_on=date(2026, 12, 1), valid_until=date(2031, 11, 30))
    over = a_verified(a_vendor(), by=by, issued_on=date(2021, 11, 24), valid_until=date(2026, 11, 23))
    waiting = a_submitted(a_vendor(), by=by[0])
    looked_up = Attestation.objects.filter(pk=soon.pk)

    assert list(queries.to_check()) == [waiting]
    assert list(queries.expiring(60, today=today)) == [soon]
    assert list(queries.expired(date(2026, 11, 1), today=today)) == [over]
    assert soon in queries.recheck_due(today)
    assert over not in queries.recheck_due(today)
    looked_up.update(recheck_due_on=date(2026, 11, 25))
    assert soon not in queries.recheck_due(today)
    assert queries.has_submitted(waiting.vendor, Kind.ATTESTATION)
    assert not queries.has_submitted(a_vendor(), Kind.ATTESTATION)


@pytest.mark.django_db(transaction=True)
def test_of_two_sellers_who_hand_in_one_document_together_one_does() -> None:
    carmen, _ = pair()
    drafts = [a_draft(a_vendor(), by=carmen, number="77") for _ in range(2)]

    def submit(which: int) -> str:
        try:
            entering.submit(attestation=drafts[which], by=carmen, now=LATER)
        except entering.KnownDocument:
            return "known"
        return "submitted"

    assert sorted(together(2, submit)) == ["known", "submitted"]
    assert Attestation.objects.filter(status=Status.SUBMITTED).count() == 1
