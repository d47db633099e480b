"""Typing a document in: what stands on the paper, checked against what the SES has already."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ses_vendors.badge import codes, states
from ses_vendors.badge.models import Attestation, Kind, Status
from ses_vendors.badge.periods import Period, may_stand_beside
from ses_vendors.badge.services import journal
from ses_vendors.vendors.models import State, Vendor, VendorDocument

#: Years in which documents may begin and end: sheltered units are older than social enterprises.
YEARS = range(2000, 2100)
#: A SES in one of these states has no documents to enter, and none to stand.
CLOSED_STATES = frozenset({State.CLOSED, State.REJECTED})


class NotEntered(ValueError):
    """The document cannot be kept as typed; `field` is where, `message` says it to whoever typed it."""

    field = "number"

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field or type(self).field


class Overlaps(NotEntered):
    """Another document of its kind runs at the same time, and this is no renewal of it."""

    field = "issued_on"


class EndsBeforeIssue(NotEntered):
    """Its last day comes before its first."""

    field = "valid_until"


class MarkNeedsAttestation(NotEntered):
    """A social mark is given to an attested enterprise only (Legea 219/2015 art. 13)."""

    field = "kind"


class VendorClosed(NotEntered):
    """The SES has left, or was not taken in."""

    field = "kind"


class KnownDocument(NotEntered):
    """The same document was handed in before."""


class NotADraft(NotEntered):
    """What was handed in is edited no more; it has to be sent back first."""


@transaction.atomic
def enter(
    *,
    vendor: Vendor,
    kind: str,
    series: str,
    number: str,
    issuer: str,
    issued_on: date,
    valid_until: date,
    by: User | None,
    now: datetime,
    decision_no: str = "",
    scan: VendorDocument | None = None,
    code: str = "",
) -> Attestation:
    """Keep a document as a draft. `code` is its proof's, made where none is given.

    Raises:
        NotEntered: or one of its kinds: Overlaps, EndsBeforeIssue, MarkNeedsAttestation, VendorClosed,
            KnownDocument.
    """
    owner = Vendor.objects.select_for_update().get(pk=vendor.pk)
    attestation = Attestation(
        vendor=owner,
        kind=kind,
        series=series,
        number=number,
        issuer=issuer,
        decision_no=decision_no,
        issued_on=issued_on,
        valid_until=valid_until,
        scan=scan,
        code=code or codes.new(),
        entered_by=by,
        entered_at=now,
    )
    check(attestation)
    attestation.save(force_insert=True)
    journal.note(attestation, act="entered", by=by, at=now)
    return attestation


@transaction.atomic
def edit(
    *,
    attestation: Attestation,
    kind: str,
    series: str,
    number: str,
    issuer: str,
    issued_on: date,
    valid_until: date,
    by: User | None,
    now: datetime,
    decision_no: str = "",
    scan: VendorDocument | None = None,
) -> Attestation:
    """Type a draft anew. Whoever did so entered it, and may not verify it.

    Raises NotADraft, and what `enter` raises.
    """
    found = journal.locked(attestation)
    if found.status != Status.DRAFT:
        raise NotADraft(_("What was handed in can be changed only after it was sent back."))
    found.kind, found.series, found.number, found.issuer = kind, series, number, issuer
    found.issued_on, found.valid_until, found.decision_no, found.scan = (
        issued_on,
        valid_until,
        decision_no,
        scan,
    )
    found.entered_by = by
    check(found)
    found.save(
        update_fields=["kind", "series", "number", "issuer", "issued_on", "valid_until", "decision_no",
                       "scan", "entered_by"]
    )  # fmt: skip
    journal.note(found, act="edited", by=by, at=journal.moment_of(found, now))
    return found


@transaction.atomic
def submit(*, attestation: Attestation, by: User | None, now: datetime) -> Attestation:
    """Hand a draft in to be checked.

    Raises states.WrongStatus, and what `enter` raises: other documents may have come since.
    """
    found = journal.locked(attestation)
    before, found.status = found.status, states.moved(found.status, Status.SUBMITTED)
    check(found)
    try:
        with transaction.atomic():
            found.save(update_fields=["status"])
    except IntegrityError as error:
        # Another SES handed the same document in at this very moment.
        raise KnownDocument(_("This document was handed in before.")) from error
    journal.note(found, act="status", by=by, at=journal.moment_of(found, now), from_status=before)
    return found


def check(attestation: Attestation, *, need_verified: bool = False) -> None:
    """Refuse a document that cannot stand beside what its SES has, as `enter` says.

    `need_verified` is for the moment of verifying: a mark then needs an attestation that was verified too.
    """
    _check_texts(attestation)
    if attestation.vendor.state in CLOSED_STATES:
        raise VendorClosed(_("This seller is closed or was refused; nothing can be entered for it."))
    for field in ("issued_on", "valid_until"):
        if getattr(attestation, field).year not in YEARS:
            raise NotEntered(_("This date cannot be right."), field)
    if attestation.valid_until < attestation.issued_on:
        raise EndsBeforeIssue(_("The last good day is before the day of issue."))
    if attestation.scan is not None and attestation.scan.vendor_id != attestation.vendor_id:
        raise NotEntered(_("The scan is another seller's."), "scan")
    _check_unknown(attestation)
    _check_period(attestation)
    if attestation.kind == Kind.MARK:
        _check_foundation(attestation, need_verified=need_verified)


def _check_texts(attestation: Attestation) -> None:
    """Squeeze what was typed, and refuse what the table cannot hold."""
    for name in ("series", "number", "issuer", "decision_no"):
        setattr(attestation, name, " ".join(str(getattr(attestation, name)).replace("\x00", "").split()))
    try:
        attestation.clean_fields(exclude=["vendor", "scan", "entered_by", "verified_by", "code"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise NotEntered(messages[0], field) from error


def _check_unknown(attestation: Attestation) -> None:
    same = Attestation.objects.filter(
        kind=attestation.kind,
        series=attestation.series,
        number=attestation.number,
        issuer=attestation.issuer,
    ).exclude(pk=attestation.pk)
    if same.exclude(status__in=(Status.DRAFT, Status.REJECTED)).exists():
        raise KnownDocument(_("This document was handed in before."))


def _check_period(attestation: Attestation) -> None:
    period = Period(attestation.issued_on, attestation.valid_until)
    for other in _occupying(attestation, attestation.kind):
        if not may_stand_beside(period, Period(other.issued_on, other.valid_until)):
            raise Overlaps(
                _(
                    "Its days overlap with %(series)s %(number)s, which runs from %(first)s to %(last)s. A "
                    "renewal is issued within the last 180 days of the one before and ends later."
                )
                % {
                    "series": other.series,
                    "number": other.number,
                    "first": f"{other.issued_on:%d.%m.%Y}",
                    "last": f"{other.valid_until:%d.%m.%Y}",
                }
            )


def _check_foundation(attestation: Attestation, *, need_verified: bool) -> None:
    for other in _occupying(attestation, Kind.ATTESTATION):
        stands = other.status == Status.VERIFIED or (other.status == Status.SUBMITTED and not need_verified)
        if stands and Period(other.issued_on, other.valid_until).has(attestation.issued_on):
            return
    raise MarkNeedsAttestation(
        _("On its day of issue there is no attestation of this seller that a social mark could rest on.")
    )


def _occupying(attestation: Attestation, kind: str) -> list[Attestation]:
    rows = Attestation.objects.filter(
        vendor=attestation.vendor_id, kind=kind, status__in=states.OCCUPYING
    ).exclude(pk=attestation.pk)
    return list(rows.order_by("issued_on", "pk"))
