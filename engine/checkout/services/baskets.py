"""Opening a checkout for a change, and closing it after."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from engine.checkout import info as infos
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Checkout
from engine.errors import Refusal, refuse
from engine.inventory import locks
from engine.prepared import prepared
from kernel.ids import to_global_id


def lock(checkout_id: UUID) -> Checkout | None:
    """Return a checkout with what hangs on it, locked, or None when it is gone."""
    return next(iter(_locked(checkout_id)), None)


@prepared
def _locked(checkout_id: UUID) -> QuerySet[Any, Any]:
    return locks.locking(infos.whole().filter(pk=checkout_id))


def open_for_change(checkout_id: UUID, *, now: datetime, also: Collection[int] = ()) -> CheckoutInfo:
    """Lock a checkout and read it; `also` names variants whose offers will be wanted.

    Raises:
        Refusal: NOT_FOUND.
    """
    checkout = lock(checkout_id)
    if checkout is None:
        raise missing(checkout_id)
    return infos.load(checkout, now=now, also=also)


def missing(checkout_id: UUID) -> Refusal:
    """Say that there is no such checkout (any more)."""
    gid = to_global_id("Checkout", checkout_id)
    return refuse("NOT_FOUND", f"Couldn't resolve to a node: {gid}", "id")


def close(info: CheckoutInfo, *changed: str) -> CheckoutInfo:
    """Store the checkout's changed fields and its time of change.

    A code whose conditions the basket no longer meets is given up, as Saleor does.
    """
    checkout = info.checkout
    if checkout.voucher_code and info.voucher is None:
        checkout.voucher_code = None
        changed = (*changed, "voucher_code")
    checkout.save(update_fields=[*changed, "updated_at"])
    return info
