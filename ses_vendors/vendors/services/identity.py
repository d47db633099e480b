"""Who a SES is before the law, after the operator has checked it: what changes is to be looked at again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ses_vendors.vendors.models import AddressKind, State, Vendor
from ses_vendors.vendors.sections import ADDRESS_FIELDS
from ses_vendors.vendors.services.locking import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Before these it is checked as a whole; after them nobody orders from it.
CHECKED = (State.APPROVED, State.SUSPENDED, State.LEAVING)
FIELDS = ("legal_name", "legal_form", "cui", "registry_kind", "registry_number", "iban")


def of(vendor: Vendor) -> tuple[object, ...]:
    """Return what identifies a SES, as it is kept: its names and numbers, its account, its seat."""
    seat = vendor.addresses.filter(kind=AddressKind.SEAT).values_list(*ADDRESS_FIELDS).first()
    return (*(getattr(vendor, name) for name in FIELDS), seat)


def note_change(vendor: Vendor, before: tuple[object, ...], *, now: datetime) -> None:
    """Have the operator look again, if what identifies a checked SES is not what it was `before`.

    Who changed what stands in the audit log.
    """
    if vendor.state in CHECKED and of(vendor) != before:
        vendor.identity_changed_at = now
        vendor.save(update_fields=["identity_changed_at"])


@transaction.atomic
def look_at(*, vendor: Vendor, by: User | None, now: datetime) -> None:
    """Note that the operator has looked at what changed; who it was stands in the audit log."""
    kept = locked(vendor.pk)
    kept.identity_checked_at = now
    kept.save(update_fields=["identity_checked_at"])
    vendor.identity_checked_at = now
