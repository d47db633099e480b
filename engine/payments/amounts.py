"""What a transaction holds, worked out from its events alone, by Saleor's rules. Nothing here is stored.

Events of one action are paired by the payment app's reference (`psp_reference`):

- a request alone is pending; a success or failure with its reference ends it;
- of a success and a failure with one reference the newer counts, the failure when they are as old;
- what is charged (or pending) leaves what is authorized; what is refunded (or pending) leaves what is
  charged; what is canceled leaves what is authorized;
- an authorization's adjustment says the whole anew, and older authorizations no longer count;
- events without a reference (written by `transactionCreate` and `transactionUpdate`) only add up: their
  writer states each amount himself.

Example, in bani: CHARGE_SUCCESS 10000 and REFUND_REQUEST 3000 under another reference hold 7000 charged
and 3000 refund pending; REFUND_SUCCESS 3000 makes that 3000 refunded; REFUND_REVERSE 3000 brings it back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


class Event(Protocol):
    """What of an event counts. Those given count all; `amount` is bani."""

    @property
    def type(self) -> str: ...
    @property
    def psp_reference(self) -> str: ...
    @property
    def amount(self) -> int: ...
    @property
    def created_at(self) -> datetime: ...


@dataclass(slots=True)
class Amounts:
    """Bani of each kind. Only what is authorized never falls below zero."""

    authorized: int = 0
    charged: int = 0
    refunded: int = 0
    canceled: int = 0
    authorize_pending: int = 0
    charge_pending: int = 0
    refund_pending: int = 0
    cancel_pending: int = 0


NAMES = tuple(Amounts.__dataclass_fields__)

#: An action's column, its pending column, and the column that it takes from.
_COLUMNS: dict[str, tuple[str, str, str | None]] = {
    "AUTHORIZATION": ("authorized", "authorize_pending", None),
    "CHARGE": ("charged", "charge_pending", "authorized"),
    "REFUND": ("refunded", "refund_pending", "charged"),
    "CANCEL": ("canceled", "cancel_pending", "authorized"),
}
#: What events without a reference do.
_PLAIN = {
    "AUTHORIZATION_SUCCESS": ("authorized", 1),
    "CHARGE_SUCCESS": ("charged", 1),
    "CHARGE_BACK": ("charged", -1),
    "REFUND_SUCCESS": ("refunded", 1),
    "REFUND_REVERSE": ("charged", 1),
    "CANCEL_SUCCESS": ("canceled", 1),
}
_ENDS = ("REQUEST", "SUCCESS", "FAILURE", "ADJUSTMENT", "BACK", "REVERSE")


@dataclass(slots=True)
class _Pair:
    """The events of one action with one reference, by how they end."""

    ends: dict[str, Event] = field(default_factory=dict)

    @property
    def pending(self) -> int:
        is_open = "SUCCESS" not in self.ends and "FAILURE" not in self.ends
        return self.ends["REQUEST"].amount if is_open and "REQUEST" in self.ends else 0

    @property
    def done(self) -> int:
        success, failure = self.ends.get("SUCCESS"), self.ends.get("FAILURE")
        if success is None or (failure is not None and failure.created_at >= success.created_at):
            return 0
        return success.amount


def add_up(events: Iterable[Event]) -> Amounts:
    """Return what the events come to."""
    amounts = raw(events)
    amounts.authorized = max(amounts.authorized, 0)
    amounts.authorize_pending = max(amounts.authorize_pending, 0)
    return amounts


def raw(events: Iterable[Event]) -> Amounts:
    """Return what the events come to, authorizations below zero included."""
    ordered = _without_adjusted(sorted(events, key=lambda event: event.created_at))
    amounts = Amounts()
    for event in ordered:
        if not event.psp_reference:
            _add_plain(amounts, event)
    for action, pairs in _pairs(ordered).items():
        for pair in pairs.values():
            _add_pair(amounts, action, pair)
    return amounts


def _without_adjusted(events: Sequence[Event]) -> list[Event]:
    """Leave out the authorizations before the newest adjustment."""
    adjustments = [place for place, event in enumerate(events) if event.type == "AUTHORIZATION_ADJUSTMENT"]
    newest = adjustments[-1] if adjustments else 0
    return [
        event for place, event in enumerate(events) if place >= newest or _action(event) != "AUTHORIZATION"
    ]


def _action(event: Event) -> str:
    return event.type.partition("_")[0]


def _pairs(events: Sequence[Event]) -> dict[str, dict[str, _Pair]]:
    pairs: dict[str, dict[str, _Pair]] = {action: defaultdict(_Pair) for action in _COLUMNS}
    for event in events:
        action, _, end = event.type.partition("_")
        if event.psp_reference and action in pairs and end in _ENDS:
            pairs[action][event.psp_reference].ends[end] = event
    return pairs


def _add_plain(amounts: Amounts, event: Event) -> None:
    if event.type == "AUTHORIZATION_ADJUSTMENT":
        amounts.authorized = event.amount
    elif event.type in _PLAIN:
        name, sign = _PLAIN[event.type]
        _add(amounts, name, sign * event.amount)


def _add_pair(amounts: Amounts, action: str, pair: _Pair) -> None:
    ends = pair.ends
    if "ADJUSTMENT" in ends:
        amounts.authorized = ends["ADJUSTMENT"].amount
    if "BACK" in ends:
        amounts.charged -= ends["BACK"].amount
    if "REVERSE" in ends:
        amounts.charged += ends["REVERSE"].amount
        amounts.refunded -= ends["REVERSE"].amount
    column, pending, source = _COLUMNS[action]
    _add(amounts, column, pair.done)
    _add(amounts, pending, pair.pending)
    if source is not None:
        _add(amounts, source, -(pair.done + pair.pending))


def _add(amounts: Amounts, name: str, bani: int) -> None:
    setattr(amounts, name, getattr(amounts, name) + bani)
