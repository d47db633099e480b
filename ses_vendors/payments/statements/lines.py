"""What every statement comes to, whatever its format."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kernel.money import Money

#: Lines of one statement; a busy shop's month has a few thousand.
MOST_LINES = 20_000
LONGEST_TEXT = 1_000
#: Bani; a database's whole number holds more, a plausible transfer less.
LARGEST_AMOUNT = 10**14


class UnreadableStatement(ValueError):
    """The file is no statement we can read; `line` is where, counted from 1, where that is known."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line = message, line


@dataclass(frozen=True, slots=True)
class Line:
    """One movement of the account. Positive money came in, negative went out.

    `text` is what the payer wrote and whatever else the bank put there; `bank_reference` is the bank's own
    name of the movement, empty where the export has none. `repeat` counts equal lines of one statement.
    """

    booked_on: date
    amount: Money
    text: str
    bank_reference: str = ""
    repeat: int = 0

    @property
    def is_incoming(self) -> bool:
        """Say whether money came in."""
        return self.amount.minor_units > 0

    def fingerprint(self, account: str) -> str:
        """Name the movement so that another statement that overlaps names it alike."""
        parts = (
            account,
            self.booked_on.isoformat(),
            str(self.amount.minor_units),
            self.amount.currency,
            self.bank_reference or " ".join(self.text.split()).casefold(),
            str(self.repeat),
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: which format, whose account (empty where the file does not say), its movements."""

    format: str
    account: str
    lines: tuple[Line, ...]


def counted(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Number lines that are equal: two transfers of the same sum and text on one day are two."""
    seen: Counter[Line] = Counter()
    numbered = []
    for line in lines:
        numbered.append(replace(line, repeat=seen[line]))
        seen[line] += 1
    return tuple(numbered)
