"""What the operator decides about a document. Each decision is one change with who, when and why."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from kernel.badge import day_of
from ses_vendors.badge import periods, states
from ses_vendors.badge.models import Attestation, Status
from ses_vendors.badge.services import entering, journal


class OwnWork(PermissionError):
    """Whoever entered a document may not verify it; four eyes see more than two."""

    def __init__(self) -> None:
        super().__init__("A document is verified by somebody who did not enter it.")
        self.message = _("Whoever entered a document may not verify it. Ask a colleague.")


class ReasonMissing(ValueError):
    """This decision has to be explained."""

    def __init__(self) -> None:
        super().__init__("A reason is missing.")
        self.message = _("Say why; the seller and later readers will ask.")


class DateAhead(ValueError):
    """The register cannot have been looked at on a day that has not come."""


def is_of_other_hand(attestation: Attestation, by: User | None) -> bool:
    """Say whether a person neither entered nor edited a document: nobody verifies what they typed.

    Where a person is unknown, nobody can say that there were two.
    """
    if by is None or attestation.entered_by_id in (None, by.pk):
        return False
    return not attestation.changes.filter(act__in=("entered", "edited"), by=by).exists()


@transaction.atomic
def verify(
    *, attestation: Attestation, registry_checked_on: date | None, by: User | None, now: datetime
) -> Attestation:
    """Vouch for a document that was handed in. `registry_checked_on` is when the register was looked at.

    Raises:
        OwnWork: `by` entered or edited it, or nobody is named on either side.
        states.WrongStatus: it was not handed in, or somebody has decided already.
        entering.NotEntered: another document came in its way since.
        DateAhead: the day has not come.
    """
    found = journal.locked(attestation)
    if found.status != Status.SUBMITTED:
        raise states.WrongStatus(found.status, Status.VERIFIED)
    if not is_of_other_hand(found, by):
        raise OwnWork
    entering.check(found, need_verified=True)
    found.verified_by = by
    _mark_checked(found, registry_checked_on, now)
    return _move(found, Status.VERIFIED, by=by, now=now, reason="")


def reject(*, attestation: Attestation, reason: str, by: User | None, now: datetime) -> Attestation:
    """Refuse a document for good. Raises states.WrongStatus, ReasonMissing."""
    return _decide(attestation, Status.REJECTED, reason=reason, by=by, now=now)


def send_back(*, attestation: Attestation, reason: str, by: User | None, now: datetime) -> Attestation:
    """Ask for a correction: it becomes a draft. Raises states.WrongStatus, ReasonMissing."""
    return _decide(attestation, Status.DRAFT, reason=reason, by=by, now=now)


def suspend(*, attestation: Attestation, reason: str, by: User | None, now: datetime) -> Attestation:
    """Stop vouching for a document, from this moment on. Raises states.WrongStatus, ReasonMissing."""
    return _decide(attestation, Status.SUSPENDED, reason=reason, by=by, now=now)


def withdraw(*, attestation: Attestation, reason: str, by: User | None, now: datetime) -> Attestation:
    """Stop vouching for a document for ever. Raises states.WrongStatus, ReasonMissing."""
    return _decide(attestation, Status.WITHDRAWN, reason=reason, by=by, now=now)


@transaction.atomic
def reinstate(*, attestation: Attestation, reason: str, by: User | None, now: datetime) -> Attestation:
    """Vouch again for a suspended document, from this moment on.

    Raises states.WrongStatus, ReasonMissing, and entering.NotEntered where another one came in its way.
    """
    found = journal.locked(attestation)
    if found.status != Status.SUSPENDED:
        raise states.WrongStatus(found.status, Status.VERIFIED)
    entering.check(found, need_verified=True)
    return _move(found, Status.VERIFIED, by=by, now=now, reason=reason)


@transaction.atomic
def check_register(
    *, attestation: Attestation, looked_on: date, by: User | None, now: datetime
) -> Attestation:
    """Note that the public register says the same of a document. Raises DateAhead."""
    found = journal.locked(attestation)
    _mark_checked(found, looked_on, now)
    found.save(update_fields=["registry_checked_on", "recheck_due_on"])
    journal.note(found, act="register", by=by, at=journal.moment_of(found, now))
    return found


@transaction.atomic
def _decide(
    attestation: Attestation, wanted: Status, *, reason: str, by: User | None, now: datetime
) -> Attestation:
    found = journal.locked(attestation)
    return _move(found, wanted, by=by, now=now, reason=reason)


def _move(found: Attestation, wanted: Status, *, by: User | None, now: datetime, reason: str) -> Attestation:
    before, found.status = found.status, states.moved(found.status, wanted)
    if states.needs_reason(before, wanted) and not reason.replace("\x00", "").strip():
        raise ReasonMissing
    at = journal.moment_of(found, now)
    if wanted is Status.VERIFIED:
        found.verified_at, found.stopped_at = at, None
    elif wanted in states.STOPPED:
        # Withdrawing what was suspended does not move the moment since which it stands no more.
        found.stopped_at = found.stopped_at or at
    found.save(
        update_fields=["status", "verified_at", "verified_by", "stopped_at", "registry_checked_on",
                       "recheck_due_on"]
    )  # fmt: skip
    journal.note(found, act="status", by=by, at=at, from_status=before, reason=reason)
    return found


def _mark_checked(found: Attestation, looked_on: date | None, now: datetime) -> None:
    if looked_on is None:
        return
    if looked_on > day_of(now):
        raise DateAhead(str(looked_on))
    found.registry_checked_on = looked_on
    found.recheck_due_on = periods.recheck_due(looked_on)
