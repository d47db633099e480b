"""What shoppers see of a SES changes with its profile: the core is told."""

from __future__ import annotations

from datetime import datetime

from ses_vendors.badge import acts
from ses_vendors.vendors.models import State, Vendor

#: A SES that shoppers do not see has no page to bring up to date.
SEEN = (State.APPROVED, State.SUSPENDED, State.LEAVING)


def tell(*, vendor: Vendor, now: datetime) -> None:
    """Have the core told of a changed profile; nothing is told of who is not seen yet."""
    if vendor.state in SEEN:
        acts.tell(vendor=vendor, now=now)
