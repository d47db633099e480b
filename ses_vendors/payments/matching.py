"""What a statement's lines say about payments. Pure; a doubt is listed for a person, never decided here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kernel.money import Money
from ses_vendors.payments import references
from ses_vendors.payments.statements.lines import Line

#: Guesses shown beside one line.
MOST_GUESSES = 3


class Outcome(StrEnum):
    """What a line is. Only PAID moves anything."""

    PAID = "paid"
    AMOUNT_DIFFERS = "amount_differs"
    ALREADY_PAID = "already_paid"
    TWICE = "twice"
    CANCELLED = "cancelled"
    NOT_ORDERED = "not_ordered"
    SEVERAL = "several"
    UNKNOWN = "unknown"
    OUTGOING = "outgoing"
    SEEN_BEFORE = "seen_before"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A payment as matching needs it; `state` is one of the payment's, `is_ordered` says it has an order."""

    reference: str
    amount: Money
    state: str
    is_ordered: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """A line with what it is, the payment it names, and what a person may want to look at."""

    line: Line
    outcome: Outcome
    reference: str = ""
    guesses: tuple[str, ...] = ()


def named(lines: Iterable[Line]) -> frozenset[str]:
    """Return every reference that some line names: what must be looked up before matching."""
    return frozenset(reference for line in lines for reference in references.find(line.text))


def match(
    lines: Sequence[Line],
    known: Mapping[str, Candidate],
    *,
    open_payments: Sequence[Candidate] = (),
    seen: frozenset[int] = frozenset(),
) -> tuple[Match, ...]:
    """Match lines with payments.

    `known` are the payments of the references that the lines name; `open_payments` are the ones still
    awaited, for guesses; `seen` are positions of lines that an earlier statement already brought.
    """
    by_amount = _by_amount(open_payments)
    taken: set[str] = set()
    found = []
    for place, line in enumerate(lines):
        each = Match(line, Outcome.SEEN_BEFORE) if place in seen else _match(line, known, taken, by_amount)
        if each.outcome is Outcome.PAID:
            taken.add(each.reference)
        found.append(each)
    return tuple(found)


def _match(
    line: Line, known: Mapping[str, Candidate], taken: set[str], by_amount: Mapping[Money, list[Candidate]]
) -> Match:
    if not line.is_incoming:
        return Match(line, Outcome.OUTGOING)
    ours = [reference for reference in references.find(line.text) if reference in known]
    if len(ours) > 1:
        return Match(line, Outcome.SEVERAL, guesses=tuple(ours[:MOST_GUESSES]))
    if not ours:
        return Match(line, Outcome.UNKNOWN, guesses=_guesses(line, by_amount))
    (reference,) = ours
    return Match(line, _outcome(line, known[reference], taken), reference)


def _outcome(line: Line, candidate: Candidate, taken: set[str]) -> Outcome:
    if candidate.reference in taken:
        return Outcome.TWICE
    if candidate.state == "cancelled":
        return Outcome.CANCELLED
    if candidate.state != "pending":
        return Outcome.ALREADY_PAID
    if line.amount != candidate.amount:
        return Outcome.AMOUNT_DIFFERS
    return Outcome.PAID if candidate.is_ordered else Outcome.NOT_ORDERED


def _guesses(line: Line, by_amount: Mapping[Money, list[Candidate]]) -> tuple[str, ...]:
    """Awaited payments of exactly this sum; those whose reference nearly stands in the text come first."""
    written = references.near(line.text)
    same = sorted(
        by_amount.get(line.amount, ()),
        key=lambda each: (
            min((_distance(each.reference, text) for text in written), default=99),
            each.reference,
        ),
    )
    return tuple(each.reference for each in same[:MOST_GUESSES])


def _by_amount(payments: Sequence[Candidate]) -> dict[Money, list[Candidate]]:
    grouped: dict[Money, list[Candidate]] = {}
    for each in payments:
        grouped.setdefault(each.amount, []).append(each)
    return grouped


def _distance(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
