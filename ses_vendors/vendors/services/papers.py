"""Papers that a SES hands in and the operator looks at. They lie in the private store and nowhere else."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ses_vendors.vendors import uploads
from ses_vendors.vendors.models import DocumentState, Requirement, Vendor, VendorDocument
from ses_vendors.vendors.services.checking import plain
from ses_vendors.vendors.services.locking import locked
from ses_vendors.vendors.services.storing import stored
from ses_vendors.vendors.uploads import BadFile, Kept, Upload

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["AlreadyDecided", "BadFile", "NoteMissing", "decide", "hand_in"]

#: So many papers of a SES may wait at once; a person needs far fewer.
MOST_WAITING = 100


class AlreadyDecided(Exception):
    """Somebody looked at this paper before, or a newer one took its place."""


class NoteMissing(ValueError):
    """A paper is not sent back without a word about what is wrong with it."""


def hand_in(
    *, vendor: Vendor, requirement: Requirement | None, upload: Upload, by: User, now: datetime
) -> VendorDocument:
    """Keep a paper privately, for the operator to look at; it replaces what waits or was sent back.

    An accepted paper stays accepted until a newer one is.

    Raises:
        BadFile: with a message for whoever handed it in; nothing changed.
    """
    kept = uploads.document(upload)
    with transaction.atomic():
        locked(vendor.pk)
        _check_room(vendor)
        if requirement is not None:
            _replace(vendor, requirement, (DocumentState.SUBMITTED, DocumentState.RETURNED))
        return _store(vendor, requirement, kept, by, now)


@transaction.atomic
def decide(
    *, document: VendorDocument, accepted: bool, note: str = "", by: User, now: datetime
) -> VendorDocument:
    """Accept a paper, or send it back with a note. `document` is brought up to date.

    Raises:
        AlreadyDecided: it does not wait any more.
        NoteMissing: sent back without a note.
    """
    said = plain(note)[:1000]
    if not accepted and not said:
        raise NoteMissing
    locked(document.vendor_id)
    kept = VendorDocument.objects.get(pk=document.pk)
    if kept.state != DocumentState.SUBMITTED:
        raise AlreadyDecided
    if accepted and kept.requirement is not None:
        _replace(kept.vendor, kept.requirement, (DocumentState.ACCEPTED,))
    kept.state = DocumentState.ACCEPTED if accepted else DocumentState.RETURNED
    kept.note, kept.decided_by, kept.decided_at = said, by, now
    kept.save(update_fields=["state", "note", "decided_by", "decided_at"])
    document.refresh_from_db()
    return document


def _check_room(vendor: Vendor) -> None:
    if vendor.documents.filter(state=DocumentState.SUBMITTED).count() >= MOST_WAITING:
        raise BadFile(_("Too many papers wait already; please let us look at those first."), code="too_many")


def _replace(vendor: Vendor, requirement: Requirement, states: tuple[DocumentState, ...]) -> None:
    vendor.documents.filter(requirement=requirement, state__in=states).update(state=DocumentState.REPLACED)


def _store(
    vendor: Vendor, requirement: Requirement | None, kept: Kept, by: User, now: datetime
) -> VendorDocument:
    made = VendorDocument(
        vendor=vendor,
        requirement=requirement,
        original_name=kept.original_name,
        media_type=kept.media_type,
        size=len(kept.content),
        sha256=hashlib.sha256(kept.content).hexdigest(),
        uploaded_by=by,
        uploaded_at=now,
    )
    with stored(made.file, kept):
        made.save()
    return made
