"""From where to where a SES may go. Pure.

    applied ─→ onboarding ─→ in review ─→ approved ⇄ suspended
                   ↑ ╰──── sent back ╯        ╰─→ leaving ─→ closed
               rejected (from the first three; may apply again)

Whoever sends back, refuses, suspends, lets in again or says goodbye says why (P2B Regulation (EU) 2019/1150
art. 4: a statement of reasons).
"""

from __future__ import annotations

from collections.abc import Mapping

from ses_vendors.vendors.models import State

MOVES: Mapping[State, frozenset[State]] = {
    State.APPLIED: frozenset({State.ONBOARDING, State.REJECTED}),
    State.ONBOARDING: frozenset({State.IN_REVIEW, State.REJECTED}),
    State.IN_REVIEW: frozenset({State.APPROVED, State.ONBOARDING, State.REJECTED}),
    State.APPROVED: frozenset({State.SUSPENDED, State.LEAVING}),
    State.SUSPENDED: frozenset({State.APPROVED, State.LEAVING}),
    State.LEAVING: frozenset({State.CLOSED, State.APPROVED}),
    State.CLOSED: frozenset(),
    State.REJECTED: frozenset({State.ONBOARDING}),
}

#: The ordinary way forward needs no explanation.
PLAIN_MOVES = frozenset(
    {
        (State.APPLIED, State.ONBOARDING),
        (State.ONBOARDING, State.IN_REVIEW),
        (State.IN_REVIEW, State.APPROVED),
    }
)


class WrongMove(ValueError):
    """There is no way from one state to the other."""

    def __init__(self, from_: State, to: State) -> None:
        super().__init__(f"No way leads from {from_.value} to {to.value}.")
        self.from_, self.to = from_, to


def may_move(from_: State, to: State) -> bool:
    """Say whether a way leads from one state to the other."""
    return to in MOVES[from_]


def needs_reason(from_: State, to: State) -> bool:
    """Say whether a move has to be explained."""
    return (from_, to) not in PLAIN_MOVES


def check(from_: State, to: State) -> None:
    """Raise WrongMove where no way leads."""
    if not may_move(from_, to):
        raise WrongMove(from_, to)
