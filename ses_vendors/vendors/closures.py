"""Days on which a SES takes no orders. Pure.

Nothing is said before the first day and nothing after the last: only in between are orders refused. A closure
without a last day lasts until somebody ends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Days(Protocol):
    """Days from the first to the last, both included; without a last one, from then on."""

    starts_on: date
    ends_on: date | None


Some = TypeVar("Some", bound=Days)


def is_closed_on(closure: Days, day: date) -> bool:
    """Say whether a day (of Bucharest) is one of a closure's."""
    return closure.starts_on <= day and (closure.ends_on is None or day <= closure.ends_on)


def closed_on(closures: Iterable[Some], day: date) -> Some | None:
    """Return the closure that a day belongs to, the one that lasts longest; None where orders are taken."""
    holding = [each for each in closures if is_closed_on(each, day)]
    return max(holding, key=lambda each: each.ends_on or date.max, default=None)


def announced(closures: Iterable[Some], day: date) -> tuple[Some, ...]:
    """Return the closures still to come after a day, the next first."""
    return tuple(sorted((each for each in closures if each.starts_on > day), key=lambda each: each.starts_on))
