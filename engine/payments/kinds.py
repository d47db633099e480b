"""The kinds of events a transaction has, with Saleor's codes, and what belongs to each."""

from __future__ import annotations

AUTHORIZATION = "AUTHORIZATION"
CHARGE = "CHARGE"
REFUND = "REFUND"
CANCEL = "CANCEL"

#: All of them, in the order of Saleor's enumeration.
EVENT_TYPES = (
    "AUTHORIZATION_SUCCESS",
    "AUTHORIZATION_FAILURE",
    "AUTHORIZATION_ADJUSTMENT",
    "AUTHORIZATION_REQUEST",
    "AUTHORIZATION_ACTION_REQUIRED",
    "CHARGE_ACTION_REQUIRED",
    "CHARGE_SUCCESS",
    "CHARGE_FAILURE",
    "CHARGE_BACK",
    "CHARGE_REQUEST",
    "REFUND_SUCCESS",
    "REFUND_FAILURE",
    "REFUND_REVERSE",
    "REFUND_REQUEST",
    "CANCEL_SUCCESS",
    "CANCEL_FAILURE",
    "CANCEL_REQUEST",
    "INFO",
)
ACTIONS = (CHARGE, REFUND, CANCEL)
FLOWS = (AUTHORIZATION, CHARGE)

#: With one of these a session is over: processing it again gives the same event again.
FINAL = frozenset(f"{action}_{end}" for action in FLOWS for end in ("SUCCESS", "FAILURE", "REQUEST"))
#: What a payment app may answer to a session: those that need its reference, and those that do not.
SESSION_REFERENCED = (
    "AUTHORIZATION_SUCCESS",
    "CHARGE_SUCCESS",
    "AUTHORIZATION_REQUEST",
    "CHARGE_REQUEST",
)
SESSION_UNREFERENCED = (
    "AUTHORIZATION_FAILURE",
    "CHARGE_FAILURE",
    "AUTHORIZATION_ACTION_REQUIRED",
    "CHARGE_ACTION_REQUIRED",
    "CANCEL_SUCCESS",
)
#: May be reported any number of times under one reference.
REPEATABLE = frozenset({"AUTHORIZATION_ACTION_REQUIRED", "CHARGE_ACTION_REQUIRED", "INFO"})
#: Events that tell how a refund goes.
OF_REFUNDS = frozenset({"REFUND_REQUEST", "REFUND_SUCCESS", "REFUND_FAILURE", "REFUND_REVERSE"})
#: An event without an amount takes it from the newest of these with the same reference.
AMOUNT_SOURCES = {
    "AUTHORIZATION_FAILURE": ("AUTHORIZATION_SUCCESS", "AUTHORIZATION_REQUEST"),
    "CHARGE_FAILURE": (
        "CHARGE_SUCCESS",
        "CHARGE_REQUEST",
        "AUTHORIZATION_SUCCESS",
        "AUTHORIZATION_REQUEST",
        "AUTHORIZATION_FAILURE",
    ),
    "REFUND_FAILURE": (
        "REFUND_SUCCESS",
        "REFUND_REQUEST",
        "CHARGE_SUCCESS",
        "CHARGE_REQUEST",
        "CHARGE_FAILURE",
    ),
    "CANCEL_FAILURE": (
        "CANCEL_SUCCESS",
        "CANCEL_REQUEST",
        "AUTHORIZATION_SUCCESS",
        "AUTHORIZATION_REQUEST",
        "AUTHORIZATION_FAILURE",
    ),
    "REFUND_REVERSE": ("REFUND_SUCCESS",),
    "CHARGE_BACK": ("CHARGE_SUCCESS",),
}
_FAILURES = {
    "AUTHORIZATION_REQUEST": "AUTHORIZATION_FAILURE",
    "AUTHORIZATION_SUCCESS": "AUTHORIZATION_FAILURE",
    "AUTHORIZATION_ADJUSTMENT": "AUTHORIZATION_FAILURE",
    "CHARGE_REQUEST": "CHARGE_FAILURE",
    "CHARGE_SUCCESS": "CHARGE_FAILURE",
    "CHARGE_BACK": "CHARGE_FAILURE",
    "REFUND_REQUEST": "REFUND_FAILURE",
    "REFUND_SUCCESS": "REFUND_FAILURE",
    "REFUND_REVERSE": "REFUND_FAILURE",
    "CANCEL_REQUEST": "CANCEL_FAILURE",
    "CANCEL_SUCCESS": "CANCEL_FAILURE",
}


def failure_of(event_type: str) -> str:
    """Return the kind of event that tells that this one failed."""
    return _FAILURES.get(event_type, event_type)
