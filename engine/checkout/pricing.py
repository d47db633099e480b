"""What a basket costs: lines, a voucher, delivery and the VAT inside. Pure: no database.

Prices are gross, as entered. VAT is the part of a gross amount that lies above its net, taken from each
line's total and from the delivery, never from the grand total, so that the parts sum to the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from kernel.money import Money


class Scope(Enum):
    """What a voucher reduces, with Saleor's codes."""

    ENTIRE_ORDER = "ENTIRE_ORDER"
    SPECIFIC_PRODUCT = "SPECIFIC_PRODUCT"
    SHIPPING = "SHIPPING"


@dataclass(frozen=True, slots=True)
class Terms:
    """A voucher's reduction: `value` is bani when fixed, whole percent otherwise.

    `is_for_one_piece` reduces a single piece, the cheapest that the voucher is for.
    """

    scope: Scope
    is_percentage: bool
    value: int
    is_for_one_piece: bool = False

    def off(self, amount: Money) -> Money:
        """Return what is taken off an amount: never more than all of it."""
        if self.is_percentage:
            return amount.share(min(self.value, 100), 100)
        return min(Money(self.value, amount.currency), amount)


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces at a gross unit price with a VAT rate in percent; `is_eligible` for the voucher."""

    quantity: int
    unit_price: Money
    tax_rate: int
    is_eligible: bool = True

    @property
    def total(self) -> Money:
        """All pieces before any reduction."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its share of the reduction."""

    line: Line
    discount: Money

    @property
    def total(self) -> Money:
        """All pieces, gross, reduced."""
        return self.line.total - self.discount

    @property
    def total_net(self) -> Money:
        """The same without VAT."""
        return self.total.net_of(self.line.tax_rate)

    @property
    def unit(self) -> Money:
        """One piece, gross, reduced: the line's total over its pieces, to the nearest ban."""
        return self.total.share(1, self.line.quantity)

    @property
    def unit_net(self) -> Money:
        """The same without VAT."""
        return self.unit.net_of(self.line.tax_rate)

    @property
    def unit_discount(self) -> Money:
        """What one piece is reduced by, to the nearest ban."""
        return self.line.unit_price - self.unit


@dataclass(frozen=True, slots=True)
class Delivery:
    """The price of sending everything, gross, with its VAT rate in percent."""

    price: Money
    tax_rate: int


@dataclass(frozen=True, slots=True)
class Priced:
    """A basket's prices. `subtotal + delivery_price == total`, gross and net alike."""

    lines: tuple[PricedLine, ...]
    delivery: Delivery
    delivery_discount: Money

    @property
    def currency(self) -> str:
        """ISO code of every amount here."""
        return self.delivery.price.currency

    @property
    def subtotal(self) -> Money:
        """All lines, gross, reduced."""
        return Money.total((line.total for line in self.lines), self.currency)

    @property
    def subtotal_net(self) -> Money:
        """All lines without VAT, reduced."""
        return Money.total((line.total_net for line in self.lines), self.currency)

    @property
    def undiscounted_subtotal(self) -> Money:
        """All lines, gross, before the voucher."""
        return Money.total((line.line.total for line in self.lines), self.currency)

    @property
    def undiscounted_total(self) -> Money:
        """Lines and delivery, gross, before the voucher."""
        return self.undiscounted_subtotal + self.delivery.price

    @property
    def undiscounted_total_net(self) -> Money:
        """The same without VAT."""
        lines = (entry.line.total.net_of(entry.line.tax_rate) for entry in self.lines)
        return Money.total(lines, self.currency) + self.delivery.price.net_of(self.delivery.tax_rate)

    @property
    def delivery_price(self) -> Money:
        """Delivery, gross, reduced."""
        return self.delivery.price - self.delivery_discount

    @property
    def delivery_price_net(self) -> Money:
        """The same without VAT."""
        return self.delivery_price.net_of(self.delivery.tax_rate)

    @property
    def discount(self) -> Money:
        """All that the voucher takes off."""
        return Money.total((line.discount for line in self.lines), self.currency) + self.delivery_discount

    @property
    def total(self) -> Money:
        """What is to be paid, gross."""
        return self.subtotal + self.delivery_price

    @property
    def total_net(self) -> Money:
        """What is to be paid, without VAT."""
        return self.subtotal_net + self.delivery_price_net


def price(lines: Sequence[Line], delivery: Delivery, terms: Terms | None = None) -> Priced:
    """Price a basket with at most one voucher."""
    nothing = Money.zero(delivery.price.currency)
    discounts = [nothing] * len(lines)
    off_delivery = nothing
    if terms is not None and terms.scope is Scope.SHIPPING:
        off_delivery = terms.off(delivery.price)
    elif terms is not None:
        discounts = _line_discounts(lines, terms, nothing)
    priced = tuple(PricedLine(line, off) for line, off in zip(lines, discounts, strict=True))
    return Priced(priced, delivery, off_delivery)


def _line_discounts(lines: Sequence[Line], terms: Terms, nothing: Money) -> list[Money]:
    if terms.is_for_one_piece:
        return _off_the_cheapest(lines, terms, nothing)
    if terms.scope is Scope.ENTIRE_ORDER:
        return _off_everything(lines, terms, nothing)
    return [terms.off(line.unit_price) * line.quantity if line.is_eligible else nothing for line in lines]


def _off_everything(lines: Sequence[Line], terms: Terms, nothing: Money) -> list[Money]:
    weights = [line.total.minor_units for line in lines]
    if not any(weights):
        return [nothing] * len(lines)
    return terms.off(Money(sum(weights), nothing.currency)).allocate(weights)


def _off_the_cheapest(lines: Sequence[Line], terms: Terms, nothing: Money) -> list[Money]:
    eligible = [index for index, line in enumerate(lines) if line.is_eligible]
    discounts = [nothing] * len(lines)
    if eligible:
        cheapest = min(eligible, key=lambda index: lines[index].unit_price)
        discounts[cheapest] = terms.off(lines[cheapest].unit_price)
    return discounts
