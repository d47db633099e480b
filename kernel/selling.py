"""Whether a SES takes orders at one moment, from facts with dates. Pure; no clock is read.

Its page at the core carries `PAGE_KEY`, beside its documents (`kernel.badge.facts`), as JSON:

    {"closures": [{"from": "2026-12-01", "to": "2026-12-05", "note_ro": "Inventar.", "note_en": "Stock."}],
     "pause_after_days": 30, "stopped_at": "2026-11-25T09:30:00+00:00", "stop_kind": "suspended"}

Days are Bucharest's, both ends of a closure included; without `to` it lasts until somebody ends it. The
answer is stored nowhere. A page without these facts is none of the App's and sells; where they cannot be
read, the documents alone decide.

| what is so now                                                       | answer  |
|----------------------------------------------------------------------|---------|
| the SES is suspended, leaving or closed                              | STOPPED |
| its last attestation is suspended or withdrawn                       | STOPPED |
| its last attestation ended more than `pause_after_days` ago          | STOPPED |
| one of its closures holds                                            | CLOSED  |
| else                                                                 | OPEN    |

Without `pause_after_days` the operator lets it go on as an ordinary trader after its attestation has ended;
one that was suspended or withdrawn stops it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from kernel.badge.facts import Document, Kind, Standing, packed, rows_of, unpacked
from kernel.badge.rule import day_of, in_force

PAGE_KEY = "ses.sales"
#: The most closures that are told: the next ones.
MOST_CLOSURES = 20


@dataclass(frozen=True, slots=True)
class PauseRule:
    """From a day on, how many days goods stay on sale after their SES's attestation has ended."""

    effective_from: date
    days: int
    source: str


PAUSE_RULES = (
    PauseRule(date(2026, 1, 1), 30, "Own rule of the shop; no act sets a term. Shoppers read nothing of it."),
)


class StopKind(StrEnum):
    """Why a SES itself sells no more."""

    SUSPENDED = "suspended"
    LEAVING = "leaving"
    CLOSED = "closed"


class State(StrEnum):
    """Whether orders are taken."""

    OPEN = "open"
    CLOSED = "closed"
    """For some days: goods can be seen and found, but not ordered."""
    STOPPED = "stopped"
    """Until further notice: goods are not shown."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Days without orders, the first and the last included, and what shoppers read."""

    from_: date
    to: date | None = None
    note_ro: str = ""
    note_en: str = ""


def pause_days(*, on: date) -> int:
    """Return the term of `PAUSE_RULES` in force on a day; before the first one, its."""
    held = [rule for rule in PAUSE_RULES if rule.effective_from <= on]
    return max(held or PAUSE_RULES[:1], key=lambda rule: rule.effective_from).days


@dataclass(frozen=True, slots=True)
class Sales:
    """What the App tells of a SES's selling. `pause_after_days` None: it may go on without an attestation."""

    stopped_at: datetime | None = None
    stop_kind: StopKind | None = None
    closures: tuple[Closure, ...] = ()
    pause_after_days: int | None = PAUSE_RULES[-1].days


@dataclass(frozen=True, slots=True)
class Selling:
    """The answer for one moment. While closed, `until` is the last day and `reopens_on` the day after it;
    both are None where the end is open.
    """

    state: State
    until: date | None = None
    reopens_on: date | None = None
    note_ro: str = ""
    note_en: str = ""

    @property
    def is_open(self) -> bool:
        """Whether orders are taken."""
        return self.state is State.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether orders are not taken for some days."""
        return self.state is State.CLOSED

    @property
    def is_stopped(self) -> bool:
        """Whether goods are not shown."""
        return self.state is State.STOPPED

    def note(self, language: str) -> str:
        """The SES's own words; Romanian where there are none in English."""
        return (language.lower() == "en" and self.note_en) or self.note_ro


TAKES_ORDERS, SELLS_NOTHING = Selling(State.OPEN), Selling(State.STOPPED)


def judge(sales: Sales | None, standing: Standing, *, now: datetime) -> Selling:
    """Judge whether orders are taken at a moment; `now` is aware. Without facts they are."""
    if sales is None:
        return TAKES_ORDERS
    if _is_stopped(sales, now) or _is_paused(sales, standing, now):
        return SELLS_NOTHING
    closure = _holding(sales.closures, day_of(now))
    if closure is None:
        return TAKES_ORDERS
    until = _last_day(closure, sales.closures)
    reopens_on = until + timedelta(days=1) if until else None
    return Selling(State.CLOSED, until, reopens_on, closure.note_ro, closure.note_en)


def _is_stopped(sales: Sales, now: datetime) -> bool:
    return sales.stopped_at is not None and now >= sales.stopped_at


def _is_paused(sales: Sales, standing: Standing, now: datetime) -> bool:
    """Say whether the attestation keeps goods from being sold; a SES that never had one is the operator's."""
    last = _last_attestation(standing, now)
    if last is None or in_force(standing, Kind.ATTESTATION, now=now) is not None:
        return False
    if last.stopped_at is not None and now >= last.stopped_at:
        return True
    if sales.pause_after_days is None:
        return False
    return (day_of(now) - last.valid_until).days > sales.pause_after_days


def _last_attestation(standing: Standing, now: datetime) -> Document | None:
    day = day_of(now)
    begun = [each for each in standing.of(Kind.ATTESTATION) if each.since <= now and each.issued_on <= day]
    return max(begun, key=lambda each: (each.issued_on, each.since, each.number), default=None)


def _holds(closure: Closure, day: date) -> bool:
    return closure.from_ <= day and (closure.to is None or day <= closure.to)


def _holding(closures: Iterable[Closure], day: date) -> Closure | None:
    """Return the closure that a day belongs to, the one that lasts longest."""
    held = [each for each in closures if _holds(each, day)]
    return max(held, key=_order, default=None)


def _order(closure: Closure) -> tuple[date, date, str, str]:
    return (closure.to or date.max, closure.from_, closure.note_ro, closure.note_en)


def _last_day(closure: Closure, closures: tuple[Closure, ...]) -> date | None:
    """Return the last day of a closure and of those that follow it without a day between."""
    following: Closure | None = closure
    while following is not None:
        if following.to is None or following.to == date.max:
            return None
        last = following.to
        following = _holding(closures, last + timedelta(days=1))
    return last


# --- How it travels ---


def written(sales: Sales, *, on: date) -> str:
    """Write facts as the core keeps them, without closures that are over on a day; the same give the same."""
    ahead = [each for each in sales.closures if each.to is None or each.to >= on]
    told = sorted(set(ahead), key=lambda each: (each.from_, _order(each)))
    values: dict[str, Any] = {
        "closures": [_written(each) for each in told[:MOST_CLOSURES]],
        "pause_after_days": sales.pause_after_days,
    }
    if sales.stopped_at is not None:
        values["stopped_at"] = sales.stopped_at.isoformat()
    if sales.stop_kind is not None:
        values["stop_kind"] = sales.stop_kind.value
    return packed(values)


@lru_cache(maxsize=4096)
def read(text: str | None) -> Sales | None:
    """Read what `written` wrote; None where there is nothing. What cannot be read is left out."""
    if not text:
        return None
    facts = unpacked(text)
    if facts is None:
        return Sales()
    found = [_closure(each) for each in rows_of(facts, "closures")]
    return Sales(
        stopped_at=_moment(facts.get("stopped_at")),
        stop_kind=_kind(facts.get("stop_kind")),
        closures=tuple(each for each in found if each is not None),
        pause_after_days=_days(facts),
    )


def _written(closure: Closure) -> dict[str, str]:
    values = {
        "from": closure.from_.isoformat(),
        "to": closure.to.isoformat() if closure.to else "",
        "note_ro": closure.note_ro,
        "note_en": closure.note_en,
    }
    return {name: value for name, value in values.items() if value}


def _closure(facts: object) -> Closure | None:
    if not isinstance(facts, dict):
        return None
    try:
        first = date.fromisoformat(facts["from"])
        last = date.fromisoformat(facts["to"]) if "to" in facts else None
    except (KeyError, TypeError, ValueError):
        return None
    notes = [facts.get(name, "") for name in ("note_ro", "note_en")]
    if not all(isinstance(note, str) for note in notes) or (last is not None and last < first):
        return None
    return Closure(first, last, *notes)


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _kind(value: object) -> StopKind | None:
    try:
        return StopKind(str(value))
    except ValueError:
        return None


def _days(facts: dict[str, Any]) -> int | None:
    value = facts.get("pause_after_days", Sales().pause_after_days)
    is_number = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 36_500
    return value if value is None or is_number else Sales().pause_after_days
