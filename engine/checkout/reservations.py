"""Holding pieces for a basket while its shopper decides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet, Sum

from engine.catalog.models import Channel
from engine.checkout.models import Checkout, CheckoutLine, Reservation
from engine.errors import Problem
from engine.inventory import queries
from engine.inventory.models import StockSettings
from engine.inventory.queries import StockLevel
from engine.inventory.spreading import spread
from engine.prepared import prepared
from kernel.ids import to_global_id

RELEASE_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Holding:
    """Pieces of the tracked variants of a checkout, by variant.

    `free` is what it could have, its own holds included; `left` is what anybody could still have.
    """

    free: Mapping[int, int]
    left: Mapping[int, int]
    expires_at: datetime | None


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
) -> Holding:
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
    until = now + timedelta(minutes=minutes or 0)
    held = {key: stocks for key, stocks in taken.items() if stocks and minutes}
    _replace(checkout_id, held, until)
    free = {variant: _free(found) for variant, found in levels.items()}
    own = {line.variant_id: sum(held.get(line.pk, {}).values()) for line in lines}
    left = {variant: pieces - own[variant] for variant, pieces in free.items()}
    return Holding(free, left, until if held else None)


def extend(*, checkout: Checkout, now: datetime) -> None:
    """Let what a locked checkout still holds be held for the whole time again, counted from now."""
    minutes = _minutes(checkout.user_id is not None)
    if minutes:
        held = Reservation.objects.filter(checkout_line__checkout=checkout, reserved_until__gt=now)
        held.update(reserved_until=now + timedelta(minutes=minutes))


def _minutes(is_authenticated: bool) -> int | None:
    current = StockSettings.current()
    return current.authenticated_minutes if is_authenticated else current.anonymous_minutes


def _take(line: CheckoutLine, levels: Sequence[StockLevel]) -> dict[int, int] | None:
    return spread(line.quantity, {level.stock.pk: level.free for level in levels})


def _free(levels: Sequence[StockLevel]) -> int:
    return sum(level.free for level in levels)


def _replace(checkout_id: UUID, held: Mapping[UUID, Mapping[int, int]], until: datetime) -> None:
    Reservation.objects.filter(checkout_line__checkout=checkout_id).delete()
    Reservation.objects.bulk_create(
        Reservation(
            checkout_line_id=line_id, stock_id=stock_id, quantity_reserved=pieces, reserved_until=until
        )
        for line_id, stocks in held.items()
        for stock_id, pieces in stocks.items()
    )


def read(*, checkout_id: UUID, variant_ids: Collection[int], channel: Channel, now: datetime) -> Holding:
    """Return what a checkout holds, and what there is besides, in two queries (none without variants)."""
    if not variant_ids:
        return Holding({}, {}, None)
    stocks = queries.stocks(variant_ids, channel.pk)
    claims = _Claims(checkout_id, [stock.pk for stock in stocks], now)
    free, left = dict.fromkeys(variant_ids, 0), dict.fromkeys(variant_ids, 0)
    for stock in stocks:
        pieces = stock.quantity - stock.quantity_allocated - claims.others.get(stock.pk, 0)
        free[stock.variant_id] += max(pieces, 0)
        left[stock.variant_id] += max(pieces - claims.own.get(stock.pk, 0), 0)
    return Holding(free, left, claims.expires_at)


class _Claims:
    """Live reservations by stock: a checkout's own and others'."""

    def __init__(self, checkout_id: UUID, stock_ids: Sequence[int], now: datetime) -> None:
        self.own: dict[int, int] = {}
        self.others: dict[int, int] = {}
        self.expires_at: datetime | None = None
        for row in _claims(stock_ids, now, checkout_id):
            (self.own if row["is_own"] else self.others)[row["stock_id"]] = row["pieces"]
            if row["is_own"]:
                self.expires_at = min(row["until"], self.expires_at or row["until"])


@prepared
def _claims(stock_ids: Collection[int], now: datetime, checkout_id: UUID) -> QuerySet[Any, Any]:
    live = Reservation.objects.filter(stock_id__in=stock_ids, reserved_until__gt=now)
    rows = live.annotate(is_own=Q(checkout_line__checkout=checkout_id)).values("stock_id", "is_own")
    return rows.order_by().annotate(pieces=Sum("quantity_reserved"), until=Min("reserved_until"))


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
