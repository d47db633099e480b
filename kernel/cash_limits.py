"""What may be paid to a courier, and how much of it. Pure: every rule is dated and names its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.money import Money

#: OUG 34/2014 art. 16 c: made to the buyer's wish, worth nothing to anybody else when refused at the door.
MADE_TO_ORDER = "16c"


@dataclass(frozen=True, slots=True)
class CashLimit:
    """The most cash that one buyer may hand over in a day, from a date on, and the law that says so."""

    effective_from: date
    person: Money
    company: Money
    source: str


#: A new rule is a new row.
CASH_LIMITS = (
    CashLimit(
        effective_from=date(2015, 5, 9),
        person=Money(1_000_000),
        company=Money(500_000),
        source="Legea 70/2015 art. 1-4, with OUG 115/2023",
    ),
)


class Obstacle(StrEnum):
    """Why a way to pay is closed."""

    NOT_SHIPPED = "not_shipped"
    MADE_TO_ORDER = "made_to_order"
    ABOVE_LIMIT = "above_limit"


@dataclass(frozen=True, slots=True)
class Goods:
    """What of a line decides: whether a courier brings it, and why it cannot be sent back ("16c", or "")."""

    is_shipped: bool
    exemption: str = ""


def cash_rule(on: date) -> CashLimit:
    """Return the rule in force on a day. Raises ValueError before the first one."""
    return max((rule for rule in CASH_LIMITS if rule.effective_from <= on), key=lambda r: r.effective_from)


def cash_limit(*, is_company: bool, on: date, cap: Money | None) -> Money:
    """Return the most an order paid in cash may cost: the law's limit, or the shop's lower `cap`."""
    rule = cash_rule(on)
    legal = rule.company if is_company else rule.person
    return min(legal, cap) if cap else legal


def cash_obstacle(
    goods: Sequence[Goods], *, total: Money, is_company: bool, on: date, cap: Money | None
) -> Obstacle | None:
    """Say why an order cannot be paid to the courier; None where it can."""
    if any(not each.is_shipped for each in goods):
        return Obstacle.NOT_SHIPPED
    if any(each.exemption == MADE_TO_ORDER for each in goods):
        return Obstacle.MADE_TO_ORDER
    if total > cash_limit(is_company=is_company, on=on, cap=cap):
        return Obstacle.ABOVE_LIMIT
    return None
