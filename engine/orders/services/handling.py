"""What staff do with an order besides sending it: confirm, cancel, correct, annotate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from engine.accounts.models import Address, User
from engine.errors import refuse
from engine.orders.models import Order, OrderEvent
from engine.orders.services import access, allocations, checks
from engine.webhooks import events

#: Characters of a reference to another system's record.
LONGEST_REFERENCE = 250
CANCELABLE = frozenset({"UNCONFIRMED", "UNFULFILLED", "PARTIALLY_FULFILLED", "FULFILLED"})


@transaction.atomic
def cancel(*, order_id: UUID, user: User | None, now: datetime) -> Order:
    """Cancel an order; the pieces it claims are free again.

    Raises:
        Refusal: NOT_FOUND, CANNOT_CANCEL_ORDER (a parcel is on its way, or it is canceled).
    """
    order = access.lock(order_id)
    has_parcels = order.fulfillments.exclude(status="CANCELED").exists()
    if order.status not in CANCELABLE or has_parcels:
        raise refuse("CANNOT_CANCEL_ORDER", "This order can't be canceled.", "order")
    allocations.release(list(order.lines.all()), now=now)
    events.record("ORDER_CANCELLED", "ORDER_UPDATED", about=order, now=now)
    return _become(order, "CANCELED", "CANCELED", user, now)


@transaction.atomic
def confirm(*, order_id: UUID, user: User | None, now: datetime) -> Order:
    """Confirm an order that waits for it. Raises Refusal: NOT_FOUND, INVALID."""
    order = access.lock(order_id)
    if order.status != "UNCONFIRMED":
        message = "Provided order id belongs to an order with status different than unconfirmed."
        raise refuse("INVALID", message, "id")
    events.record("ORDER_CONFIRMED", "ORDER_UPDATED", about=order, now=now)
    return _become(order, "UNFULFILLED", "CONFIRMED", user, now)


def _become(order: Order, status: str, event: str, user: User | None, now: datetime) -> Order:
    order.status = status
    order.save(update_fields=["status", "updated_at"])
    OrderEvent.objects.create(order=order, type=event, user=user, date=now)
    return order


@dataclass(frozen=True, slots=True)
class Correction:
    """What changes in an order; None leaves a field as it is. Addresses are checked, not yet stored."""

    user_email: str | None = None
    shipping_address: Address | None = None
    billing_address: Address | None = None
    external_reference: str | None = None
    language_code: str | None = None
    metadata: Mapping[str, str] | None = None
    private_metadata: Mapping[str, str] | None = None


@transaction.atomic
def update(*, order_id: UUID, correction: Correction, user: User | None, now: datetime) -> Order:
    """Correct an order's contact facts.

    Raises:
        Refusal: NOT_FOUND, UNIQUE (the external reference is another order's), INVALID (a text that is
            too long, or no e-mail address).
    """
    order = access.lock(order_id)
    _check_reference(order, correction.external_reference)
    if correction.user_email is not None:
        checks.email(correction.user_email, "userEmail")
    for name in ("user_email", "external_reference", "language_code"):
        value = getattr(correction, name)
        if value is not None:
            setattr(order, name, value)
    order.metadata = {**order.metadata, **(correction.metadata or {})}
    order.private_metadata = {**order.private_metadata, **(correction.private_metadata or {})}
    if _readdress(order, correction):
        OrderEvent.objects.create(order=order, type="UPDATED_ADDRESS", user=user, date=now)
    order.save()
    events.record("ORDER_UPDATED", about=order, now=now)
    return order


def _check_reference(order: Order, reference: str | None) -> None:
    if reference is not None:
        checks.length(reference, LONGEST_REFERENCE, "externalReference")
    taken = reference and Order.objects.filter(external_reference=reference).exclude(pk=order.pk)
    if taken and taken.exists():
        message = "Order with this External reference already exists."
        raise refuse("UNIQUE", message, "externalReference")


def _readdress(order: Order, correction: Correction) -> bool:
    changed = False
    for name in ("shipping_address", "billing_address"):
        address = getattr(correction, name)
        if address is not None:
            address.save()
            setattr(order, name, address)
            changed = True
    return changed


@transaction.atomic
def add_note(*, order_id: UUID, message: str, user: User | None, now: datetime) -> OrderEvent:
    """Write a note into an order's history. Raises Refusal: NOT_FOUND, REQUIRED (an empty note)."""
    order = access.lock(order_id)
    if not message.strip():
        raise refuse("REQUIRED", "Message can't be empty.", "message")
    events.record("ORDER_UPDATED", about=order, now=now)
    return OrderEvent.objects.create(
        order=order, type="NOTE_ADDED", user=user, parameters={"message": message}, date=now
    )
