"""The one lock of a SES's changes: its row."""

from __future__ import annotations

from ses_vendors.vendors.models import Vendor


def locked(vendor_id: int) -> Vendor:
    """Return a SES whose row, team and papers nobody else changes until this transaction ends."""
    return Vendor.objects.select_for_update().get(pk=vendor_id)
