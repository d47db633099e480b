"""Checkouts that nobody came back to: the addresses in them are people's, and are not kept for nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from engine.accounts.models import Address
from engine.checkout.models import Checkout
from engine.inventory import locks

#: How long after its last change a checkout goes: one without lines, a stranger's, somebody's. As at Saleor.
EMPTY = timedelta(hours=6)
ANONYMOUS = timedelta(days=30)
NAMED = timedelta(days=90)
#: How many one transaction deletes.
BATCH = 500
AMOUNTS = (
    "authorized",
    "authorize_pending",
    "charged",
    "charge_pending",
    "refund_pending",
    "cancel_pending",
)


def forget(*, now: datetime) -> int:
    """Delete abandoned checkouts with their addresses, a batch at a time; return how many.

    One that money was paid or promised for stays: somebody has to give it back first.
    """
    forgotten = 0
    while count := _forget_batch(now):
        forgotten += count
    return forgotten


@transaction.atomic
def _forget_batch(now: datetime) -> int:
    keys = list(_abandoned(now).order_by("pk").values_list("pk", flat=True)[:BATCH])
    # Looked at again once it is locked: its owner may just have come back.
    checkouts = locks.rows(Checkout.objects.filter(pk__in=_abandoned(now).filter(pk__in=keys)))
    addresses = [key for row in checkouts for key in (row.shipping_address_id, row.billing_address_id) if key]
    Checkout.objects.filter(pk__in=[row.pk for row in checkouts]).delete()
    Address.objects.filter(pk__in=addresses).delete()
    return len(checkouts)


def _abandoned(now: datetime) -> QuerySet[Checkout]:
    is_named = Q(email__isnull=False) | Q(user__isnull=False)
    old = (
        Q(updated_at__lt=now - EMPTY, lines__isnull=True)
        | Q(~is_named, updated_at__lt=now - ANONYMOUS)
        | Q(is_named, updated_at__lt=now - NAMED)
    )
    paid = Q()
    for amount in AMOUNTS:
        paid |= Q(**{f"transactions__{amount}__gt": 0})
    with_money = Checkout.objects.filter(paid).values("pk")
    return Checkout.objects.filter(old).exclude(pk__in=with_money).distinct()
