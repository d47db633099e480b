"""The core's codes for the state of an order, in the shopper's words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATES: dict[str, Promise] = {
    "UNCONFIRMED": _("Received"),
    "UNFULFILLED": _("In preparation"),
    "PARTIALLY_FULFILLED": _("Partly sent"),
    "FULFILLED": _("Sent"),
    "PARTIALLY_RETURNED": _("Partly returned"),
    "RETURNED": _("Returned"),
    "CANCELED": _("Cancelled"),
    "EXPIRED": _("Expired"),
}
UNKNOWN = _("In progress")


def name(code: str) -> str:
    """Return the words for Saleor's OrderStatus; a code that is new to us is "In progress"."""
    return str(STATES.get(code, UNKNOWN))
