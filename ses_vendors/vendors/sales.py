"""What is told of a SES's selling: since when it is stopped, when it is closed, how long it may go on.

These are facts with dates; `kernel.selling` judges them where goods are shown.
"""

from __future__ import annotations

from datetime import datetime

from kernel import selling
from kernel.badge import day_of
from kernel.selling import Closure, Sales, StopKind
from ses_vendors.vendors.models import State, Vendor

#: States in which no new orders are taken. One that leaves still delivers what was ordered.
STOPS = {
    State.SUSPENDED: StopKind.SUSPENDED,
    State.LEAVING: StopKind.LEAVING,
    State.CLOSED: StopKind.CLOSED,
    State.REJECTED: StopKind.CLOSED,
}


def facts_of(vendor: Vendor, *, now: datetime) -> Sales:
    """Return the facts of a SES as they are now; asks nothing where `closures` were fetched before."""
    kind = STOPS.get(State(vendor.state))
    return Sales(
        stopped_at=vendor.state_changed_at if kind else None,
        stop_kind=kind,
        closures=tuple(
            Closure(each.starts_on, each.ends_on, each.note_ro, each.note_en)
            for each in vendor.closures.all()
        ),
        pause_after_days=None if vendor.may_sell_unattested else selling.pause_days(on=day_of(now)),
    )


def written(vendor: Vendor, *, now: datetime) -> str:
    """Write the facts as the SES's page at the core carries them (`kernel.selling.PAGE_KEY`)."""
    return selling.written(facts_of(vendor, now=now), on=day_of(now))
