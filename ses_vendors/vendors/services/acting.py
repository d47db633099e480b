"""The operator acts for a SES: with a reason, for an hour, and traceably."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from ses_vendors.vendors import access
from ses_vendors.vendors.models import ActingSession, Vendor
from ses_vendors.vendors.services.checking import plain

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST = timedelta(hours=1)


class NotOperator(Exception):
    """Only the operator's people act for a SES."""


class ReasonMissing(ValueError):
    """Nobody acts for a SES without saying why."""


@transaction.atomic
def begin(*, vendor: Vendor, operator: User, reason: str, now: datetime) -> ActingSession:
    """Begin to act for a SES, for an hour at most; what one acted for before ends.

    Raises:
        NotOperator: not one of the operator's people.
        ReasonMissing: no reason was given.
    """
    if not (operator.is_active and operator.is_staff):
        raise NotOperator
    why = plain(reason)[:1000]
    if not why:
        raise ReasonMissing
    access.open_sessions(operator, now).update(ended_at=now)
    return ActingSession.objects.create(
        vendor=vendor, operator=operator, reason=why, started_at=now, expires_at=now + LONGEST
    )


def end(*, session: ActingSession, now: datetime) -> None:
    """Stop acting; one that has ended stays as it is."""
    ActingSession.objects.filter(pk=session.pk, ended_at__isnull=True).update(ended_at=now)


def current(operator: User, now: datetime) -> ActingSession | None:
    """Return for whom an operator acts at this moment; None for nobody."""
    return access.open_sessions(operator, now).select_related("vendor").order_by("-started_at").first()
