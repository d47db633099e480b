"""What a payment goes through. Pure.

    pending ──▶ paid ──▶ refund_requested ──▶ refunded
       │          ▲             │
       ▼          └─────────────┘  (refused, or only a part was given back)
    cancelled

Nothing leaves `cancelled` and `refunded`. Money that comes for a cancelled payment is a person's matter: the
statement's line is listed, and the payment stays what it is.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a payment is."""

    PENDING = "pending", pgettext_lazy("payment", "awaited")
    PAID = "paid", pgettext_lazy("payment", "paid")
    REFUND_REQUESTED = "refund_requested", pgettext_lazy("payment", "to be refunded")
    REFUNDED = "refunded", pgettext_lazy("payment", "refunded")
    CANCELLED = "cancelled", pgettext_lazy("payment", "cancelled")


NEXT: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.PAID, State.CANCELLED}),
    State.PAID: frozenset({State.REFUND_REQUESTED}),
    State.REFUND_REQUESTED: frozenset({State.REFUNDED, State.PAID}),
    State.REFUNDED: frozenset(),
    State.CANCELLED: frozenset(),
}


class WrongState(Exception):
    """The payment is not in a state from which this can happen."""

    def __init__(self, state: State, wanted: State) -> None:
        super().__init__(f"A payment that is {state.value} cannot become {wanted.value}.")
        self.state, self.wanted = state, wanted


def moved(state: str, wanted: State) -> State:
    """Return the wanted state. Raises WrongState where no arrow leads there."""
    known = State(state)
    if wanted not in NEXT[known]:
        raise WrongState(known, wanted)
    return wanted
