"""Sellers at the desk: moved by buttons with reasons, invited, looked at, and acted for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from config.celery import app as celery_app
from ses_vendors.desk.groups import EDITOR, MONEY, VERIFIER
from ses_vendors.vendors.models import ActingSession, Invitation, Requirement, State, StateChange, Vendor
from ses_vendors.vendors.services import acting, profile
from tests.ses_vendors.desk.staff import ROOT, browser, colleague, text
from tests.ses_vendors.signing_in import PeopleClient
from tests.ses_vendors.vendors.people import NOW, a_bare_vendor, a_cui, a_member, a_vendor

pytestmark = pytest.mark.django_db

LIST = f"{ROOT}ses_sellers/vendor/"


@pytest.fixture(autouse=True)
def _now() -> Any:
    celery_app.conf.task_always_eager = True
    with time_machine.travel(NOW, tick=False):
        yield
    celery_app.conf.task_always_eager = False


@pytest.fixture
def carmen() -> PeopleClient:
    """A verifier's browser."""
    return browser(colleague("carmen", VERIFIER))


def act(vendor: Vendor, code: str) -> str:
    return f"{LIST}{vendor.pk}/act/{code}/"


def test_an_application_is_taken_on_by_one_button(carmen: PeopleClient) -> None:
    vendor = a_bare_vendor(state=State.APPLIED)

    page = text(carmen.get(f"{LIST}{vendor.pk}/change/"))
    asked = carmen.get(act(vendor, "applied-to-onboarding"))
    vendor.refresh_from_db()
    assert (asked.status_code, vendor.state) == (200, State.APPLIED)
    answer = carmen.post(act(vendor, "applied-to-onboarding"))

    vendor.refresh_from_db()
    assert act(vendor, "applied-to-onboarding") in page
    assert (answer.status_code, vendor.state) == (302, State.ONBOARDING)
    change = StateChange.objects.filter(vendor=vendor).last()
    assert change is not None
    assert (change.to_state, change.by.first_name) == (State.ONBOARDING, "Carmen")  # type: ignore[union-attr]


def test_sending_back_needs_a_reason(carmen: PeopleClient) -> None:
    vendor = a_bare_vendor(state=State.IN_REVIEW)

    refused = carmen.post(act(vendor, "in-review-to-onboarding"), {"reason": "  "})
    vendor.refresh_from_db()
    assert (refused.status_code, vendor.state) == (422, State.IN_REVIEW)
    carmen.post(act(vendor, "in-review-to-onboarding"), {"reason": "Lipsește sediul."})

    vendor.refresh_from_db()
    assert (vendor.state, vendor.state_reason) == (State.ONBOARDING, "Lipsește sediul.")


def test_nobody_is_approved_before_all_that_is_required_is_there(carmen: PeopleClient) -> None:
    Requirement.objects.all().delete()
    Requirement.objects.create(code="t", kind="terms", title_ro="Termenii", title_en="Terms")
    vendor = a_vendor(state=State.IN_REVIEW, terms_accepted_at=None)

    refused = carmen.post(act(vendor, "in-review-to-approved"))
    vendor.refresh_from_db()
    assert (refused.status_code, vendor.state) == (422, State.IN_REVIEW)
    assert "Termenii" in text(refused)
    Vendor.objects.filter(pk=vendor.pk).update(terms_accepted_at=NOW)
    carmen.post(act(vendor, "in-review-to-approved"))

    vendor.refresh_from_db()
    assert vendor.state == State.APPROVED


def test_a_way_that_does_not_fit_changes_nothing(carmen: PeopleClient) -> None:
    vendor = a_vendor()

    late = carmen.post(act(vendor, "applied-to-onboarding"), follow=True)
    unknown = carmen.post(act(vendor, "approved-to-heaven"))

    vendor.refresh_from_db()
    assert (vendor.state, late.status_code, unknown.status_code) == (State.APPROVED, 200, 404)


def test_who_has_open_business_does_not_close(carmen: PeopleClient, settings: Any) -> None:
    settings.LEAVING_CHECKS = ("tests.ses_vendors.desk.test_sellers.two_orders",)
    vendor = a_vendor(state=State.LEAVING)

    refused = carmen.post(act(vendor, "leaving-to-closed"), {"reason": "A plecat."})

    vendor.refresh_from_db()
    assert (refused.status_code, vendor.state) == (422, State.LEAVING)
    assert "two orders" in text(refused)


def two_orders(vendor: Vendor) -> list[str]:
    return ["two orders"]


@pytest.mark.parametrize("group", [MONEY, EDITOR])
def test_other_groups_neither_see_nor_move_sellers(group: str) -> None:
    vendor = a_bare_vendor(state=State.APPLIED)
    mara = browser(colleague("mara", group))

    answers = [
        mara.get(LIST),
        mara.get(f"{LIST}{vendor.pk}/change/"),
        mara.get(f"{LIST}add/"),
        mara.post(f"{LIST}add/", {}),
        mara.get(act(vendor, "applied-to-onboarding")),
        mara.post(act(vendor, "applied-to-onboarding")),
        mara.post(act(vendor, "act-for"), {"reason": "Curiozitate."}),
    ]

    vendor.refresh_from_db()
    assert [each.status_code for each in answers] == [403] * 7
    assert (vendor.state, ActingSession.objects.count()) == (State.APPLIED, 0)


def test_members_of_a_seller_do_not_reach_the_desk() -> None:
    vendor = a_vendor()
    ana = browser(a_member(vendor))

    answers = [ana.get(ROOT), ana.get(LIST), ana.post(act(vendor, "approved-to-suspended"), {"reason": "x"})]

    vendor.refresh_from_db()
    assert {each.status_code for each in answers} <= {302, 403, 404}
    assert vendor.state == State.APPROVED


def test_a_button_without_its_token_does_nothing() -> None:
    vendor = a_bare_vendor(state=State.APPLIED)
    strict = PeopleClient(enforce_csrf_checks=True)
    strict.force_login(colleague("carmen", VERIFIER))

    refused = strict.post(act(vendor, "applied-to-onboarding"))

    vendor.refresh_from_db()
    assert (refused.status_code, vendor.state) == (403, State.APPLIED)


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30, "x", "-1", "1%00", "%2e%2e", "1'--"])
def test_hostile_ids_find_nothing(carmen: PeopleClient, pk: str) -> None:
    paths = ("change/", "act/applied-to-onboarding/", "history/", "delete/")

    answers = [carmen.get(f"{LIST}{pk}/{path}") for path in paths]

    assert {each.status_code for each in answers} <= {302, 403, 404}


def test_an_invited_seller_is_there_and_its_owner_gets_a_link(
    carmen: PeopleClient, django_capture_on_commit_callbacks: Any
) -> None:
    cui = a_cui()
    typed = {
        "trade_name": "Lumina",
        "legal_name": "Lumina DEMO",
        "legal_form": "ASOC",
        "cui": cui,
        "email": "Ana@Lumina.example",
    }

    with django_capture_on_commit_callbacks(execute=True):
        answer = carmen.post(f"{LIST}add/", typed)

    made = Vendor.objects.get(cui=cui)
    assert answer["Location"] == f"{LIST}{made.pk}/change/"
    assert (made.state, made.memberships.count()) == (State.ONBOARDING, 0)
    invitation = Invitation.objects.get(vendor=made)
    assert (invitation.email, invitation.is_owner) == ("ana@lumina.example", True)
    assert mail.outbox[0].to == ["ana@lumina.example"]
    assert "/atelier/invitatie/" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"cui": "12345678"}, "cui"), ({"email": "nu"}, "email"), ({"trade_name": "\x00"}, "trade_name")],
)
def test_an_invitation_that_cannot_be_right_makes_nothing(
    carmen: PeopleClient, changes: dict[str, str], said: str
) -> None:
    typed = {
        "trade_name": "L",
        "legal_name": "L",
        "legal_form": "ASOC",
        "cui": a_cui(),
        "email": "a@l.example",
    }

    refused = carmen.post(f"{LIST}add/", {**typed, **changes})

    assert (refused.status_code, Vendor.objects.count()) == (422, 0)
    assert said in refused.context["form"].errors


def test_a_taken_tax_number_is_said_beside_the_field(carmen: PeopleClient) -> None:
    kept = a_vendor()
    typed = {
        "trade_name": "L",
        "legal_name": "L",
        "legal_form": "ASOC",
        "cui": kept.cui,
        "email": "a@l.example",
    }

    refused = carmen.post(f"{LIST}add/", typed)

    assert (refused.status_code, Vendor.objects.count()) == (422, 1)
    assert "cui" in refused.context["form"].errors


def test_acting_for_a_seller_needs_a_reason_is_told_and_ends(
    django_capture_on_commit_callbacks: Any,
) -> None:
    vendor, person = a_vendor(), colleague("carmen", VERIFIER)
    ana, carmen = a_member(vendor), browser(person)

    refused = carmen.post(act(vendor, "act-for"), {"reason": ""})
    assert (refused.status_code, ActingSession.objects.count()) == (422, 0)
    with django_capture_on_commit_callbacks(execute=True):
        carmen.post(act(vendor, "act-for"), {"reason": "A cerut la telefon."})

    assert acting.current(person, NOW).vendor == vendor  # type: ignore[union-attr]
    assert [(each.to, "A cerut la telefon." in each.body) for each in mail.outbox] == [([ana.email], True)]
    assert "A cerut la telefon." in text(carmen.get(ROOT))
    assert carmen.get(f"{ROOT}acting/end/").status_code == 405
    carmen.post(f"{ROOT}acting/end/")
    assert acting.current(person, NOW) is None


def test_lists_are_searched_and_narrowed(carmen: PeopleClient) -> None:
    iasi, other = a_vendor(trade_name="Unu"), a_bare_vendor(trade_name="Doi")

    def found(query: str) -> list[str]:
        return [row.trade_name for row in carmen.get(f"{LIST}?{query}").context["cl"].result_list]

    assert found(f"q={other.cui}") == ["Doi"]
    assert found("county=RO-IS") == ["Unu"]
    assert found("region=nord-est") == ["Unu"]
    assert found("document=none") == ["Doi", "Unu"]
    assert found("health=lacks_attestation") == ["Unu"]
    assert found("region=atlantida&health=%00&document=x") == []
    assert iasi.cui in text(carmen.get(f"{LIST}{iasi.pk}/change/"))


def test_a_rejected_one_stays_while_another_has_its_number(carmen: PeopleClient) -> None:
    vendor = a_bare_vendor(state=State.REJECTED)
    a_bare_vendor(state=State.IN_REVIEW, cui=vendor.cui)

    answer = carmen.post(act(vendor, "rejected-to-onboarding"), {"reason": "Au scris."})

    vendor.refresh_from_db()
    assert (answer.status_code, vendor.state) == (422, State.REJECTED)


def test_a_changed_identity_waits_until_somebody_has_looked(carmen: PeopleClient) -> None:
    vendor = a_vendor()
    values = {"iban": "RO49AAAA1B31007593840000"}
    profile.update(vendor=vendor, section="bank", values=values, by=None, now=NOW - timedelta(hours=1))

    home, listed = text(carmen.get(ROOT)), text(carmen.get(f"{LIST}?identity=changed"))
    answer = carmen.post(act(vendor, "identity-looked-at"))

    vendor.refresh_from_db()
    assert "identity=changed" in home
    assert f"{LIST}{vendor.pk}/change/" in listed
    assert (answer.status_code, vendor.identity_checked_at) == (302, NOW)
    assert f"{LIST}{vendor.pk}/change/" not in text(carmen.get(f"{LIST}?identity=changed"))
    assert act(vendor, "identity-looked-at") not in text(carmen.get(f"{LIST}{vendor.pk}/change/"))
