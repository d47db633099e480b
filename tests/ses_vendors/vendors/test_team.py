"""The people of a SES: invited, given roles, let go, and never without an owner."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ses_vendors.vendors.models import Invitation, Membership, Role
from ses_vendors.vendors.services import team
from tests.engine.checkout.parallel import together
from tests.ses_vendors.vendors.people import NOW, a_member, a_person, a_vendor

MIHAI = "mihai@atelier.example"


@pytest.mark.django_db
def test_an_invitation_becomes_a_membership_with_its_roles() -> None:
    vendor = a_vendor()
    ana, mihai = a_member(vendor), a_person("mihai", email=MIHAI)

    invitation, token = team.invite(
        vendor=vendor, email=" Mihai@Atelier.example ", roles=[Role.ORDERS, Role.MONEY], by=ana, now=NOW
    )
    member = team.accept(token=token, user=mihai, now=NOW + timedelta(days=13))

    assert (invitation.email, invitation.expires_at) == (MIHAI, NOW + timedelta(days=14))
    assert (member.vendor, member.user, member.roles) == (vendor, mihai, {Role.ORDERS, Role.MONEY})
    assert Invitation.objects.get().accepted_at == NOW + timedelta(days=13)


@pytest.mark.django_db
def test_the_token_is_kept_as_its_hash_only() -> None:
    invitation, token = team.invite(vendor=a_vendor(), email=MIHAI, roles=[Role.ORDERS], by=None, now=NOW)

    row = Invitation.objects.filter(pk=invitation.pk).values().get()

    assert len(token) >= 43
    assert token not in str(row)
    assert len(row["token_hash"]) == 64


@pytest.mark.django_db
def test_pressed_twice_it_is_one_membership() -> None:
    vendor, mihai = a_vendor(), a_person("mihai", email=MIHAI)
    _, token = team.invite(vendor=vendor, email=MIHAI, roles=[Role.ORDERS], by=None, now=NOW)

    first = team.accept(token=token, user=mihai, now=NOW)
    second = team.accept(token=token, user=mihai, now=NOW)

    assert first == second
    assert vendor.memberships.count() == 1


@pytest.mark.django_db
def test_a_second_invitation_of_an_address_ends_the_first() -> None:
    vendor, mihai = a_vendor(), a_person("mihai", email=MIHAI)
    _, old = team.invite(vendor=vendor, email=MIHAI, roles=[Role.OWNER], by=None, now=NOW)

    _, new = team.invite(vendor=vendor, email=MIHAI, roles=[Role.ORDERS], by=None, now=NOW)

    with pytest.raises(team.InvitationGone):
        team.accept(token=old, user=mihai, now=NOW)
    assert team.accept(token=new, user=mihai, now=NOW).roles == {Role.ORDERS}


@pytest.mark.django_db
def test_an_invitation_that_expired_was_taken_back_or_never_sent_opens_nothing() -> None:
    vendor, mihai = a_vendor(), a_person("mihai", email=MIHAI)
    invitation, token = team.invite(vendor=vendor, email=MIHAI, roles=[Role.ORDERS], by=None, now=NOW)

    with pytest.raises(team.InvitationGone):
        team.accept(token=token, user=mihai, now=NOW + timedelta(days=14))
    team.revoke(invitation=invitation, by=None, now=NOW)
    for wrong in (token, "", "necunoscut", "\x00", "ă" * 400):
        with pytest.raises(team.InvitationGone):
            team.accept(token=wrong, user=mihai, now=NOW)

    assert not vendor.memberships.exists()


@pytest.mark.django_db
def test_somebody_else_cannot_take_the_place_and_it_stays_open() -> None:
    vendor, other, mihai = a_vendor(), a_person("vlad"), a_person("mihai", email=MIHAI.upper())
    _, token = team.invite(vendor=vendor, email=MIHAI, roles=[Role.ORDERS], by=None, now=NOW)

    with pytest.raises(team.WrongPerson):
        team.accept(token=token, user=other, now=NOW)

    assert not vendor.memberships.exists()
    assert team.accept(token=token, user=mihai, now=NOW).user == mihai


@pytest.mark.django_db
def test_whoever_is_in_the_team_is_not_invited_again_and_nonsense_not_at_all() -> None:
    vendor = a_vendor()
    ana = a_member(vendor)

    with pytest.raises(team.AlreadyMember):
        team.invite(vendor=vendor, email=ana.email.upper(), roles=[Role.MONEY], by=ana, now=NOW)
    with pytest.raises(team.BadFields) as refused:
        team.invite(vendor=vendor, email="fără adresă", roles=[Role.MONEY], by=ana, now=NOW)
    with pytest.raises(team.NoRole):
        team.invite(vendor=vendor, email=MIHAI, roles=[], by=ana, now=NOW)

    assert list(refused.value.message_dict) == ["email"]
    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_the_last_owner_neither_leaves_nor_loses_the_role() -> None:
    vendor = a_vendor()
    ana = a_member(vendor)
    a_member(vendor, [Role.MONEY])
    # Who cannot sign in any more owns nothing.
    a_member(vendor, [Role.OWNER], a_person("plecat", is_active=False))
    hers = Membership.objects.get(user=ana)

    with pytest.raises(team.LastOwner):
        team.remove(membership=hers, by=ana, now=NOW)
    with pytest.raises(team.LastOwner):
        team.change_roles(membership=hers, roles=[Role.CATALOGUE], by=ana, now=NOW)

    assert Membership.objects.get(user=ana).is_owner
    assert vendor.memberships.count() == 3


@pytest.mark.django_db
def test_with_two_owners_one_may_leave_and_roles_are_replaced() -> None:
    vendor = a_vendor()
    ana, mihai = a_member(vendor), a_member(vendor)

    team.change_roles(
        membership=Membership.objects.get(user=mihai), roles=[Role.CATALOGUE, Role.ORDERS], by=ana, now=NOW
    )
    team.change_roles(membership=Membership.objects.get(user=mihai), roles=[Role.OWNER], by=ana, now=NOW)
    team.remove(membership=Membership.objects.get(user=ana), by=ana, now=NOW)

    assert [(m.user, m.roles) for m in vendor.memberships.all()] == [(mihai, {Role.OWNER})]


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_leave_at_the_same_moment_one_stays() -> None:
    vendor = a_vendor()
    owners = [Membership.objects.get(user=a_member(vendor)) for _ in range(2)]

    def leave(person: int) -> str:
        try:
            team.remove(membership=owners[person], by=None, now=NOW)
        except team.LastOwner:
            return "stays"
        return "left"

    assert sorted(together(2, leave)) == ["left", "stays"]
    assert vendor.memberships.count() == 1
