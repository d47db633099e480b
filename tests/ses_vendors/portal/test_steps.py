"""The steps a SES takes by itself, each only from where it may, each asked once more."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ses_vendors.portal import steps
from ses_vendors.vendors.models import Requirement, RequirementKind, Role, State, StateChange, Vendor
from ses_vendors.vendors.services import acting
from tests.ses_vendors.portal.inside import anas
from tests.ses_vendors.vendors.people import a_bare_vendor, an_operator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _core_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ses_vendors.badge.tasks.tell_now", lambda _: None)


def page(vendor: Vendor, tail: str = "") -> str:
    """An address of a SES, in English."""
    return f"/en/atelier/{vendor.slug}/{tail}"


def ask_only_for_the_profile() -> None:
    """Leave out papers and attestation, which other tests hand in."""
    Requirement.objects.exclude(kind=RequirementKind.PROFILE).update(is_active=False)


@pytest.mark.parametrize("state", [State.APPLIED, State.ONBOARDING])
def test_what_is_complete_is_sent_for_review(client: Client, state: State) -> None:
    vendor = anas(client, state=state)
    ask_only_for_the_profile()

    shown = client.get(page(vendor)).content.decode()
    client.post(page(vendor, "trimite/"))

    vendor.refresh_from_db()
    assert "Send for review" in shown
    assert vendor.state == State.IN_REVIEW


def test_what_is_not_complete_is_not_sent_and_says_what_is_missing(client: Client) -> None:
    vendor = anas(client, state=State.ONBOARDING, opening_hours="")

    shown = client.get(page(vendor)).content.decode()
    answer = client.post(page(vendor, "trimite/"), follow=True)

    vendor.refresh_from_db()
    assert 'type="submit">Send for review' not in shown
    assert "Hours" in shown
    assert "Not sent: something on the list is still missing." in answer.content.decode()
    assert vendor.state == State.ONBOARDING


def test_only_owners_send(client: Client) -> None:
    vendor = anas(client, Role.CATALOGUE, state=State.ONBOARDING)
    ask_only_for_the_profile()

    answer = client.post(page(vendor, "trimite/"))

    vendor.refresh_from_db()
    assert (answer.status_code, vendor.state) == (403, State.ONBOARDING)


STEPS = [
    ("retrage-cererea/", State.APPLIED, State.REJECTED),
    ("retrage-cererea/", State.IN_REVIEW, State.REJECTED),
    ("din-nou/", State.REJECTED, State.ONBOARDING),
    ("pleaca/", State.APPROVED, State.LEAVING),
    ("pleaca/", State.SUSPENDED, State.LEAVING),
]


@pytest.mark.parametrize(("tail", "from_", "to"), STEPS)
def test_a_step_is_asked_and_then_taken(client: Client, tail: str, from_: State, to: State) -> None:
    vendor = anas(client, state=from_)

    asked = client.get(page(vendor, tail))
    unexplained = client.post(page(vendor, tail), {"reason": ""})
    answer = client.post(page(vendor, tail), {"reason": "Ne mutăm."})

    vendor.refresh_from_db()
    assert (asked.status_code, unexplained.status_code, answer.status_code) == (200, 422, 302)
    assert (vendor.state, vendor.state_reason) == (to, "Ne mutăm.")
    assert StateChange.objects.filter(vendor=vendor).last().by is not None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("tail", "state"),
    [
        ("retrage-cererea/", State.APPROVED),
        ("din-nou/", State.SUSPENDED),
        ("din-nou/", State.CLOSED),
        ("pleaca/", State.APPLIED),
        ("pleaca/", State.LEAVING),
        ("trimite/", State.SUSPENDED),
        ("trimite/", State.APPROVED),
    ],
)
def test_a_step_that_is_not_ones_own_changes_nothing(client: Client, tail: str, state: State) -> None:
    vendor = anas(client, state=state)

    answer = client.post(page(vendor, tail), {"reason": "Altfel."})

    vendor.refresh_from_db()
    assert (answer.status_code, vendor.state) == (302, state)


@pytest.mark.parametrize("step", [steps.withdraw, steps.apply_again, steps.leave])
def test_no_step_of_a_sess_own_ends_a_suspension(client: Client, step: Any) -> None:
    vendor = anas(client, state=State.LEAVING)

    with pytest.raises(steps.WrongMove):
        step(vendor=vendor, reason="Altfel.", by=vendor.memberships.get().user, now=timezone.now())

    vendor.refresh_from_db()
    assert vendor.state == State.LEAVING


def test_conditions_are_accepted_after_reading(client: Client) -> None:
    vendor = anas(client, terms_accepted_at=None)

    unread = client.post(page(vendor, "termeni/"))
    accepted = client.post(page(vendor, "termeni/"), {"read": "on"})

    vendor.refresh_from_db()
    assert (unread.status_code, accepted.status_code) == (422, 302)
    assert vendor.terms_accepted_at is not None


def test_an_operator_accepts_nothing_in_a_sess_name_and_sees_no_money(client: Client) -> None:
    vendor = anas(client, terms_accepted_at=None)
    carmen = an_operator()
    acting.begin(vendor=vendor, operator=carmen, reason="La telefon cu Ana.", now=timezone.now())
    client.force_login(carmen)

    shown = client.get(page(vendor))
    accepted = client.post(page(vendor, "termeni/"), {"read": "on"})

    vendor.refresh_from_db()
    words = shown.content.decode()
    assert "You act for Atelierul Anei." in words
    assert "La telefon cu Ana." in words
    assert (accepted.status_code, vendor.terms_accepted_at) == (403, None)
    assert client.get(page(vendor, "profil/bank/")).status_code == 403


def test_who_was_refused_is_told_that_another_has_the_number_by_now(client: Client) -> None:
    vendor = anas(client, state=State.REJECTED)
    a_bare_vendor(state=State.ONBOARDING, cui=vendor.cui)

    answer = client.post(page(vendor, "din-nou/"), {"reason": "Am completat actele."})

    vendor.refresh_from_db()
    assert (answer.status_code, vendor.state) == (422, State.REJECTED)
    assert "Another seller with this tax number is here by now." in answer.content.decode()
