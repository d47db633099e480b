"""The rule: which badge a product may carry at one moment.

| the SES's documents that hold now | own production      | assembled or resold | origin unknown |
|-----------------------------------|---------------------|---------------------|----------------|
| none, or a mark without attestation | none              | none                | none           |
| attestation                       | badge, attested     | line                | line           |
| attestation and mark              | badge, insertion    | line                | line           |

The line says who sells ("sold by an attested social enterprise"); the badge says who made it. A box put
together from other makers' goods carries the line of who sells it: no badge is inherited.

A document holds from `since` on, on the days from its issue to its last one in Bucharest, both included, and
not from `stopped_at` on. So it falls at 00:00 of the day after `valid_until`, whatever ran or did not run.

Sources: Legea 219/2015 art. 8 and 13 (documents and their terms); Directive (EU) 2024/825, annex, point 2a (a
social label needs a public scheme behind it).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from kernel.badge.facts import Document, Kind, Origin, Standing

BUCHAREST = ZoneInfo("Europe/Bucharest")


class Level(StrEnum):
    """What may be said."""

    NONE = "none"
    LINE = "line"
    ATTESTED = "attested"
    INSERTION = "insertion"

    @property
    def is_badge(self) -> bool:
        """Whether it is a badge on the product itself, not a line about who sells it."""
        return self in (Level.ATTESTED, Level.INSERTION)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said, the document it rests on, and the last day on which that document holds."""

    level: Level
    document: Document | None = None

    @property
    def until(self) -> date | None:
        """The last good day of the document."""
        return self.document.valid_until if self.document else None


NOTHING_SAID = Verdict(Level.NONE)


def day_of(now: datetime) -> date:
    """Return the calendar day in Bucharest. `now` is aware."""
    return now.astimezone(BUCHAREST).date()


def holds(document: Document, *, now: datetime) -> bool:
    """Say whether a document is verified, in date and neither suspended nor withdrawn at a moment."""
    if now < document.since or (document.stopped_at is not None and now >= document.stopped_at):
        return False
    return document.issued_on <= day_of(now) <= document.valid_until


def in_force(standing: Standing, kind: Kind, *, now: datetime) -> Document | None:
    """Return the document of a kind that holds, the one that holds longest where there are several."""
    found = [each for each in standing.of(kind) if holds(each, now=now)]
    return max(found, key=lambda each: (each.valid_until, each.issued_on, each.number), default=None)


def judge(*, origin: Origin | None, standing: Standing, now: datetime) -> Verdict:
    """Judge what may be said of a product at a moment. `now` is aware."""
    attestation = in_force(standing, Kind.ATTESTATION, now=now)
    if attestation is None:
        return NOTHING_SAID
    if origin is not Origin.OWN:
        return Verdict(Level.LINE, attestation)
    mark = in_force(standing, Kind.MARK, now=now)
    return Verdict(Level.INSERTION, mark) if mark else Verdict(Level.ATTESTED, attestation)


def sheltered(*, origin: Origin | None, standing: Standing, now: datetime) -> Document | None:
    """Return the authorisation under which a company's purchase counts, or None.

    Legea 448/2006 art. 78: goods made by the own activity of a sheltered unit's disabled employees; resold
    ones never count.
    """
    return in_force(standing, Kind.SHELTERED, now=now) if origin is Origin.OWN else None
