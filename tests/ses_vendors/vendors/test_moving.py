"""The life of a SES: only legal moves, with reasons, in a chain that nobody can edit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from hypothesis import given, settings, strategies
from hypothesis.extra.django import TestCase

from ses_vendors.vendors import lifecycle
from ses_vendors.vendors.models import State, StateChange, Vendor
from ses_vendors.vendors.services import moving
from tests.ses_vendors.vendors.people import NOW, a_bare_vendor, a_vendor, an_operator

STEPS = strategies.lists(
    strategies.tuples(
        strategies.sampled_from(State), strategies.sampled_from(["", "  ", "Lipsește o pagină."])
    ),
    max_size=12,
)


class TestRandomWalks(TestCase):
    """Whatever is tried, in whatever order."""

    @settings(max_examples=60, deadline=None)
    @given(STEPS)
    def test_only_legal_moves_happen_and_the_chain_has_no_gap(self, steps: list[tuple[State, str]]) -> None:
        vendor = a_bare_vendor(state=State.APPLIED)
        made = 0

        for hour, (to, reason) in enumerate(steps, start=1):
            before = State(vendor.state)
            allowed = to in lifecycle.MOVES[before]
            explained = bool(reason.strip()) or (before, to) in lifecycle.PLAIN_MOVES
            try:
                moving.move(vendor=vendor, to=to, reason=reason, by=None, now=NOW + timedelta(hours=hour))
            except (moving.WrongMove, moving.ReasonMissing):
                assert not (allowed and explained)
                assert Vendor.objects.get(pk=vendor.pk).state == before
            else:
                made += 1
                assert allowed
                assert explained

        chain = list(vendor.state_changes.all())
        assert len(chain) == made + 1
        assert [c.to_state for c in chain[:-1]] == [c.from_state for c in chain[1:]]
        assert (chain[0].from_state, chain[-1].to_state) == ("", Vendor.objects.get(pk=vendor.pk).state)


def test_every_state_has_its_ways_and_closed_is_the_end() -> None:
    assert set(lifecycle.MOVES) == set(State)
    assert [state for state in State if not lifecycle.MOVES[state]] == [State.CLOSED]
    assert not any(lifecycle.may_move(state, state) for state in State)


@pytest.mark.django_db
def test_a_move_is_written_down_with_who_when_and_why() -> None:
    vendor, carmen = a_vendor(), an_operator()

    moving.move(vendor=vendor, to=State.SUSPENDED, reason=" Nu răspunde. ", by=carmen, now=NOW)

    change = vendor.state_changes.last()
    assert change is not None
    assert (change.from_state, change.to_state, change.reason) == ("approved", "suspended", "Nu răspunde.")
    assert (change.by, change.at) == (carmen, NOW)
    kept = Vendor.objects.get(pk=vendor.pk)
    assert (kept.state, kept.state_reason, kept.state_changed_at) == ("suspended", "Nu răspunde.", NOW)
    assert vendor.state == "suspended"


@pytest.mark.django_db
def test_a_stale_copy_does_not_move_it_from_where_it_was() -> None:
    vendor = a_vendor()
    stale = Vendor.objects.get(pk=vendor.pk)
    moving.move(vendor=vendor, to=State.LEAVING, reason="Pleacă.", by=None, now=NOW)

    with pytest.raises(moving.WrongMove):
        moving.move(vendor=stale, to=State.SUSPENDED, reason="Prea târziu.", by=None, now=NOW)

    assert Vendor.objects.get(pk=vendor.pk).state == State.LEAVING


def owes(vendor: Vendor) -> list[str]:
    """What keeps the SES of the next test."""
    return ["2 comenzi nelivrate."]


@pytest.mark.django_db
def test_it_does_not_close_while_there_are_orders_or_money(settings: Any) -> None:
    vendor = a_vendor(state=State.LEAVING)
    settings.LEAVING_CHECKS = (f"{__name__}.owes",)

    with pytest.raises(moving.HasOpenBusiness) as refused:
        moving.move(vendor=vendor, to=State.CLOSED, reason="Gata.", by=None, now=NOW)

    assert refused.value.what == ("2 comenzi nelivrate.",)
    assert Vendor.objects.get(pk=vendor.pk).state == State.LEAVING
    settings.LEAVING_CHECKS = ()
    moving.move(vendor=vendor, to=State.CLOSED, reason="Gata.", by=None, now=NOW)
    assert Vendor.objects.get(pk=vendor.pk).state == State.CLOSED


@pytest.mark.django_db
def test_the_database_refuses_to_change_or_delete_a_step() -> None:
    step = a_vendor().state_changes.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        StateChange.objects.filter(pk=step.pk).update(reason="Altceva.")
    with pytest.raises(DatabaseError), transaction.atomic():
        StateChange.objects.filter(pk=step.pk).delete()

    assert StateChange.objects.get(pk=step.pk).reason == ""


@pytest.mark.django_db
def test_a_seller_is_never_deleted() -> None:
    vendor = a_vendor()

    with pytest.raises(ProtectedError):
        vendor.delete()

    assert Vendor.objects.filter(pk=vendor.pk).exists()


@pytest.mark.django_db
def test_one_that_was_refused_does_not_come_back_while_another_has_its_number() -> None:
    refused = a_bare_vendor(state=State.REJECTED)
    other = a_bare_vendor(state=State.APPLIED, cui=refused.cui)

    with pytest.raises(moving.CuiTaken):
        moving.move(vendor=refused, to=State.ONBOARDING, reason="Iar.", by=None, now=NOW)

    refused.refresh_from_db()
    assert (refused.state, refused.state_changes.count()) == (State.REJECTED, 1)
    moving.move(vendor=other, to=State.REJECTED, reason="Nu e a lor.", by=None, now=NOW)
    moving.move(vendor=refused, to=State.ONBOARDING, reason="Iar.", by=None, now=NOW)
    assert refused.state == State.ONBOARDING


@pytest.mark.django_db
def test_the_database_itself_keeps_a_number_with_one_living_seller(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = a_bare_vendor(state=State.REJECTED)
    looked = iter([None, moving.CuiTaken("", code="cui_taken")])

    def check(cui: str, *, besides: int | None) -> None:
        if refusal := next(looked):
            raise refusal

    monkeypatch.setattr("ses_vendors.vendors.services.tax_numbers.check_free", check)
    a_bare_vendor(state=State.APPROVED, cui=refused.cui)

    with pytest.raises(moving.CuiTaken):
        moving.move(vendor=refused, to=State.ONBOARDING, reason="Iar.", by=None, now=NOW)
