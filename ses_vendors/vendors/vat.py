"""When a SES pays VAT, from its periods. Pure: works on anything with `starts_on` and `ends_on`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol


class Period(Protocol):
    """Days from the first to the last, both included; without a last one, from then on."""

    starts_on: date
    ends_on: date | None


def contains(period: Period, day: date) -> bool:
    """Say whether a day lies in a period."""
    return period.starts_on <= day and (period.ends_on is None or day <= period.ends_on)


def covers(periods: Iterable[Period], day: date) -> bool:
    """Say whether any of the periods has the day."""
    return any(contains(period, day) for period in periods)


def touches(period: Period, starts_on: date, ends_on: date | None) -> bool:
    """Say whether a period shares a day with the days from `starts_on` to `ends_on`."""
    return contains(period, starts_on) or (
        period.starts_on >= starts_on and (ends_on is None or period.starts_on <= ends_on)
    )
