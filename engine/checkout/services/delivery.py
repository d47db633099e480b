"""Offering ways to send a checkout, and choosing one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from engine.checkout.deliveries import Option
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import CheckoutDelivery
from engine.checkout.services import baskets
from engine.errors import Refusal, refuse
from kernel.ids import to_global_id

FIELD = "deliveryMethodId"


@transaction.atomic
def offer(*, checkout_id: UUID, now: datetime) -> list[CheckoutDelivery]:
    """Store and return the ways to send the checkout, cheapest first; none without an address.

    A method that was offered before keeps its delivery id, at its price of now.

    Raises:
        Refusal: NOT_FOUND.
    """
    info = baskets.open_for_change(checkout_id, now=now)
    known = {row.shipping_method_id: row for row in info.checkout.deliveries.all()}
    offered = [_fill(known.get(option.method.pk), option, info) for option in info.options]
    CheckoutDelivery.objects.bulk_create(row for row in offered if row._state.adding)
    CheckoutDelivery.objects.bulk_update(
        [row for row in offered if row.shipping_method_id in known],
        ["name", "price", "minimum_delivery_days", "maximum_delivery_days", "is_valid"],
    )
    dropped = set(known) - {row.shipping_method_id for row in offered}
    if dropped:
        info.checkout.deliveries.filter(shipping_method_id__in=dropped).update(is_valid=False)
    return offered


def _fill(row: CheckoutDelivery | None, option: Option, info: CheckoutInfo) -> CheckoutDelivery:
    row = row or CheckoutDelivery(checkout=info.checkout)
    row.shipping_method, row.name, row.price = option.method, option.method.name, option.price.minor_units
    row.minimum_delivery_days = option.method.minimum_delivery_days
    row.maximum_delivery_days = option.method.maximum_delivery_days
    row.is_valid = True
    return row


@transaction.atomic
def choose(*, checkout_id: UUID, delivery_id: UUID, now: datetime) -> CheckoutInfo:
    """Choose one of the deliveries offered to this checkout.

    Raises:
        Refusal: NOT_FOUND (checkout, or field `deliveryMethodId`), SHIPPING_NOT_REQUIRED,
            DELIVERY_METHOD_NOT_APPLICABLE.
    """
    info = baskets.open_for_change(checkout_id, now=now)
    delivery = info.checkout.deliveries.filter(pk=delivery_id).first()
    if delivery is None:
        gid = to_global_id("CheckoutDelivery", delivery_id)
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {gid}", FIELD)
    return _take(info, delivery.shipping_method_id, delivery)


@transaction.atomic
def choose_method(*, checkout_id: UUID, method_id: int, now: datetime) -> CheckoutInfo:
    """Choose a shipping method that was perhaps never offered. Raises Refusal as `choose`."""
    info = baskets.open_for_change(checkout_id, now=now)
    delivery = info.checkout.deliveries.filter(shipping_method_id=method_id).first()
    return _take(info, method_id, delivery)


def _take(info: CheckoutInfo, method_id: int | None, delivery: CheckoutDelivery | None) -> CheckoutInfo:
    if not info.requires_shipping:
        raise refuse("SHIPPING_NOT_REQUIRED", "This checkout does not requires shipping.", FIELD)
    option = next((option for option in info.options if option.method.pk == method_id), None)
    if option is None:
        raise not_applicable()
    chosen = _fill(delivery, option, info)
    chosen.save()
    info.choose(chosen)
    return baskets.close(info, "delivery")


def not_applicable() -> Refusal:
    """Say that a method cannot take the checkout."""
    message = "This delivery method is not applicable."
    return refuse("DELIVERY_METHOD_NOT_APPLICABLE", message, FIELD)


@transaction.atomic
def forget(*, checkout_id: UUID, now: datetime) -> CheckoutInfo:
    """Take the choice back. Raises Refusal: NOT_FOUND."""
    info = baskets.open_for_change(checkout_id, now=now)
    info.choose(None)
    return baskets.close(info, "delivery")
