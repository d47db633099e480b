"""Offering ways to send a checkout, and choosing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from engine.checkout import info as infos
from engine.checkout import quotes
from engine.checkout.deliveries import Option
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Checkout, CheckoutDelivery
from engine.checkout.quotes import External, Quote
from engine.checkout.services import baskets
from engine.errors import Refusal, refuse
from engine.prepared import prepared
from kernel.ids import to_global_id

FIELD = "deliveryMethodId"


STORED = (
    "name",
    "price",
    "minimum_delivery_days",
    "maximum_delivery_days",
    "description",
    "metadata",
    "private_metadata",
    "is_active",
    "is_valid",
    "message",
)


@transaction.atomic
def offer(*, checkout_id: UUID, quote: Quote | None = None, now: datetime) -> list[CheckoutDelivery]:
    """Store and return the ways to send the checkout, cheapest first; none without an address.

    `quote` is what apps said (`quotes.ask`). A method that was offered before keeps its delivery id, at its
    price of now.

    Raises:
        Refusal: NOT_FOUND.
    """
    info = baskets.open_for_change(checkout_id, now=now)
    rows = _stored(info)
    offered = [*_own(info, rows), *(_externals(info, rows, quote.externals) if quote else ())]
    _leave_out(offered, quote.excluded if quote else {})
    CheckoutDelivery.objects.bulk_create(row for row in offered if row._state.adding)
    known = {row.pk for row in rows}
    CheckoutDelivery.objects.bulk_update([row for row in offered if row.pk in known], STORED)
    dropped = known - {row.pk for row in offered}
    if dropped:
        info.checkout.deliveries.filter(pk__in=dropped).update(is_valid=False)
    _remember(info.checkout, quote, now)
    return sorted(offered, key=lambda row: row.price)


def _stored(info: CheckoutInfo) -> list[CheckoutDelivery]:
    """Return the deliveries offered to the checkout so far."""
    rows: list[CheckoutDelivery] = _of_checkout(info.checkout.pk)
    for row in rows:
        row.checkout = info.checkout
    return rows


@prepared
def _of_checkout(checkout_id: UUID) -> QuerySet[Any, Any]:
    return CheckoutDelivery.objects.filter(checkout=checkout_id)


def _own(info: CheckoutInfo, rows: list[CheckoutDelivery]) -> list[CheckoutDelivery]:
    known = {row.shipping_method_id: row for row in rows if row.shipping_method_id is not None}
    methods = ((option.method, option) for option in info.own_options)
    return [_fill(known.get(method.pk), option, info) for method, option in methods if method is not None]


def _externals(
    info: CheckoutInfo, rows: list[CheckoutDelivery], externals: Sequence[External]
) -> list[CheckoutDelivery]:
    known = {row.external_id: row for row in rows if row.external_id is not None}
    by_id = {external.external_id: external for external in externals}
    return [_fill_external(known.get(key), external, info) for key, external in by_id.items()]


def _leave_out(offered: list[CheckoutDelivery], reasons: Mapping[str, str]) -> None:
    for row in offered:
        key = row.external_id or to_global_id("ShippingMethod", row.shipping_method_id)
        row.is_active, row.message = key not in reasons, reasons.get(key, "")


def _remember(checkout: Checkout, quote: Quote | None, now: datetime) -> None:
    """Write down what apps were asked about; nothing where none has ever been asked."""
    if quote is None and not checkout.quoted_for:
        return
    checkout.quoted_for, checkout.quoted_at = (quote.terms, now) if quote else ("", None)
    checkout.save(update_fields=["quoted_for", "quoted_at"])


def _fill(row: CheckoutDelivery | None, option: Option, info: CheckoutInfo) -> CheckoutDelivery:
    method = option.method
    if method is None:
        raise ValueError("An app's method is stored when it is offered.")
    row = row or CheckoutDelivery(checkout=info.checkout)
    row.shipping_method, row.name, row.price = method, method.name, option.price.minor_units
    row.minimum_delivery_days = method.minimum_delivery_days
    row.maximum_delivery_days = method.maximum_delivery_days
    row.is_valid = True
    return row


def _fill_external(row: CheckoutDelivery | None, given: External, info: CheckoutInfo) -> CheckoutDelivery:
    row = row or CheckoutDelivery(checkout=info.checkout, external_id=given.external_id)
    row.name, row.price, row.description = given.name, given.price.minor_units, given.description
    row.minimum_delivery_days = given.minimum_delivery_days
    row.maximum_delivery_days = given.maximum_delivery_days
    row.metadata, row.private_metadata = dict(given.metadata), dict(given.private_metadata)
    row.is_valid = True
    return row


def renew(*, checkout_id: UUID, now: datetime) -> None:
    """Ask the apps again where their word is old, before it is used. Call it outside of a transaction."""
    if _is_stale(checkout_id, now):
        offer(checkout_id=checkout_id, quote=quotes.ask(checkout_id=checkout_id, now=now), now=now)


def _is_stale(checkout_id: UUID, now: datetime) -> bool:
    """Whether the checkout has changed since apps were asked about its delivery, or a day is over."""
    return any(infos.load(checkout, now=now).is_quote_stale for checkout in _quoted(checkout_id))


@prepared
def _quoted(checkout_id: UUID) -> QuerySet[Any, Any]:
    return infos.whole().filter(pk=checkout_id).exclude(quoted_for="")


@transaction.atomic
def choose(*, checkout_id: UUID, delivery_id: UUID, now: datetime) -> CheckoutInfo:
    """Choose one of the deliveries offered to this checkout.

    Raises:
        Refusal: NOT_FOUND, SHIPPING_NOT_REQUIRED; DELIVERY_METHOD_NOT_APPLICABLE, also for one that was
            never offered.
    """
    info = baskets.open_for_change(checkout_id, now=now)
    delivery = next((row for row in _stored(info) if row.pk == delivery_id), None)
    if delivery is None:
        raise not_applicable()
    return _take(info, delivery)


@transaction.atomic
def choose_external(*, checkout_id: UUID, external_id: str, now: datetime) -> CheckoutInfo:
    """Choose an app's method by its own id. Raises Refusal as `choose`."""
    info = baskets.open_for_change(checkout_id, now=now)
    delivery = info.checkout.deliveries.filter(external_id=external_id, is_valid=True).first()
    if delivery is None:
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {external_id}", FIELD)
    return _take(info, delivery)


@transaction.atomic
def choose_method(*, checkout_id: UUID, method_id: int, now: datetime) -> CheckoutInfo:
    """Choose a shipping method that was perhaps never offered. Raises Refusal as `choose`."""
    info = baskets.open_for_change(checkout_id, now=now)
    delivery = info.checkout.deliveries.filter(shipping_method_id=method_id).first()
    return _take(info, delivery or CheckoutDelivery(checkout=info.checkout, shipping_method_id=method_id))


def _take(info: CheckoutInfo, delivery: CheckoutDelivery) -> CheckoutInfo:
    if not info.requires_shipping:
        raise refuse("SHIPPING_NOT_REQUIRED", "This checkout does not requires shipping.", FIELD)
    fitting = (option for option in info.options if option.is_active and option.is_of(delivery))
    option = next(fitting, None)
    if option is None:
        raise not_applicable()
    chosen = option.offered or _fill(delivery, option, info)
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
