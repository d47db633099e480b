"""Which shipping methods can take a basket, and at what price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from engine.catalog.models import Channel
from engine.checkout.models import CheckoutDelivery
from engine.inventory.models import ShippingMethod, ShippingMethodChannelListing
from engine.prepared import prepared
from kernel.money import Money


@dataclass(frozen=True, slots=True)
class Parcel:
    """What limits of a method look at: where to, how heavy (grams) and how dear, vouchers deducted."""

    country: str
    weight_grams: int
    subtotal: Money


@dataclass(frozen=True, slots=True)
class Option:
    """A method that takes the basket, with its gross price.

    It is the core's own (`method`), or an app's as it was `offered`. `message` says why it is not active.
    """

    method: ShippingMethod | None
    price: Money
    offered: CheckoutDelivery | None = None
    is_active: bool = True
    message: str = ""

    @property
    def name(self) -> str:
        """The method's name."""
        named = self.method or self.offered
        return named.name if named else ""

    def is_of(self, delivery: CheckoutDelivery) -> bool:
        """Whether this is the method of a delivery."""
        if self.method is not None:
            return self.method.pk == delivery.shipping_method_id
        return self.offered is not None and self.offered.external_id == delivery.external_id


def options(*, channel: Channel, parcel: Parcel) -> list[Option]:
    """Return the core's own methods for a parcel, cheapest first, in one query."""
    return [
        Option(listing.shipping_method, Money(listing.price, channel.currency_code))
        for listing in _listings(channel.pk)
        if _takes(listing, parcel)
    ]


@prepared
def _listings(channel: int) -> QuerySet[Any, Any]:
    listings = ShippingMethodChannelListing.objects.filter(
        channel=channel, shipping_method__shipping_zone__channels=channel
    )
    return listings.select_related("shipping_method__shipping_zone").order_by("price", "pk")


def _takes(listing: ShippingMethodChannelListing, parcel: Parcel) -> bool:
    method, bani = listing.shipping_method, parcel.subtotal.minor_units
    return (
        parcel.country in method.shipping_zone.countries
        and _within(parcel.weight_grams, method.minimum_order_weight, method.maximum_order_weight)
        and _within(bani, listing.minimum_order_price, listing.maximum_order_price)
    )


def _within(value: int, least: int | None, most: int | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)
