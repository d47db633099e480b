"""Shipping zones and methods, as staff set them up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from engine.catalog.models import Channel
from engine.errors import refuse
from engine.inventory.models import ShippingMethod, ShippingMethodChannelListing, ShippingZone, Warehouse
from engine.validation import change as change_row

METHOD_FIELDS = (
    "name",
    "type",
    "description",
    "minimum_order_weight",
    "maximum_order_weight",
    "minimum_delivery_days",
    "maximum_delivery_days",
)


@dataclass(frozen=True, slots=True)
class ZoneLinks:
    """The warehouses and channels that a zone gains and loses."""

    add_warehouses: Iterable[Warehouse] = ()
    remove_warehouses: Iterable[Warehouse] = ()
    add_channels: Iterable[Channel] = ()
    remove_channels: Iterable[Channel] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """A method's price and order-value limits in a channel, in bani; None leaves a price as it is."""

    channel: Channel
    price: int | None
    limits: Mapping[str, int | None]


@transaction.atomic
def put_zone(*, zone: ShippingZone | None, data: Mapping[str, Any], links: ZoneLinks) -> ShippingZone:
    """Make a zone, or change the given fields of one: name, description, countries (ISO codes).

    Raises:
        Refusal: REQUIRED or INVALID per field.
    """
    row = zone or ShippingZone()
    given = {name: value for name, value in data.items() if value is not None}
    if (countries := given.get("countries")) is not None:
        given["countries"] = _checked(countries)
    change_row(row, given, "name", "description", "countries", exclude=["countries"])
    row.warehouses.remove(*links.remove_warehouses)
    row.channels.remove(*links.remove_channels)
    row.warehouses.add(*links.add_warehouses)
    row.channels.add(*links.add_channels)
    return row


def _checked(countries: Sequence[str]) -> list[str]:
    wrong = [code for code in countries if not (len(code) == 2 and code.isascii() and code.isupper())]
    if wrong:
        raise refuse("INVALID", f"Not a country code: {', '.join(wrong)}.", "countries")
    return sorted(set(countries))


@transaction.atomic
def put_method(
    *, method: ShippingMethod | None, zone: ShippingZone | None, data: Mapping[str, Any]
) -> ShippingMethod:
    """Make a method in a zone, or change the given fields of one; weights are in grams.

    Raises:
        Refusal: REQUIRED or INVALID per field; MAX_LESS_THAN_MIN.
    """
    row = method or ShippingMethod()
    if zone is not None:
        row.shipping_zone = zone
    if row.shipping_zone_id is None:
        raise refuse("REQUIRED", "Shipping zone field is required.", "shippingZone")
    given = {name: value for name, value in data.items() if value is not None or name not in ("name", "type")}
    for name in METHOD_FIELDS:
        if name in given:
            setattr(row, name, given[name])
    _check_order(row.minimum_order_weight, row.maximum_order_weight, "maximumOrderWeight")
    _check_order(row.minimum_delivery_days, row.maximum_delivery_days, "maximumDeliveryDays")
    change_row(row, {}, exclude=["shipping_zone"])
    return row


def _check_order(least: int | None, most: int | None, field: str) -> None:
    if least is not None and most is not None and most < least:
        raise refuse("MAX_LESS_THAN_MIN", "The maximum has to be at least the minimum.", field)


@transaction.atomic
def list_method(
    *, method: ShippingMethod, terms: Sequence[Terms], removed: Collection[Channel] = ()
) -> ShippingMethod:
    """Offer a method in channels at their terms; take it out of others.

    Raises:
        Refusal: REQUIRED when a new listing has no price, INVALID when the method's zone is not of
            the channel, MAX_LESS_THAN_MIN.
    """
    for each in terms:
        _list(method, each)
    method.channel_listings.filter(channel__in=removed).delete()
    return method


def _list(method: ShippingMethod, terms: Terms) -> None:
    if not method.shipping_zone.channels.filter(pk=terms.channel.pk).exists():
        raise refuse("INVALID", "The shipping zone is not assigned to the channel.", "addChannels")
    found = method.channel_listings.filter(channel=terms.channel).first()
    row = found or ShippingMethodChannelListing(shipping_method=method, channel=terms.channel)
    if found is None and terms.price is None:
        raise refuse("REQUIRED", "This field is required.", "price")
    if terms.price is not None:
        row.price = terms.price
    for name, value in terms.limits.items():
        setattr(row, name, value)
    _check_order(row.minimum_order_price, row.maximum_order_price, "maximumOrderPrice")
    row.save()
