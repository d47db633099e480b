"""Money as whole minor units (bani for RON), so that no amount is ever a float."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering

MINOR_UNITS_PER_MAJOR = 100


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies met in one calculation."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (bani) of one currency (ISO 4217 code)."""

    minor_units: int
    currency: str = "RON"

    def __post_init__(self) -> None:
        if isinstance(self.minor_units, bool) or not isinstance(self.minor_units, int):
            raise TypeError("Money takes whole minor units.")

    @classmethod
    def zero(cls, currency: str = "RON") -> Money:
        """Nothing, in the given currency."""
        return cls(0, currency)

    @classmethod
    def from_decimal(cls, amount: Decimal | int | str, currency: str = "RON") -> Money:
        """Read a major-unit amount (lei), rounding half a ban away from zero."""
        scaled = Decimal(amount) * MINOR_UNITS_PER_MAJOR
        return cls(int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP)), currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: str = "RON") -> Money:
        """Add any number of amounts of one currency; nothing gives zero."""
        result = cls.zero(currency)
        for amount in amounts:
            result = result + amount
        return result

    @property
    def amount(self) -> Decimal:
        """The same amount in major units (lei) with two decimals."""
        return Decimal(self.minor_units).scaleb(-2)

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.minor_units + other.minor_units, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.minor_units - other.minor_units, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor_units, self.currency)

    def __mul__(self, factor: int) -> Money:
        if isinstance(factor, bool) or not isinstance(factor, int):
            raise TypeError("Money is multiplied by whole numbers; use share() for parts.")
        return Money(self.minor_units * factor, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.minor_units < other.minor_units

    def __bool__(self) -> bool:
        return self.minor_units != 0

    def share(self, numerator: int, denominator: int) -> Money:
        """Return numerator/denominator of the amount, half a ban rounded away from zero."""
        if denominator <= 0:
            raise ValueError("A share needs a positive denominator.")
        product = self.minor_units * numerator
        sign = -1 if product < 0 else 1
        rounded = (2 * abs(product) + denominator) // (2 * denominator)
        return Money(sign * rounded, self.currency)

    def net_of(self, rate_percent: int) -> Money:
        """Return the part without tax of a gross amount at a whole-percent rate."""
        return self.share(100, 100 + rate_percent)

    def allocate(self, weights: Sequence[int]) -> list[Money]:
        """Divide the amount by weights with the largest-remainder rule.

        The parts always sum to the whole; earlier parts win ties. For example 100 bani over
        weights 1, 1, 1 gives 34, 33, 33.

        Raises:
            ValueError: no weights, a negative weight, or only zeros.
        """
        total_weight = sum(weights)
        if not weights or total_weight <= 0 or min(weights) < 0:
            raise ValueError("Weights must be non-negative and not all zero.")
        sign = -1 if self.minor_units < 0 else 1
        whole = abs(self.minor_units)
        parts = [whole * weight // total_weight for weight in weights]
        remainders = [whole * weight % total_weight for weight in weights]
        by_remainder = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
        for index in by_remainder[: whole - sum(parts)]:
            parts[index] += 1
        return [Money(sign * part, self.currency) for part in parts]

    def _same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} does not mix with {other.currency}.")
