"""What the basket page shows: parts by seller, each line with what changed or went wrong. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commerce.types import Basket, BasketLine, LineId, SellerName
from kernel.money import Money
from storefront import parcels
from storefront.parcels import Part


@dataclass(frozen=True, slots=True)
class Slip:
    """What was typed for a line and refused, with the reason."""

    typed: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line as the page shows it. `old_price` is the price of a piece when it was put in, if it differs."""

    line: BasketLine
    anchor: str
    typed: str
    error: str
    old_price: Money | None


@dataclass(frozen=True, slots=True)
class Group:
    """One seller's part with its rows."""

    part: Part[BasketLine]
    rows: tuple[Row, ...]

    @property
    def seller(self) -> SellerName | None:
        """Who sells and sends this part."""
        return self.part.seller


def groups(
    basket: Basket,
    *,
    first_prices: Mapping[LineId, Money],
    slips: Mapping[LineId, Slip],
) -> tuple[Group, ...]:
    """Arrange a basket by seller."""
    anchors = {line.id: f"line-{number}" for number, line in enumerate(basket.lines, start=1)}
    return tuple(
        Group(
            part, tuple(_row(line, anchors[line.id], first_prices, slips.get(line.id)) for line in part.lines)
        )
        for part in parcels.split(basket.lines, delivery=basket.shipping)
    )


def _row(line: BasketLine, anchor: str, first_prices: Mapping[LineId, Money], slip: Slip | None) -> Row:
    first = first_prices.get(line.id)
    return Row(
        line=line,
        anchor=anchor,
        typed=slip.typed if slip else str(line.quantity),
        error=slip.message if slip else "",
        old_price=first if first != line.undiscounted_unit_price else None,
    )


def has_problems(basket: Basket) -> bool:
    """Say whether something must be put right before the basket can be ordered."""
    return any(line.problem for line in basket.lines)
