"""A SES goes from one state to the next, and a row remembers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from ses_vendors.vendors import lifecycle
from ses_vendors.vendors.lifecycle import WrongMove
from ses_vendors.vendors.models import GONE, State, StateChange, Vendor
from ses_vendors.vendors.services import tax_numbers
from ses_vendors.vendors.services.locking import locked
from ses_vendors.vendors.services.tax_numbers import CuiTaken

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["CuiTaken", "HasOpenBusiness", "ReasonMissing", "WrongMove", "move", "open_business"]

LONGEST_REASON = 1000


class ReasonMissing(ValueError):
    """This move has to be explained."""


class HasOpenBusiness(Exception):
    """The SES has orders to deliver or money to settle; `what` says which, for people."""

    def __init__(self, what: Sequence[str]) -> None:
        super().__init__("; ".join(what))
        self.what = tuple(what)


@transaction.atomic
def move(*, vendor: Vendor, to: State, reason: str = "", by: User | None, now: datetime) -> Vendor:
    """Take a SES to another state and write down who did it, when and why. `vendor` is brought up to date.

    Raises:
        WrongMove: no way leads there from where it stands now.
        ReasonMissing: the move needs a reason.
        HasOpenBusiness: it cannot close yet.
        CuiTaken: it was rejected, and another SES has its tax number by now.
    """
    kept = locked(vendor.pk)
    from_, why = State(kept.state), reason.replace("\x00", "").strip()[:LONGEST_REASON]
    lifecycle.check(from_, to)
    if lifecycle.needs_reason(from_, to) and not why:
        raise ReasonMissing(f"Moving from {from_.value} to {to.value} needs a reason.")
    _check_business(kept, to)
    kept.state, kept.state_reason, kept.state_changed_at = to, why, now
    if from_ in GONE:
        tax_numbers.check_free(kept.cui, besides=kept.pk)
    tax_numbers.save(kept, ["state", "state_reason", "state_changed_at"])
    StateChange.objects.create(vendor=kept, from_state=from_, to_state=to, reason=why, by=by, at=now)
    vendor.state, vendor.state_reason, vendor.state_changed_at = to, why, now
    return vendor


def open_business(vendor: Vendor) -> list[str]:
    """Return what keeps a SES from closing, in sentences: asked of the rooms named in LEAVING_CHECKS."""
    return [each for path in settings.LEAVING_CHECKS for each in import_string(path)(vendor)]


def _check_business(vendor: Vendor, to: State) -> None:
    what = open_business(vendor) if to is State.CLOSED else []
    if what:
        raise HasOpenBusiness(what)
