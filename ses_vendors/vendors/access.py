"""Who reaches which SES: the one door through which a page gets hold of it.

A SES that does not exist and one that is somebody else's are the same `Vendor.DoesNotExist`, so that nobody
learns from an answer what there is. The operator comes in only while acting for a SES, which has a reason and
an end (`services/acting.py`); what concerns its money stays shut even then.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from ses_vendors.vendors.models import ActingSession, Membership, Role, Vendor

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.db.models import QuerySet


class RoleMissing(Exception):
    """A member of this SES whose roles do not allow this."""


def vendor_for(
    user: User | AnonymousUser, slug: str, role: Role | None = None, *, now: datetime | None = None
) -> Vendor:
    """Return the SES of that slug for one of its people; with a role, for one who has it.

    Raises:
        Vendor.DoesNotExist: there is none, or it is not theirs; both look alike.
        RoleMissing: it is theirs, and they may not do this.
    """
    if not user.is_authenticated or "\x00" in slug:
        raise Vendor.DoesNotExist
    membership = Membership.objects.select_related("vendor").filter(user=user.pk, vendor__slug=slug).first()
    if membership is None:
        return _acted_for(user, slug, role, now or timezone.now())
    if role is not None and not membership.allows(role):
        raise RoleMissing(role)
    return membership.vendor


def vendors_of(user: User | AnonymousUser) -> QuerySet[Vendor]:
    """Return the SES whose team somebody belongs to, by name."""
    return Vendor.objects.of_member(user.pk) if user.is_authenticated else Vendor.objects.none()


def roles_in(user: User | AnonymousUser, vendor: Vendor) -> frozenset[Role]:
    """Return what somebody may do in a SES; an owner has all roles, a stranger none."""
    membership = Membership.objects.filter(user=user.pk, vendor=vendor).first()
    if membership is None:
        return frozenset()
    return frozenset(role for role in Role if membership.allows(role))


def _acted_for(user: User, slug: str, role: Role | None, now: datetime) -> Vendor:
    session = open_sessions(user, now).select_related("vendor").filter(vendor__slug=slug).first()
    if session is None:
        raise Vendor.DoesNotExist
    if role is Role.MONEY:
        raise RoleMissing(role)
    return session.vendor


def open_sessions(operator: User, now: datetime) -> QuerySet[ActingSession]:
    """Return in whose name an operator acts at a moment; nobody's unless still an operator."""
    if not (operator.is_active and operator.is_staff):
        return ActingSession.objects.none()
    return ActingSession.objects.filter(
        operator=operator, ended_at__isnull=True, started_at__lte=now, expires_at__gt=now
    )
