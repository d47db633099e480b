"""What was paid with: a card, a gift card, or something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from engine.payments.models import TransactionItem

TYPES = ("CARD", "OTHER", "GIFT_CARD")
LONGEST = {"name": 256, "brand": 40, "firstDigits": 4, "lastDigits": 4, "lastChars": 4}
#: Which details each type has.
DETAILS = {
    "CARD": ("name", "brand", "firstDigits", "lastDigits", "expMonth", "expYear"),
    "OTHER": ("name",),
    "GIFT_CARD": ("name", "brand", "lastChars"),
}
MONTHS = range(1, 13)
YEARS = range(2000, 10000)


class BadMethod(Exception):
    """Details that cannot be kept: pairs of a field and what is wrong with it."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        super().__init__("; ".join(why for _, why in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Method:
    """The columns `method_…` of a transaction. A gift card's last characters are its `last_digits`."""

    type: str
    name: str
    brand: str | None = None
    first_digits: str | None = None
    last_digits: str | None = None
    exp_month: int | None = None
    exp_year: int | None = None

    def write_to(self, item: TransactionItem) -> None:
        """Set the columns of a transaction; it is not saved."""
        for column in fields(self):
            setattr(item, f"method_{column.name}", getattr(self, column.name))


#: The columns that `Method.write_to` sets.
COLUMNS = tuple(f"method_{column.name}" for column in fields(Method))


def read(given: Mapping[str, Any]) -> Method:
    """Read details written as Saleor's JSON, `type` among them. Raises BadMethod."""
    kind = given.get("type")
    if kind not in TYPES:
        raise BadMethod(("type", f"Input should be one of {', '.join(TYPES)}"))
    details: dict[str, Any] = {name: given.get(name) for name in DETAILS[kind]}
    problems = [(name, why) for name, value in details.items() if (why := _problem(name, value))]
    if problems:
        raise BadMethod(*problems)
    return Method(
        type=kind,
        name=details["name"],
        brand=details.get("brand"),
        first_digits=details.get("firstDigits"),
        last_digits=details.get("lastDigits") or details.get("lastChars"),
        exp_month=details.get("expMonth"),
        exp_year=details.get("expYear"),
    )


def _problem(name: str, value: Any) -> str | None:
    if value is None:
        return "The `name` field is required." if name == "name" else None
    if name == "expMonth":
        return None if _is_in(value, MONTHS) else "The `expMonth` field must be between 1 and 12."
    if name == "expYear":
        return None if _is_in(value, YEARS) else "The `expYear` field must be between 2000 and 9999."
    if isinstance(value, str) and len(value) <= LONGEST[name]:
        return None
    return f"The `{name}` field must be less than {LONGEST[name]} characters."


def _is_in(value: Any, allowed: range) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in allowed
