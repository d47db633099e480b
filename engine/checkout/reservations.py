"""Holding pieces for a basket while its shopper decides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from engine.catalog.models import Channel
from engine.checkout.models import CheckoutLine, Reservation
from engine.errors import Problem
from engine.inventory import queries
from engine.inventory.models import StockSettings
from engine.inventory.queries import StockLevel
from engine.inventory.spreading import spread
from kernel.ids import to_global_id

RELEASE_BATCH = 1000


class Shortage(Exception):
    """Some lines want more than is free: `free` maps their variants to the pieces there are."""

    def __init__(self, free: Mapping[int, int]) -> None:
        super().__init__(f"Insufficient stock of variants {sorted(free)}.")
        self.free = free


def hold(
    *,
    checkout_id: UUID,
    channel: Channel,
    lines: Sequence[CheckoutLine],
    strict: Collection[int],
    is_authenticated: bool,
    now: datetime,
) -> None:
    """Renew the checkout's reservations for as long as the shop's `StockSettings` say.

    `lines` are those whose variants have tracked stock, all of them. A line that is short holds
    nothing, so that a basket which cannot be ordered keeps no piece from others.

    Raises:
        Shortage: a line of a `strict` variant is short; the reservations are as before.
    """
    levels = queries.stock_levels(
        variant_ids={line.variant_id for line in lines},
        channel_id=channel.pk,
        now=now,
        besides_checkout=checkout_id,
        lock=True,
    )
    taken = {line.pk: _take(line, levels[line.variant_id]) for line in lines}
    short = [line for line in lines if taken[line.pk] is None and line.variant_id in strict]
    if short:
        raise Shortage({line.variant_id: _free(levels[line.variant_id]) for line in short})
    minutes = _minutes(is_authenticated)
    _replace(checkout_id, taken if minutes else {}, now + timedelta(minutes=minutes or 0))


def _minutes(is_authenticated: bool) -> int | None:
    current = StockSettings.current()
    return current.authenticated_minutes if is_authenticated else current.anonymous_minutes


def _take(line: CheckoutLine, levels: Sequence[StockLevel]) -> dict[int, int] | None:
    return spread(line.quantity, {level.stock.pk: level.free for level in levels})


def _free(levels: Sequence[StockLevel]) -> int:
    return sum(level.free for level in levels)


def _replace(checkout_id: UUID, taken: Mapping[UUID, Mapping[int, int] | None], until: datetime) -> None:
    Reservation.objects.filter(checkout_line__checkout=checkout_id).delete()
    Reservation.objects.bulk_create(
        Reservation(
            checkout_line_id=line_id, stock_id=stock_id, quantity_reserved=pieces, reserved_until=until
        )
        for line_id, stocks in taken.items()
        for stock_id, pieces in (stocks or {}).items()
    )


def expires_at(*, checkout_id: UUID, now: datetime) -> datetime | None:
    """Return until when the checkout's pieces are held; None when it holds none."""
    live = Reservation.objects.filter(checkout_line__checkout=checkout_id, reserved_until__gt=now)
    return live.order_by("reserved_until").values_list("reserved_until", flat=True).first()


def release_expired(*, now: datetime) -> int:
    """Delete reservations that have run out, a batch at a time; return how many.

    They stopped counting at their time already: this only keeps the table small.
    """
    released = 0
    while keys := _expired(now):
        released += Reservation.objects.filter(pk__in=keys).delete()[0]
    return released


def _expired(now: datetime) -> list[int]:
    expired = Reservation.objects.filter(reserved_until__lte=now).order_by("pk")
    return list(expired.values_list("pk", flat=True)[:RELEASE_BATCH])


def problem(variant_id: int, name: str, free: int) -> Problem:
    """Say that a line wants more than is free, with Saleor's field and code."""
    message = f"Could not add items {name}. Only {free} remaining in stock."
    return Problem(
        code="INSUFFICIENT_STOCK",
        message=message,
        field="quantity",
        extra={"variants": [to_global_id("ProductVariant", variant_id)]},
    )
