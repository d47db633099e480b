"""Where the shop sells: channel, taxes, delivery methods, and a warehouse for each SES."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from commerce.app import AppClient
from commerce.types import Address
from kernel.money import Money

CHANNEL_NAME = "Economie socială România"
ZONE = "România"
#: Gross prices, as sellers of small parcels ask at the end of 2026 (estimate of the domain notes, 3.2).
COURIER_PRICE = Money(1999)
FREE_FROM = Money(30000)
#: VAT classes since 1 August 2025 (Legea 141/2025); a SES that pays no VAT sells at 0 (Cod fiscal art. 310).
TAX_CLASSES = {"21": ("TVA 21 %", 21), "11": ("TVA 11 %", 11), None: ("Neplătitor de TVA", 0)}
RESERVATION_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Place:
    """Ids of what was prepared: the channel, and tax classes by VAT class."""

    channel_id: str
    tax_class_ids: Mapping[str | None, str]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a SES sends its goods from. `slug` is that of its page, and becomes the warehouse's."""

    slug: str
    name: str
    email: str
    address: Address


def prepare(client: AppClient) -> Place:
    """Make channel, taxes and deliveries, or bring them up to date."""
    client.configure_shop(
        settings={
            "preserveAllAddressFields": True,
            "reserveStockDurationAnonymousUser": RESERVATION_MINUTES,
            "reserveStockDurationAuthenticatedUser": RESERVATION_MINUTES,
        }
    )
    channel_id = client.put_channel(slug=settings.SALEOR_CHANNEL, name=CHANNEL_NAME)
    client.configure_taxes(channel_slug=settings.SALEOR_CHANNEL)
    tax_class_ids = {
        code: client.put_tax_class(name=name, rate_percent=Decimal(rate))
        for code, (name, rate) in TAX_CLASSES.items()
    }
    _put_deliveries(client, channel_id)
    return Place(channel_id, tax_class_ids)


def open_warehouses(client: AppClient, place: Place, seats: Sequence[Seat]) -> dict[str, str]:
    """Make or update a warehouse for each SES and let the channel sell and deliver from them.

    Returns warehouse ids by slug.
    """
    ids = {
        seat.slug: client.put_warehouse(
            slug=seat.slug, name=seat.name, email=seat.email, address=seat.address
        )
        for seat in seats
    }
    # A zone takes only warehouses of its channels: the channel comes first.
    client.add_warehouses_to_channel(channel_id=place.channel_id, warehouse_ids=list(ids.values()))
    _put_zone(client, place.channel_id, list(ids.values()))
    return ids


def _put_zone(client: AppClient, channel_id: str, warehouse_ids: list[str]) -> None:
    client.put_shipping_zone(name=ZONE, countries=["RO"], channel_id=channel_id, warehouse_ids=warehouse_ids)


def _put_deliveries(client: AppClient, channel_id: str) -> None:
    _put_zone(client, channel_id, [])
    client.put_shipping_method(
        zone_name=ZONE,
        name="Curier la ușă",
        english_name="Courier to the door",
        channel_id=channel_id,
        price=COURIER_PRICE,
        days=(2, 5),
        maximum_order=FREE_FROM - Money(1),
    )
    client.put_shipping_method(
        zone_name=ZONE,
        name="Curier la ușă, gratuit de la 300 de lei",
        english_name="Courier to the door, free from 300 lei",
        channel_id=channel_id,
        price=Money(0),
        days=(2, 5),
        minimum_order=FREE_FROM,
    )
