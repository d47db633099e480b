"""What delivery costs and takes, as pages say it before there is a basket."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from kernel.money import Money


@dataclass(frozen=True, slots=True)
class Terms:
    """Price of an order's delivery (VAT included), the goods' sum from which it is free, working days."""

    price: Money
    free_from: Money
    first_day: int
    last_day: int


def current() -> Terms:
    """Read the operator's settings."""
    first, last = settings.SHOP_DELIVERY_DAYS
    return Terms(
        price=Money.from_decimal(settings.SHOP_DELIVERY_LEI),
        free_from=Money.from_decimal(settings.SHOP_DELIVERY_FREE_FROM_LEI),
        first_day=first,
        last_day=last,
    )
