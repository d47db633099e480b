"""What happened to a document, as far as it is anybody's business: no names, no reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kernel.badge import day_of
from ses_vendors.badge.models import Attestation, AttestationChange, Status
from ses_vendors.vendors.models import State as SellerState


class Event(StrEnum):
    """What may be told."""

    ISSUED = "issued"
    VERIFIED = "verified"
    CHECKED = "checked"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    WITHDRAWN = "withdrawn"
    SELLER_SUSPENDED = "seller-suspended"
    SELLER_BACK = "seller-back"
    SELLER_LEFT = "seller-left"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, and on which day in Bucharest."""

    event: Event
    on: date


_OF_STATUS = {
    (Status.SUBMITTED, Status.VERIFIED): Event.VERIFIED,
    (Status.SUSPENDED, Status.VERIFIED): Event.REINSTATED,
    (Status.VERIFIED, Status.SUSPENDED): Event.SUSPENDED,
    (Status.VERIFIED, Status.WITHDRAWN): Event.WITHDRAWN,
    (Status.SUSPENDED, Status.WITHDRAWN): Event.WITHDRAWN,
}
_OF_SELLER = {
    SellerState.SUSPENDED: Event.SELLER_SUSPENDED,
    SellerState.CLOSED: Event.SELLER_LEFT,
    SellerState.REJECTED: Event.SELLER_LEFT,
}


def of(attestation: Attestation, *, now: datetime) -> tuple[Step, ...]:
    """List what happened, the newest first."""
    since = attestation.verified_at
    steps = [Step(Event.ISSUED, attestation.issued_on), *_own(attestation)]
    if since is not None:
        steps += _of_seller(attestation, since=since)
    if day_of(now) > attestation.valid_until:
        steps.append(Step(Event.EXPIRED, attestation.valid_until + timedelta(days=1)))
    return tuple(sorted(steps, key=lambda step: step.on, reverse=True))


def _own(attestation: Attestation) -> list[Step]:
    steps = []
    for change in attestation.changes.filter(act__in=("status", "register")).order_by("at", "pk"):
        if change.act == "register":
            steps.append(Step(Event.CHECKED, _looked_on(change)))
            continue
        event = _OF_STATUS.get((Status(change.from_status or "draft"), Status(change.to_status or "draft")))
        if event is not None:
            steps.append(Step(event, day_of(change.at)))
    return steps


def _looked_on(change: AttestationChange) -> date:
    """The day on which the register was looked at, which may be before the day it was noted."""
    noted = change.facts.get("checked_on")
    return date.fromisoformat(noted) if noted else day_of(change.at)


def _of_seller(attestation: Attestation, *, since: datetime) -> list[Step]:
    steps = []
    for change in attestation.vendor.state_changes.filter(at__gte=since).order_by("at", "pk"):
        event = _OF_SELLER.get(SellerState(change.to_state))
        if (change.from_state, change.to_state) == (SellerState.SUSPENDED, SellerState.APPROVED):
            event = Event.SELLER_BACK
        if event is not None:
            steps.append(Step(event, day_of(change.at)))
    return steps
