"""From when to when documents of one kind may run, and what about their dates is odd. Pure.

Two documents of one kind of one SES may not run at the same time, but for a renewal: agencies issue the next
one before the old one ends, so that no day is without. A renewal is issued within the last 180 days of the
old one, or later, and ends after it. The same period twice, or one inside the other, is a typing error or a
second paper for the same thing, and is refused.

Source: Legea 219/2015 art. 8 (an attestation holds five years and is prolonged) and art. 13 (a mark holds
three years from its issue). The 180 days are this shop's: an agency decides within 30 days of a complete
file, and half a year leaves room for the file itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kernel.badge import Kind

RENEWAL = timedelta(days=180)
#: From a day on, after how many days an entry of the register is looked at again. The register has no public
#: interface, so a person looks; a new rhythm is a new row.
RECHECK_DAYS = ((date(2026, 1, 1), 90),)
#: Years for which a document of a kind is issued; a kind that is not here has no fixed term.
TERMS = {Kind.ATTESTATION: 5, Kind.MARK: 3}


class Doubt(StrEnum):
    """What about a document's dates is odd, though it may be right."""

    FUTURE_ISSUE = "future-issue"
    """It is issued on a day that has not come."""
    LONG_TERM = "long-term"
    """It runs for longer than the law gives its kind."""
    ENDED = "ended"
    """Its last day is over."""


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last good day."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        """Say whether a day is in it."""
        return self.first <= day <= self.last


def may_stand_beside(one: Period, other: Period) -> bool:
    """Say whether two documents of one kind may run so: apart, or the later renews the earlier."""
    earlier, later = sorted((one, other), key=lambda each: (each.first, each.last))
    if later.first > earlier.last:
        return True
    return later.first > earlier.first and later.first >= earlier.last - RENEWAL and later.last > earlier.last


def usual_end(kind: str, issued_on: date) -> date | None:
    """Return the last day that a document issued on a day usually has; None where its kind has no term."""
    years = TERMS.get(Kind(kind))
    return _years_later(issued_on, years) - timedelta(days=1) if years else None


def recheck_due(looked_on: date) -> date:
    """Return by when the register is to be looked at again."""
    in_force = [days for since, days in RECHECK_DAYS if since <= looked_on]
    return looked_on + timedelta(days=in_force[-1] if in_force else RECHECK_DAYS[0][1])


def doubts(*, kind: str, issued_on: date, valid_until: date, today: date) -> tuple[Doubt, ...]:
    """Return what whoever enters or checks a document should look at twice; nothing of it is refused."""
    usual = usual_end(kind, issued_on)
    found = (
        (Doubt.FUTURE_ISSUE, issued_on > today),
        # One day more than the usual end is how some papers count.
        (Doubt.LONG_TERM, usual is not None and valid_until > usual + timedelta(days=1)),
        (Doubt.ENDED, valid_until < today),
    )
    return tuple(doubt for doubt, is_so in found if is_so)


def _years_later(day: date, years: int) -> date:
    """The same day some years on; 1 March for the 29 February of a year that has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(min(day.year + years, date.max.year), 3, 1)
