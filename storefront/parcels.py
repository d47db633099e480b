"""How a basket or order falls apart by seller: each SES sells its part and sends it in its own parcel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from commerce.types import BasketLine, OrderLine, SellerName
from kernel.money import Money

Line = TypeVar("Line", BasketLine, OrderLine)


@dataclass(frozen=True, slots=True)
class Part(Generic[Line]):
    """What one SES sells. `goods` is the sum of its lines, reductions taken off; `delivery` its share."""

    seller: SellerName | None
    lines: tuple[Line, ...]
    goods: Money
    delivery: Money

    @property
    def is_shipped(self) -> bool:
        """Say whether a parcel is needed; services and downloads travel without one."""
        return any(line.is_shipped for line in self.lines)

    @property
    def quantity(self) -> int:
        """Pieces in this part."""
        return sum(line.quantity for line in self.lines)

    @property
    def total(self) -> Money:
        """What this SES gets: what the courier collects for it when it is paid on delivery."""
        return self.goods + self.delivery


def split(lines: Sequence[Line], *, delivery: Money) -> tuple[Part[Line], ...]:
    """Group lines by seller, in the order they came, and share the price of delivery between the parcels.

    A parcel costs what a parcel costs, so the shares are equal; where bani are left over the first parcels
    bear one each. Sums are exact: 19.99 over three parcels is 6.67, 6.66 and 6.66.
    """
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.seller.slug if line.seller else "", []).append(line)
    shares = _shares([any(line.is_shipped for line in group) for group in groups.values()], delivery)
    return tuple(
        Part(
            seller=group[0].seller,
            lines=tuple(group),
            goods=Money.total((line.total for line in group), delivery.currency),
            delivery=share,
        )
        for group, share in zip(groups.values(), shares, strict=True)
    )


def _shares(shipped: Sequence[bool], delivery: Money) -> list[Money]:
    if not any(shipped):
        return [Money.zero(delivery.currency) for _ in shipped]
    return delivery.allocate([int(needs_parcel) for needs_parcel in shipped])


def count(parts: Sequence[Part[BasketLine]] | Sequence[Part[OrderLine]]) -> int:
    """How many parcels come."""
    return sum(part.is_shipped for part in parts)
