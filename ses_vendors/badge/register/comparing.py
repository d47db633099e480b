"""What differs between the register and what the shop holds. Pure.

Documents are matched by CUI and kind: first by number, then by day of issue. Leading zeros and spaces of a
number do not matter, because a workbook drops them; a series is compared without case and spaces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from kernel.badge import Kind
from ses_vendors.badge.register.entries import Entry, Standing

#: Kinds that this register holds; sheltered units are in another one.
KINDS = (Kind.ATTESTATION, Kind.MARK)


@dataclass(frozen=True, slots=True)
class Ours:
    """A document as the shop holds it; `key` is its row's."""

    key: int
    cui: str
    kind: Kind
    series: str
    number: str
    issued_on: date
    valid_until: date
    is_suspended: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A document as the register says, as the shop holds it, or both, and what that comes to.

    `finding` is a code of `models.Finding`; `details` name fields with both values, as texts.
    """

    finding: str
    theirs: Entry | None = None
    ours: Ours | None = None
    details: list[dict[str, str]] = field(default_factory=list)


def compare(theirs: Iterable[Entry], ours: Iterable[Ours], *, sellers: Collection[str]) -> list[Compared]:
    """Compare every document, those of the file in its order and then those it lacks.

    `sellers` are the tax numbers of all that sell here, with documents or without.
    """
    held: dict[tuple[str, Kind], list[Ours]] = defaultdict(list)
    for each in ours:
        held[each.cui, each.kind].append(each)
    listed: dict[tuple[str, Kind], list[Entry]] = defaultdict(list)
    for entry in theirs:
        listed[entry.cui, entry.kind].append(entry)
    found = [
        each
        for key, entries in listed.items()
        for each in _compare(entries, held.get(key, []), is_seller=key[0] in sellers)
    ]
    missing = [each for key, rows in held.items() if key not in listed for each in rows]
    found += [Compared("missing", ours=each) for each in missing if each.kind in KINDS]
    return sorted(found, key=lambda each: (each.theirs is None, each.theirs.line if each.theirs else 0))


def same_number(one: str, other: str) -> bool:
    """Say whether two numbers are the same but for zeros in front, spaces and dots."""
    return _bare(one) == _bare(other)


def _compare(entries: Sequence[Entry], held: Sequence[Ours], *, is_seller: bool) -> list[Compared]:
    waiting, pairs, alone = list(held), [], []
    for entry in entries:
        match = _match(entry, waiting)
        if match is None:
            alone.append(entry)
        else:
            waiting.remove(match)
            pairs.append((entry, match))
    return [
        *(_judged(entry, match) for entry, match in pairs),
        *(_unmatched(entry, is_seller=is_seller) for entry in alone),
        *(Compared("missing", ours=each) for each in waiting),
    ]


def _match(entry: Entry, waiting: Sequence[Ours]) -> Ours | None:
    by_number = (each for each in waiting if same_number(each.number, entry.number))
    by_day = (each for each in waiting if each.issued_on == entry.issued_on)
    return next(by_number, None) or next(by_day, None)


def _unmatched(entry: Entry, *, is_seller: bool) -> Compared:
    if entry.problem:
        return Compared("unreadable", theirs=entry)
    if not is_seller:
        return Compared("unknown", theirs=entry)
    return Compared("new", theirs=entry)


def _judged(entry: Entry, held: Ours) -> Compared:
    details = _details(entry, held)
    fields = {each["field"] for each in details}
    if entry.problem:
        finding = "unreadable"
    elif entry.standing is not Standing.GOOD and not held.is_suspended:
        finding = "stopped"
    elif entry.standing is Standing.GOOD and held.is_suspended:
        finding = "stands"
    elif fields & {"series", "number"}:
        finding = "number"
    else:
        finding = "dates" if fields else "agrees"
    return Compared(finding, entry, held, details)


def _details(entry: Entry, held: Ours) -> list[dict[str, str]]:
    """Name what differs; what the register leaves open differs from nothing."""
    pairs = (
        ("series", held.series, entry.series, not entry.series or _bare(entry.series) == _bare(held.series)),
        ("number", held.number, entry.number, same_number(held.number, entry.number)),
        ("issued_on", *_days(held.issued_on, entry.issued_on)),
        ("valid_until", *_days(held.valid_until, entry.valid_until)),
    )
    return [
        {"field": name, "ours": mine, "theirs": other} for name, mine, other, is_same in pairs if not is_same
    ]


def _days(mine: date, other: date | None) -> tuple[str, str, bool]:
    return mine.isoformat(), other.isoformat() if other else "", other is None or mine == other


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold().lstrip("0")
