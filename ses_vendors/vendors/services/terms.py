"""A SES accepts the terms of the shop."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ses_vendors.vendors.models import Vendor
from ses_vendors.vendors.services.locking import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def accept(*, vendor: Vendor, by: User | None, now: datetime) -> Vendor:
    """Take down that the terms were accepted; the first acceptance stays. `vendor` is brought up to date."""
    kept = locked(vendor.pk)
    if kept.terms_accepted_at is None:
        kept.terms_accepted_at = now
        kept.save(update_fields=["terms_accepted_at"])
    vendor.terms_accepted_at = kept.terms_accepted_at
    return vendor
