"""What the shop makes of a document, and the ways between. Pure.

    draft ──▶ submitted ──▶ verified ◀──▶ suspended
      ▲          │   │          │             │
      └──────────┘   ▼          └─▶ withdrawn ◀┘
      (sent back)  rejected

Nothing leaves `rejected` and `withdrawn`: a better document is a new row. Expiring and expired are no
states; they follow from the day (`kernel.badge.rule.holds`).
"""

from __future__ import annotations

from collections.abc import Mapping

from ses_vendors.badge.models import Status

MOVES: Mapping[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED}),
    Status.SUBMITTED: frozenset({Status.VERIFIED, Status.REJECTED, Status.DRAFT}),
    Status.VERIFIED: frozenset({Status.SUSPENDED, Status.WITHDRAWN}),
    Status.SUSPENDED: frozenset({Status.VERIFIED, Status.WITHDRAWN}),
    Status.WITHDRAWN: frozenset(),
    Status.REJECTED: frozenset(),
}
#: Moves that need no reason; each other one says why.
PLAIN_MOVES = frozenset({(Status.DRAFT, Status.SUBMITTED), (Status.SUBMITTED, Status.VERIFIED)})
#: Statuses of documents that the shop vouched for at some time.
VOUCHED = frozenset({Status.VERIFIED, Status.SUSPENDED, Status.WITHDRAWN})
#: Statuses in which a document takes its period: no other of its kind may lie in it.
OCCUPYING = frozenset({Status.SUBMITTED, Status.VERIFIED, Status.SUSPENDED})
STOPPED = frozenset({Status.SUSPENDED, Status.WITHDRAWN})


class WrongStatus(ValueError):
    """The document is not in a status from which this can happen; nothing changed."""

    def __init__(self, status: str, wanted: Status) -> None:
        super().__init__(f"A document that is {status} cannot become {wanted.value}.")
        self.status, self.wanted = status, wanted


def may_move(from_: str, to: Status) -> bool:
    """Say whether an arrow leads from one status to the other."""
    return to in MOVES[Status(from_)]


def needs_reason(from_: str, to: Status) -> bool:
    """Say whether this move has to be explained."""
    return (Status(from_), to) not in PLAIN_MOVES


def moved(status: str, wanted: Status) -> Status:
    """Return the wanted status. Raises WrongStatus where no arrow leads there."""
    if not may_move(status, wanted):
        raise WrongStatus(status, wanted)
    return wanted
