"""The steps a SES takes by itself: to the operator's review, out of its application, away from the shop."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ses_vendors.badge import acts
from ses_vendors.vendors import checklist
from ses_vendors.vendors.lifecycle import WrongMove
from ses_vendors.vendors.models import State, StateChange, Vendor
from ses_vendors.vendors.services import moving
from ses_vendors.vendors.services.moving import CuiTaken

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "CuiTaken",
    "Incomplete",
    "WrongMove",
    "apply_again",
    "leave",
    "send_for_review",
    "was_own_step",
    "withdraw",
]

PREPARING = (State.APPLIED, State.ONBOARDING)
APPLYING = (State.APPLIED, State.ONBOARDING, State.IN_REVIEW)
SELLING = (State.APPROVED, State.SUSPENDED)


class Incomplete(Exception):
    """Something on the checklist is still to be done."""


@transaction.atomic
def send_for_review(*, vendor: Vendor, by: User, now: datetime) -> None:
    """Hand everything to the operator. Raises Incomplete, and WrongMove where there is nothing to send."""
    _check(vendor, PREPARING, State.IN_REVIEW)
    if not checklist.is_handed_in(vendor, now):
        raise Incomplete
    if vendor.state == State.APPLIED:
        moving.move(vendor=vendor, to=State.ONBOARDING, by=by, now=now)
    moving.move(vendor=vendor, to=State.IN_REVIEW, by=by, now=now)


def withdraw(*, vendor: Vendor, reason: str, by: User, now: datetime) -> None:
    """Take the application back. Raises WrongMove once it was decided on."""
    _check(vendor, APPLYING, State.REJECTED)
    moving.move(vendor=vendor, to=State.REJECTED, reason=reason, by=by, now=now)


def apply_again(*, vendor: Vendor, reason: str, by: User, now: datetime) -> None:
    """Go on with an application that was refused or taken back. Raises WrongMove, CuiTaken."""
    _check(vendor, (State.REJECTED,), State.ONBOARDING)
    moving.move(vendor=vendor, to=State.ONBOARDING, reason=reason, by=by, now=now)


def leave(*, vendor: Vendor, reason: str, by: User, now: datetime) -> None:
    """Say that the SES wants to leave: no new orders, what was ordered is delivered. Raises WrongMove."""
    _check(vendor, SELLING, State.LEAVING)
    acts.move(vendor=vendor, to=State.LEAVING, reason=reason, by=by, now=now)


def was_own_step(vendor: Vendor) -> bool:
    """Say whether it was one of its own people who took the last step."""
    last = StateChange.objects.filter(vendor=vendor).order_by("-at", "-pk").first()
    return last is not None and vendor.memberships.filter(user=last.by_id).exists()


def _check(vendor: Vendor, froms: tuple[State, ...], to: State) -> None:
    """The ways of `lifecycle` that are a SES's own to go: it may not, for instance, end a suspension."""
    if vendor.state not in froms:
        raise WrongMove(State(vendor.state), to)
