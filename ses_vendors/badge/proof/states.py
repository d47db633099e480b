"""What a document's proof says at one moment, in one word. Pure.

Whether it holds is the kernel's rule; here is only why it does not.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from kernel.badge import Document, day_of
from kernel.badge.rule import holds
from ses_vendors.badge.models import Status
from ses_vendors.vendors.models import State as SellerState

#: A document that ends within this time is said to end soon.
SOON = timedelta(days=60)
GONE = frozenset({SellerState.CLOSED, SellerState.REJECTED})


class State(StrEnum):
    """How things stand with a document now."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    LEFT = "left"
    """Its SES does not sell here any more, so nobody here vouches for it."""
    NOT_YET = "not-yet"
    """It is verified, but issued on a day that has not come."""

    @property
    def is_in_force(self) -> bool:
        """Whether the document holds."""
        return self in (State.VALID, State.EXPIRING)


def of(document: Document, *, status: str, seller: str, now: datetime) -> State:
    """Judge a document that the shop has vouched for; `status` is its row's, `seller` the state of its SES.

    Where several reasons are true the gravest is told: withdrawn, then left, ended, suspended.
    """
    today = day_of(now)
    if holds(document, now=now):
        return State.EXPIRING if document.valid_until - today <= SOON else State.VALID
    if status == Status.WITHDRAWN:
        return State.WITHDRAWN
    if seller in GONE:
        return State.LEFT
    if today > document.valid_until:
        return State.EXPIRED
    return State.SUSPENDED if document.stopped_at is not None else State.NOT_YET
