"""The operator lets a SES go on selling after its attestation has ended, or no longer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ses_vendors.vendors.models import Vendor
from ses_vendors.vendors.services import checking
from ses_vendors.vendors.services.locking import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["ReasonMissing", "allow_unattested", "forbid_unattested"]

LONGEST_REASON = 1000


class ReasonMissing(ValueError):
    """Leave to sell without an attestation has to be explained."""


@transaction.atomic
def allow_unattested(*, vendor: Vendor, reason: str, by: User | None, now: datetime) -> Vendor:
    """Let a SES sell as an ordinary trader however long ago its attestation ended.

    A suspended or withdrawn attestation stops its goods all the same. `vendor` is brought up to date; the
    change and who made it stand in the audit log. Raises ReasonMissing.
    """
    why = checking.plain(reason)[:LONGEST_REASON]
    if not why:
        raise ReasonMissing("Leave to sell without an attestation needs a reason.")
    return _put(vendor, may=True, why=why)


@transaction.atomic
def forbid_unattested(*, vendor: Vendor, by: User | None, now: datetime) -> Vendor:
    """Take that leave back: from now on goods are paused as many days after the end as the rule says."""
    return _put(vendor, may=False, why="")


def _put(vendor: Vendor, *, may: bool, why: str) -> Vendor:
    kept = locked(vendor.pk)
    kept.may_sell_unattested, kept.unattested_reason = may, why
    kept.save(update_fields=["may_sell_unattested", "unattested_reason"])
    vendor.may_sell_unattested, vendor.unattested_reason = may, why
    return vendor
