"""Who reaches which SES: foreign and unknown look alike; the operator comes in with a reason only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from ses_vendors.vendors import access
from ses_vendors.vendors.models import ActingSession, Role, Vendor
from ses_vendors.vendors.services import acting
from tests.ses_vendors.vendors.people import NOW, a_member, a_person, a_vendor, an_operator

pytestmark = pytest.mark.django_db


def refused(user: Any, slug: str, role: Role | None = None) -> bool:
    """Whether there is no such SES for this person."""
    with pytest.raises(Vendor.DoesNotExist):
        access.vendor_for(user, slug, role, now=NOW)
    return True


def test_a_member_reaches_their_own_and_nobody_elses() -> None:
    mine, other = a_vendor(), a_vendor()
    ana = a_member(mine, [Role.CATALOGUE])

    assert access.vendor_for(ana, mine.slug) == mine
    assert access.vendor_for(ana, mine.slug, Role.CATALOGUE) == mine
    for slug in (other.slug, "nu-exista", "", "\x00", "a" * 500):
        assert refused(ana, slug)
        assert refused(ana, slug, Role.MONEY)
    assert list(access.vendors_of(ana)) == [mine]


def test_nobody_is_in_no_team() -> None:
    vendor = a_vendor()

    for user in (AnonymousUser(), a_person(), an_operator()):
        assert refused(user, vendor.slug)
        assert list(access.vendors_of(user)) == []


def test_a_missing_role_is_told_within_ones_own_only_and_owners_may_do_all() -> None:
    vendor = a_vendor()
    packer, ana = a_member(vendor, [Role.ORDERS]), a_member(vendor)

    with pytest.raises(access.RoleMissing):
        access.vendor_for(packer, vendor.slug, Role.MONEY)

    assert all(access.vendor_for(ana, vendor.slug, role) == vendor for role in Role)
    assert access.roles_in(ana, vendor) == set(Role)
    assert access.roles_in(packer, vendor) == {Role.ORDERS}
    assert access.roles_in(a_person(), vendor) == frozenset()


def test_one_person_is_in_several_teams_with_roles_of_each() -> None:
    first, second = a_vendor(trade_name="Alfa"), a_vendor(trade_name="Beta")
    ana = a_member(first)
    a_member(second, [Role.ORDERS], ana)

    assert list(access.vendors_of(ana)) == [first, second]
    assert access.vendor_for(ana, first.slug, Role.MONEY) == first
    with pytest.raises(access.RoleMissing):
        access.vendor_for(ana, second.slug, Role.MONEY)


def test_an_operator_acts_for_one_ses_for_an_hour_and_not_with_its_money() -> None:
    vendor, other, carmen = a_vendor(), a_vendor(), an_operator()

    session = acting.begin(vendor=vendor, operator=carmen, reason=" Cere ajutor la fotografii. ", now=NOW)

    assert (session.reason, session.expires_at) == ("Cere ajutor la fotografii.", NOW + timedelta(hours=1))
    assert access.vendor_for(carmen, vendor.slug, Role.CATALOGUE, now=NOW) == vendor
    assert refused(carmen, other.slug)
    with pytest.raises(access.RoleMissing):
        access.vendor_for(carmen, vendor.slug, Role.MONEY, now=NOW)
    with pytest.raises(Vendor.DoesNotExist):
        access.vendor_for(carmen, vendor.slug, now=NOW + timedelta(hours=1))
    assert acting.current(carmen, NOW) == session
    assert acting.current(carmen, NOW + timedelta(hours=1)) is None


def test_to_act_for_another_ends_the_first_and_ending_is_written_once() -> None:
    first, second, carmen = a_vendor(), a_vendor(), an_operator()
    one = acting.begin(vendor=first, operator=carmen, reason="Fotografii.", now=NOW)

    later = NOW + timedelta(minutes=5)
    two = acting.begin(vendor=second, operator=carmen, reason="Adresă.", now=later)
    acting.end(session=two, now=later + timedelta(minutes=1))
    acting.end(session=two, now=later + timedelta(minutes=9))

    assert ActingSession.objects.get(pk=one.pk).ended_at == later
    assert ActingSession.objects.get(pk=two.pk).ended_at == later + timedelta(minutes=1)
    assert acting.current(carmen, later + timedelta(minutes=2)) is None
    assert refused(carmen, first.slug)


def test_nobody_acts_without_a_reason_or_without_being_an_operator() -> None:
    vendor, carmen = a_vendor(), an_operator()

    with pytest.raises(acting.ReasonMissing):
        acting.begin(vendor=vendor, operator=carmen, reason=" \x00", now=NOW)
    with pytest.raises(acting.NotOperator):
        acting.begin(vendor=vendor, operator=a_person(), reason="Vreau.", now=NOW)

    assert not ActingSession.objects.exists()


def test_an_operator_who_is_one_no_more_is_out_at_once() -> None:
    vendor, carmen = a_vendor(), an_operator()
    acting.begin(vendor=vendor, operator=carmen, reason="Fotografii.", now=NOW)

    carmen.is_staff = False
    carmen.save()

    assert refused(carmen, vendor.slug)
    assert acting.current(carmen, NOW) is None
