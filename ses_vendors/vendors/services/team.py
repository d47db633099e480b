"""The people of a SES: invited by mail, given roles, let go. Somebody always owns it.

Every change locks the SES first, so that of two owners who leave at the same moment one stays.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ses_vendors.vendors.models import Invitation, Membership, Role, Vendor, role_fields
from ses_vendors.vendors.services.checking import BadFields, plain
from ses_vendors.vendors.services.locking import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

#: How long an invitation can be accepted.
GOOD_FOR = timedelta(days=14)
TOKEN_BYTES = 32


class LastOwner(Exception):
    """Without this person nobody would own the SES."""


class InvitationGone(Exception):
    """No such invitation: never sent, taken back, expired, or used by somebody else."""


class WrongPerson(Exception):
    """The invitation was sent to another address than this person's."""


class AlreadyMember(Exception):
    """Somebody with this address is in the team."""


class NoRole(ValueError):
    """A member without a role may do nothing."""


@transaction.atomic
def invite(
    *, vendor: Vendor, email: str, roles: Iterable[Role], by: User | None, now: datetime
) -> tuple[Invitation, str]:
    """Offer a place in the team; an open invitation of that address is replaced.

    Returns the invitation and the token of its link, which is kept as a hash only: mail it, or it is lost.

    Raises:
        BadFields: not an e-mail address.
        NoRole: no role was given.
        AlreadyMember: they are in the team.
    """
    address, given = _address(email), _given(roles)
    locked(vendor.pk)
    if vendor.memberships.filter(user__email__iexact=address).exists():
        raise AlreadyMember(address)
    open_invitations(vendor).filter(email=address).update(revoked_at=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = Invitation.objects.create(
        vendor=vendor,
        email=address,
        token_hash=hash_of(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + GOOD_FOR,
        **role_fields(given),
    )
    return made, token


def find(*, token: str, now: datetime) -> Invitation:
    """Return the open invitation of a link, to ask whether it is accepted. Raises InvitationGone."""
    found = Invitation.objects.select_related("vendor").filter(token_hash=hash_of(token)).first()
    if found is None or not _is_open(found, now):
        raise InvitationGone
    return found


@transaction.atomic
def accept(*, token: str, user: User, now: datetime) -> Membership:
    """Take the place that was offered. Pressed twice by the same person it is one membership.

    Raises:
        InvitationGone: there is no such open invitation.
        WrongPerson: it was offered to another address; it stays open.
    """
    return _take_place(Invitation.objects.filter(token_hash=hash_of(token)).first(), user, now)


@transaction.atomic
def accept_by_key(*, key: int, user: User, now: datetime) -> Membership:
    """Take a place that was offered to one's own address, without its letter's link.

    The caller has made sure that the address is the person's: the link proves it, a key does not.
    Raises as `accept` does.
    """
    return _take_place(Invitation.objects.filter(pk=key).first(), user, now)


def _take_place(invitation: Invitation | None, user: User, now: datetime) -> Membership:
    if invitation is None:
        raise InvitationGone
    locked(invitation.vendor_id)
    invitation.refresh_from_db()
    if invitation.email != user.email.strip().lower():
        raise WrongPerson
    kept = Membership.objects.filter(vendor=invitation.vendor_id, user=user).first()
    if invitation.accepted_at and kept:
        return kept
    if not _is_open(invitation, now):
        raise InvitationGone
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    roles = invitation.roles | (kept.roles if kept else frozenset())
    return _with_roles(kept or Membership(vendor_id=invitation.vendor_id, user=user, joined_at=now), roles)


@transaction.atomic
def revoke(*, invitation: Invitation, by: User | None, now: datetime) -> None:
    """Take an invitation back; one that was used or taken back stays as it is."""
    locked(invitation.vendor_id)
    open_invitations(invitation.vendor).filter(pk=invitation.pk).update(revoked_at=now)


@transaction.atomic
def change_roles(
    *, membership: Membership, roles: Iterable[Role], by: User | None, now: datetime
) -> Membership:
    """Give a member these roles and no others. Raises NoRole, LastOwner, Membership.DoesNotExist."""
    given = _given(roles)
    kept = _locked_member(membership)
    if Role.OWNER not in given:
        _check_owner_stays(kept)
    return _with_roles(kept, given)


@transaction.atomic
def remove(*, membership: Membership, by: User | None, now: datetime) -> None:
    """Let a member go, or let them leave; somebody gone already is no error. Raises LastOwner."""
    locked(membership.vendor_id)
    kept = Membership.objects.filter(pk=membership.pk).first()
    if kept is not None:
        _check_owner_stays(kept)
        kept.delete()


def open_invitations(vendor: Vendor) -> QuerySet[Invitation]:
    """Return the invitations that were neither used nor taken back; some may have expired."""
    return vendor.invitations.filter(accepted_at__isnull=True, revoked_at__isnull=True)


def _is_open(invitation: Invitation, now: datetime) -> bool:
    return not (invitation.accepted_at or invitation.revoked_at or invitation.expires_at <= now)


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _address(email: str) -> str:
    address = plain(email).lower()
    try:
        validate_email(address)
    except ValidationError as fault:
        raise BadFields({"email": [fault]}) from None
    return address


def _given(roles: Iterable[Role]) -> frozenset[Role]:
    given = frozenset(Role(role) for role in roles)
    if not given:
        raise NoRole(_("Choose at least one role."))
    return given


def _locked_member(membership: Membership) -> Membership:
    locked(membership.vendor_id)
    return Membership.objects.get(pk=membership.pk)


def _check_owner_stays(leaving: Membership) -> None:
    others = Membership.objects.filter(vendor=leaving.vendor_id, is_owner=True, user__is_active=True)
    if leaving.is_owner and not others.exclude(pk=leaving.pk).exists():
        raise LastOwner


def _with_roles(membership: Membership, roles: Iterable[Role]) -> Membership:
    for field, value in role_fields(roles).items():
        setattr(membership, field, value)
    membership.save()
    return membership
