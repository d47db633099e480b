"""Files of the register: compared when uploaded, and what agrees confirmed once, by a person.

Nothing that differs is changed here: each difference is somebody's to look at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import IO, Protocol

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from kernel.badge import Kind, day_of
from ses_vendors.badge import register
from ses_vendors.badge.models import Attestation, Errand, Finding, RegisterImport, RegisterRow, Status
from ses_vendors.badge.register import LARGEST_FILE, Entry, UnreadableRegister, comparing
from ses_vendors.badge.register.comparing import Compared, Ours
from ses_vendors.badge.register.entries import Standing
from ses_vendors.badge.services import errands, reviewing
from ses_vendors.vendors.models import State, Vendor

__all__ = ["LARGEST_FILE", "AlreadyApplied", "UnreadableRegister", "apply", "preview"]

LONGEST_NAME = 200
#: Documents that are compared: those that stand or wait to be checked.
COMPARED = (Status.SUBMITTED, Status.VERIFIED, Status.SUSPENDED)
GONE = (State.REJECTED, State.CLOSED)


class Upload(Protocol):
    """A file that somebody sent, as Django hands it over."""

    name: str | None
    size: int | None

    def read(self, num_bytes: int | None = None) -> bytes:
        """Return its bytes."""
        ...


class AlreadyApplied(Exception):
    """The file was confirmed before; nothing changed."""


@transaction.atomic
def preview(upload: Upload | IO[bytes], by: User, now: datetime) -> RegisterImport:
    """Compare a file of the register with what the shop holds; its rows are what was found.

    The same file again, while it is not confirmed, is compared anew under its first row.
    Raises UnreadableRegister, with a message for whoever uploaded it.
    """
    content = upload.read(LARGEST_FILE + 1)
    entries = register.read(content)
    digest = hashlib.sha256(content).hexdigest()
    kept = RegisterImport.objects.select_for_update().filter(digest=digest, applied_at=None).first()
    kept = kept or RegisterImport(digest=digest)
    kept.name, kept.uploaded_by, kept.uploaded_at = _name(upload), by, now
    kept.save()
    kept.rows.all().delete()
    _keep(kept, comparing.compare(entries, _ours(), sellers=set(_vendors())))
    return kept


@transaction.atomic
def apply(register_import: RegisterImport, by: User, now: datetime) -> int:
    """Note of each document that agrees that the register was looked at; return of how many.

    The day is the one on which the file was uploaded. What changed here since then is left alone. The core is
    told by the sweep. Raises AlreadyApplied.
    """
    kept = RegisterImport.objects.select_for_update().get(pk=register_import.pk)
    if kept.applied_at is not None:
        raise AlreadyApplied(str(kept))
    kept.applied_by, kept.applied_at = by, now
    kept.save(update_fields=["applied_by", "applied_at"])
    register_import.applied_by, register_import.applied_at = by, now
    confirmed = [row for row in _agreeing(kept) if _still_agrees(row)]
    for row in confirmed:
        _confirm(row, by=by, now=now)
    return len(confirmed)


def _agreeing(kept: RegisterImport) -> Sequence[RegisterRow]:
    rows = kept.rows.filter(finding=Finding.AGREES).select_related("attestation")
    # SES are locked one after the other, always in the same order.
    return list(rows.order_by("attestation__vendor_id", "attestation_id"))


def _still_agrees(row: RegisterRow) -> bool:
    held = row.attestation
    if held is None or held.status not in (Status.VERIFIED, Status.SUSPENDED):
        return False
    same_days = (row.issued_on in (None, held.issued_on)) and (row.valid_until in (None, held.valid_until))
    return same_days and comparing.same_number(row.number, held.number)


def _confirm(row: RegisterRow, *, by: User, now: datetime) -> None:
    assert row.attestation is not None  # noqa: S101
    looked_on = day_of(row.register_import.uploaded_at)
    reviewing.check_register(attestation=row.attestation, looked_on=looked_on, by=by, now=now)
    errands.ask(kind=Errand.VENDOR, subject=str(row.attestation.vendor_id), now=now)


def _ours() -> list[Ours]:
    rows = Attestation.objects.filter(status__in=COMPARED).exclude(vendor__state__in=GONE)
    return [
        Ours(
            key=row.pk,
            cui=row.vendor.cui,
            kind=Kind(row.kind),
            series=row.series,
            number=row.number,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            is_suspended=row.status == Status.SUSPENDED,
        )
        for row in rows.select_related("vendor").order_by("vendor__cui", "issued_on", "pk")
    ]


def _vendors() -> dict[str, int]:
    return dict(Vendor.objects.exclude(state__in=GONE).values_list("cui", "pk"))


def _keep(kept: RegisterImport, found: Sequence[Compared]) -> None:
    vendors = _vendors()
    RegisterRow.objects.bulk_create((_row(kept, each, vendors) for each in found), batch_size=500)


def _row(kept: RegisterImport, found: Compared, vendors: dict[str, int]) -> RegisterRow:
    theirs, ours = found.theirs, found.ours
    written = theirs or ours
    assert written is not None  # noqa: S101
    return RegisterRow(
        register_import=kept,
        line=theirs.line if theirs else None,
        cui=written.cui,
        name=theirs.name if theirs else "",
        kind=written.kind,
        series=written.series,
        number=written.number,
        issued_on=written.issued_on,
        valid_until=written.valid_until,
        status=_status(theirs),
        finding=found.finding,
        details=_details(found),
        vendor_id=vendors.get(written.cui),
        attestation_id=ours.key if ours else None,
    )


def _details(found: Compared) -> list[dict[str, str]]:
    problem = found.theirs.problem if found.theirs else ""
    unread = [{"field": "problem", "ours": "", "theirs": problem}] if problem else []
    return [*found.details, *unread]


def _status(theirs: Entry | None) -> str:
    """What the register says of a document's standing, in its own words where it has some."""
    if theirs is None:
        return ""
    return theirs.status or ("" if theirs.standing is Standing.GOOD else theirs.standing.value)


def _name(upload: Upload | IO[bytes]) -> str:
    return str(upload.name or "").replace("\x00", "")[-LONGEST_NAME:] or _("register")
