"""What the basket page shows: parts by seller, each line with what changed or went wrong. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from commerce.types import Basket, BasketLine, LineId, SellerName
from kernel.money import Money
from kernel.selling import Selling
from storefront import parcels, selling
from storefront.parcels import Part


@dataclass(frozen=True, slots=True)
class Slip:
    """What was typed for a line and refused, with the reason."""

    typed: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line as the page shows it. `old_price` is the price of a piece when it was put in, if it differs;
    `selling` says whether its seller takes orders now.
    """

    line: BasketLine
    anchor: str
    typed: str
    error: str
    old_price: Money | None
    selling: Selling

    @property
    def is_refused(self) -> bool:
        """Whether it keeps the basket from being ordered."""
        return self.line.problem is not None or not self.selling.is_open


@dataclass(frozen=True, slots=True)
class Group:
    """One seller's part with its rows."""

    part: Part[BasketLine]
    rows: tuple[Row, ...]

    @property
    def seller(self) -> SellerName | None:
        """Who sells and sends this part."""
        return self.part.seller

    @property
    def selling(self) -> Selling:
        """Whether this seller takes orders now."""
        return self.rows[0].selling


def groups(
    basket: Basket,
    *,
    first_prices: Mapping[LineId, Money],
    slips: Mapping[LineId, Slip],
    now: datetime,
) -> tuple[Group, ...]:
    """Arrange a basket by seller, as things are at `now`."""
    anchors = {line.id: f"line-{number}" for number, line in enumerate(basket.lines, start=1)}
    return tuple(
        Group(
            part,
            tuple(_row(line, anchors[line.id], first_prices, slips.get(line.id), now) for line in part.lines),
        )
        for part in parcels.split(basket.lines, delivery=basket.shipping)
    )


def _row(
    line: BasketLine,
    anchor: str,
    first_prices: Mapping[LineId, Money],
    slip: Slip | None,
    now: datetime,
) -> Row:
    first = first_prices.get(line.id)
    return Row(
        line=line,
        anchor=anchor,
        typed=slip.typed if slip else str(line.quantity),
        error=slip.message if slip else "",
        old_price=first if first != line.undiscounted_unit_price else None,
        selling=selling.of(line, now=now),
    )


def has_problems(basket: Basket, *, now: datetime) -> bool:
    """Say whether something must be put right before the basket can be ordered at `now`."""
    return any(line.problem for line in basket.lines) or bool(selling.refusing(basket, now=now))
