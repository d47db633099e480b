"""What an order's page and letter show: parts by seller, their parcels, what happened when. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commerce.types import Fulfillment, LineId, Order, OrderLine
from storefront import parcels, payments
from storefront.identities import Identity
from storefront.parcels import Part

CONFIRMED_KEY = "confirmation_mailed_at"
UNDELIVERABLE_KEY = "confirmation_refused_at"

STATUSES: dict[str, str | Promise] = {
    "UNCONFIRMED": gettext_lazy("Received"),
    "UNFULFILLED": gettext_lazy("In preparation"),
    "PARTIALLY_FULFILLED": gettext_lazy("Partly sent"),
    "FULFILLED": gettext_lazy("Sent"),
    "PARTIALLY_RETURNED": gettext_lazy("Partly returned"),
    "RETURNED": gettext_lazy("Returned"),
    "CANCELED": gettext_lazy("Cancelled"),
    "EXPIRED": gettext_lazy("Expired"),
}
PARCEL_STATUSES: dict[str, str | Promise] = {
    "FULFILLED": pgettext_lazy("parcel", "Sent"),
    "WAITING_FOR_APPROVAL": pgettext_lazy("parcel", "Ready to be sent"),
    "RETURNED": pgettext_lazy("parcel", "Returned"),
    "REFUNDED": pgettext_lazy("parcel", "Refunded"),
    "REFUNDED_AND_RETURNED": pgettext_lazy("parcel", "Returned and refunded"),
    "REPLACED": pgettext_lazy("parcel", "Replaced"),
    "CANCELED": pgettext_lazy("parcel", "Cancelled"),
}


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel that a seller made up: what is in it (line and pieces), where it is."""

    fulfillment: Fulfillment
    contents: tuple[tuple[OrderLine, int], ...]

    @property
    def status(self) -> str:
        """Where the parcel is, in words."""
        code = self.fulfillment.status
        return str(PARCEL_STATUSES.get(code, code))


@dataclass(frozen=True, slots=True)
class SellerPart:
    """One seller's part of an order: a contract of its own."""

    part: Part[OrderLine]
    identity: Identity | None
    parcels: tuple[Parcel, ...]

    @property
    def is_waiting(self) -> bool:
        """Say whether something of this part has not left yet."""
        return any(line.quantity_fulfilled < line.quantity for line in self.part.lines)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the order."""

    at: datetime
    text: str


def status(order: Order) -> str:
    """The order's state, in words."""
    return str(STATUSES.get(order.status, order.status))


def delivery_name(order: Order) -> str:
    """How it is delivered, as the buyer read it."""
    return order.metadata.get("delivery_name") or order.delivery_name


def parts(order: Order, identities: Mapping[str, Identity]) -> tuple[SellerPart, ...]:
    """Arrange an order by seller. A parcel belongs to the part whose lines are in it."""
    lines = {line.id: line for line in order.lines}
    return tuple(
        SellerPart(part, _identity(part, identities), _parcels(part, order, lines))
        for part in parcels.split(order.lines, delivery=order.shipping)
    )


def timeline(order: Order) -> tuple[Event, ...]:
    """What happened, oldest first."""
    events = [Event(order.created_at, _("The order was placed."))]
    lines = {line.id: line for line in order.lines}
    for sent in order.fulfillments:
        if sent.status == "FULFILLED":
            sellers = {lines[key].seller.name for key, _n in sent.lines if key in lines and lines[key].seller}  # type: ignore[union-attr]
            text = _("%(seller)s sent parcel %(number)s.")
            events.append(
                Event(sent.created_at, text % {"seller": ", ".join(sorted(sellers)), "number": sent.number})
            )
    return tuple(sorted(events, key=lambda event: event.at))


def owes_transfer(order: Order) -> bool:
    """Say whether the buyer still has to make a bank transfer."""
    is_open = order.status not in ("CANCELED", "EXPIRED", "RETURNED")
    return is_open and order.payment_method == payments.BANK_TRANSFER and order.charge_status == "NONE"


def _identity(part: Part[OrderLine], identities: Mapping[str, Identity]) -> Identity | None:
    return identities.get(part.seller.slug) if part.seller else None


def _parcels(part: Part[OrderLine], order: Order, lines: Mapping[LineId, OrderLine]) -> tuple[Parcel, ...]:
    own = {line.id for line in part.lines}
    found = []
    for sent in order.fulfillments:
        contents = tuple((lines[key], pieces) for key, pieces in sent.lines if key in own)
        if contents:
            found.append(Parcel(sent, contents))
    return tuple(found)
