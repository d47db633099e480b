"""A SES's team, seen by its owner, by a member, and by somebody who has no business there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import get_resolver, reverse
from django.utils import timezone

from ses_vendors.vendors.models import Invitation, Membership, Role
from ses_vendors.vendors.services import acting, team
from tests.ses_vendors.portal.entering import PASSWORD, an_account, letters, link_in, try_password
from tests.ses_vendors.signing_in import PeopleClient
from tests.ses_vendors.vendors.people import a_member, a_vendor, an_operator

pytestmark = pytest.mark.django_db
NEWCOMER = "matei@atelier.example"


@pytest.fixture
def ana(client: PeopleClient) -> Any:
    """Ana, who owns a workshop, signed in."""
    user = an_account()
    user.vendor = a_vendor()  # type: ignore[attr-defined]
    a_member(user.vendor, user=user)
    client.force_login(user)
    return user


def at(vendor: Any, *path: Any) -> str:
    return f"/atelier/{vendor.slug}/echipa/" + "".join(f"{each}/" for each in path)


def test_an_owner_invites_and_the_letter_has_the_link(client: PeopleClient, ana: Any) -> None:
    with_roles = {"email": NEWCOMER, "roles": ["catalogue", "orders"]}

    answer = _committed(client, at(ana.vendor, "invita"), with_roles)

    assert answer.url == at(ana.vendor)
    offered = Invitation.objects.get()
    assert (offered.email, offered.roles) == (NEWCOMER, {Role.CATALOGUE, Role.ORDERS})
    assert letters()[0].to == [NEWCOMER]
    assert NEWCOMER in client.get(at(ana.vendor)).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"email": "fara-adresa", "roles": ["catalogue"]},
        {"email": NEWCOMER},
        {"email": NEWCOMER, "roles": ["king"]},
        {"email": "a\x00b@c.example", "roles": ["catalogue"]},
        {"email": "ana@atelier.example", "roles": ["catalogue"]},
    ],
)
def test_a_bad_invitation_keeps_what_was_typed(client: PeopleClient, ana: Any, typed: Any) -> None:
    answer = client.post(at(ana.vendor, "invita"), typed)

    assert answer.status_code == 422
    assert b'role="alert"' in answer.content
    assert Invitation.objects.count() == 0


def test_a_newcomer_opens_an_account_and_is_in(client: PeopleClient, ana: Any) -> None:
    path = _invite(ana, NEWCOMER, Role.CATALOGUE)
    matei = Client()

    page = matei.get(path)
    refused = matei.post(path, {"name": "Matei Pop", "password": "12345678"})
    entered = matei.post(path, {"name": "Matei Pop", "password": PASSWORD})

    assert page.status_code == 200
    assert refused.status_code == 422
    assert entered.url == f"/atelier/{ana.vendor.slug}/"
    member = Membership.objects.get(user__email=NEWCOMER)
    assert (member.roles, member.user.first_name) == ({Role.CATALOGUE}, "Matei")
    assert matei.get(entered.url).status_code == 200


def test_somebody_with_an_account_signs_in_and_accepts(client: PeopleClient, ana: Any) -> None:
    an_account(NEWCOMER)
    path = _invite(ana, NEWCOMER, Role.ORDERS)
    matei = Client()

    page = matei.get(path).content.decode()
    matei.post("/atelier/cont/intra/", {"login": NEWCOMER, "password": PASSWORD, "next": path})
    accepted = matei.post(path)

    assert "/atelier/cont/intra/?next=" in page
    assert accepted.url == f"/atelier/{ana.vendor.slug}/"
    assert Membership.objects.get(user__email=NEWCOMER).roles == {Role.ORDERS}


def test_the_wrong_person_is_told_and_gets_nothing(client: PeopleClient, ana: Any) -> None:
    bogdan = an_account("bogdan@atelier.example")
    path = _invite(ana, NEWCOMER, Role.ORDERS)
    other = Client()
    try_password(other, bogdan.email)

    page, answer = other.get(path), other.post(path)

    assert NEWCOMER in page.content.decode()
    assert answer.status_code == 422
    assert not Membership.objects.filter(user=bogdan).exists()


@pytest.mark.parametrize("token", ["nu-exista", "x" * 500, "%00", "ș"])
def test_an_unknown_invitation_is_gone(client: PeopleClient, token: str) -> None:
    assert client.get(f"/atelier/invitatie/{token}/").status_code == 404


def test_a_revoked_invitation_is_gone(client: PeopleClient, ana: Any) -> None:
    path = _invite(ana, NEWCOMER, Role.ORDERS)

    client.post(at(ana.vendor, "invitatii", Invitation.objects.get().pk, "retrage"))

    assert Client().get(path).status_code == 404


def test_roles_are_changed_and_members_removed(client: PeopleClient, ana: Any) -> None:
    matei = a_member(ana.vendor, (Role.CATALOGUE,))
    member = Membership.objects.get(user=matei)

    page = client.get(at(ana.vendor, member.pk))
    client.post(at(ana.vendor, member.pk), {"roles": ["orders", "money"]})
    member.refresh_from_db()
    assert member.roles == {Role.ORDERS, Role.MONEY}
    client.get(at(ana.vendor, member.pk, "scoate"))
    client.post(at(ana.vendor, member.pk, "scoate"))

    assert page.status_code == 200
    assert not Membership.objects.filter(pk=member.pk).exists()


def test_the_last_owner_stays(client: PeopleClient, ana: Any) -> None:
    own = Membership.objects.get(user=ana)

    answers = [
        client.post(at(ana.vendor, own.pk), {"roles": ["catalogue"]}),
        client.post(at(ana.vendor, own.pk, "scoate")),
        client.post(at(ana.vendor, "pleaca")),
    ]

    assert [each.status_code for each in answers] == [422, 422, 422]
    assert all(b'role="alert"' in each.content for each in answers)
    own.refresh_from_db()
    assert own.is_owner


def test_a_member_leaves(client: PeopleClient, ana: Any) -> None:
    matei = a_member(ana.vendor, (Role.CATALOGUE,))
    browser = PeopleClient()
    browser.force_login(matei)

    answer = browser.post(at(ana.vendor, "pleaca"))

    assert answer.url == "/atelier/"
    assert browser.get(at(ana.vendor)).status_code == 404


def test_a_member_without_the_role_sees_but_changes_nothing(client: PeopleClient, ana: Any) -> None:
    browser = PeopleClient()
    browser.force_login(a_member(ana.vendor, (Role.CATALOGUE,)))
    own = Membership.objects.get(user=ana)

    assert browser.get(at(ana.vendor)).status_code == 200
    for path in (("invita",), (own.pk,), (own.pk, "scoate")):
        assert browser.post(at(ana.vendor, *path), {"email": NEWCOMER, "roles": ["owner"]}).status_code == 403
    assert Invitation.objects.count() == 0
    assert Membership.objects.filter(vendor=ana.vendor).count() == 2


def test_strangers_and_unknown_slugs_are_the_same_not_found(client: PeopleClient, ana: Any) -> None:
    others = a_vendor()
    member = Membership.objects.get(user=a_member(others))
    offered, _ = team.invite(vendor=others, email=NEWCOMER, roles=[Role.ORDERS], by=None, now=timezone.now())

    for name in _team_routes():
        for method in ("get", "post"):
            foreign, unknown = (
                getattr(client, method)(reverse(f"portal:{name}", args=_args(name, slug, member, offered)))
                for slug in (others.slug, "nu-exista")
            )
            assert foreign.status_code == unknown.status_code
            assert foreign.status_code in (404, 405)
            assert _same(foreign, others.slug) == _same(unknown, "nu-exista")


def test_ids_of_another_ses_are_not_found_under_ones_own(client: PeopleClient, ana: Any) -> None:
    others = a_vendor()
    member = Membership.objects.get(user=a_member(others))
    offered, _ = team.invite(vendor=others, email=NEWCOMER, roles=[Role.ORDERS], by=None, now=timezone.now())

    for pk in (member.pk, 10**9, 10**30):
        assert client.get(at(ana.vendor, pk)).status_code == 404
        assert client.post(at(ana.vendor, pk, "scoate")).status_code == 404
    assert client.post(at(ana.vendor, "invitatii", offered.pk, "retrage")).status_code == 404
    offered.refresh_from_db()
    assert offered.revoked_at is None
    assert Membership.objects.filter(pk=member.pk).exists()


def test_an_operator_comes_in_only_while_acting(client: PeopleClient) -> None:
    vendor, carmen = a_vendor(), an_operator()
    client.force_login(carmen)
    assert client.get(at(vendor)).status_code == 404
    session = acting.begin(vendor=vendor, operator=carmen, reason="A telephone call.", now=timezone.now())

    answer = client.get(at(vendor))
    acting.end(session=session, now=timezone.now())

    assert answer.status_code == 200
    assert answer.context["acting"] == session
    assert "A telephone call." in answer.content.decode()
    assert client.get(at(vendor)).status_code == 404


def test_strangers_are_asked_to_sign_in_whether_there_is_such_a_ses_or_not(client: PeopleClient) -> None:
    vendor = a_vendor()

    answers = [client.get(f"/atelier/{slug}/echipa/") for slug in (vendor.slug, "nu-exista")]

    assert [each.url.partition("?")[0] for each in answers] == ["/atelier/cont/intra/"] * 2


def _invite(ana: Any, email: str, role: Role) -> str:
    _, token = team.invite(vendor=ana.vendor, email=email, roles=[role], by=ana, now=timezone.now())
    return f"/atelier/invitatie/{token}/"


def _committed(client: Client, path: str, data: Any) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(path, data)


def _team_routes() -> list[str]:
    names = get_resolver().namespace_dict["portal"][1].reverse_dict
    return sorted(name for name in names if isinstance(name, str) and name.startswith("team"))


def _args(name: str, slug: str, member: Membership, offered: Invitation) -> list[Any]:
    if name in ("team-member", "team-remove"):
        return [slug, member.pk]
    return [slug, offered.pk] if name == "team-revoke" else [slug]


def _same(answer: Any, slug: str) -> str:
    text = answer.content.decode().replace(slug, "SLUG")
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", text)


def test_the_link_of_the_letter_opens(client: PeopleClient, ana: Any) -> None:
    _committed(client, at(ana.vendor, "invita"), {"email": NEWCOMER, "roles": ["catalogue"]})

    assert Client().get(link_in(letters()[0])).status_code == 200


def test_what_waits_on_the_home_page_is_accepted_there(client: PeopleClient) -> None:
    vendor, matei = a_vendor(), an_account(NEWCOMER)
    offered, _ = team.invite(
        vendor=vendor, email=NEWCOMER, roles=[Role.CATALOGUE], by=None, now=timezone.now()
    )
    client.force_login(matei)

    page = client.get("/atelier/").content.decode()
    answers = [client.post(waiting(offered.pk)) for _ in range(2)]

    assert waiting(offered.pk) in page
    assert [each.url for each in answers] == [f"/atelier/{vendor.slug}/"] * 2
    assert Membership.objects.get(vendor=vendor, user=matei).roles == {Role.CATALOGUE}
    assert client.get(waiting(offered.pk)).status_code == 405


def test_what_is_anothers_over_or_not_there_is_not_found(client: PeopleClient) -> None:
    vendor, now = a_vendor(), timezone.now()
    others, _ = team.invite(vendor=vendor, email=NEWCOMER, roles=[Role.CATALOGUE], by=None, now=now)
    ana = an_account()
    old, _ = team.invite(vendor=vendor, email=ana.email, roles=[Role.MONEY], by=None, now=now)
    team.revoke(invitation=old, by=None, now=now)
    client.force_login(ana)

    assert {client.post(waiting(pk)).status_code for pk in (others.pk, old.pk, 999_999, 10**30)} == {404}
    assert not Membership.objects.exists()


def test_an_address_that_is_not_confirmed_accepts_by_its_letter_only(client: PeopleClient) -> None:
    matei = an_account(NEWCOMER, is_verified=False)
    offered, _ = team.invite(
        vendor=a_vendor(), email=NEWCOMER, roles=[Role.CATALOGUE], by=None, now=timezone.now()
    )
    client.force_login(matei)

    page = client.get("/atelier/").content.decode()

    assert waiting(offered.pk) not in page
    assert client.post(waiting(offered.pk)).status_code == 404
    assert not Membership.objects.exists()


def waiting(pk: int) -> str:
    """Where an invitation is accepted without its link."""
    return f"/atelier/invitatie/primita/{pk}/"
