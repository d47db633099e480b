"""Which of the core's own shipping methods can take a basket, and at what price."""

from __future__ import annotations

from dataclasses import dataclass

from engine.catalog.models import Channel
from engine.inventory.models import ShippingMethod, ShippingMethodChannelListing
from kernel.money import Money


@dataclass(frozen=True, slots=True)
class Parcel:
    """What limits of a method look at: where to, how heavy (grams) and how dear, vouchers deducted."""

    country: str
    weight_grams: int
    subtotal: Money


@dataclass(frozen=True, slots=True)
class Option:
    """A method that takes the basket, with its gross price."""

    method: ShippingMethod
    price: Money


def options(*, channel: Channel, parcel: Parcel) -> list[Option]:
    """Return the methods for a parcel, cheapest first, in one query."""
    listings = ShippingMethodChannelListing.objects.filter(
        channel=channel, shipping_method__shipping_zone__channels=channel
    )
    return [
        Option(listing.shipping_method, Money(listing.price, channel.currency_code))
        for listing in listings.select_related("shipping_method__shipping_zone").order_by("price", "pk")
        if _takes(listing, parcel)
    ]


def _takes(listing: ShippingMethodChannelListing, parcel: Parcel) -> bool:
    method, bani = listing.shipping_method, parcel.subtotal.minor_units
    return (
        parcel.country in method.shipping_zone.countries
        and _within(parcel.weight_grams, method.minimum_order_weight, method.maximum_order_weight)
        and _within(bani, listing.minimum_order_price, listing.maximum_order_price)
    )


def _within(value: int, least: int | None, most: int | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)
