"""Where the demo sells: channel, taxes, a warehouse per SES, delivery methods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from commerce.app import AppClient
from commerce.types import Address
from kernel.money import Money
from ses_vendors.demo import fixtures

ZONE = "România"
#: Gross prices, as sellers of small parcels ask at the end of 2026 (estimate of the domain notes, 3.2).
COURIER_PRICE = Money(1999)
FREE_FROM = Money(30000)
#: VAT classes since 1 August 2025 (Legea 141/2025); a SES that pays no VAT sells at 0 (Cod fiscal art. 310).
TAX_CLASSES = {"21": ("TVA 21 %", 21), "11": ("TVA 11 %", 11), None: ("Neplătitor de TVA", 0)}


@dataclass(frozen=True, slots=True)
class Place:
    """Ids of what was prepared: the channel, tax classes by VAT class, warehouses by SES slug."""

    channel_id: str
    tax_class_ids: Mapping[str | None, str]
    warehouse_ids: Mapping[str, str]


def prepare(client: AppClient) -> Place:
    """Make channel, taxes, warehouses and deliveries, or bring them up to date."""
    client.configure_shop(
        settings={
            "preserveAllAddressFields": True,
            "reserveStockDurationAnonymousUser": 30,
            "reserveStockDurationAuthenticatedUser": 30,
        }
    )
    channel_id = client.put_channel(slug=settings.SALEOR_CHANNEL, name="Economie socială România")
    client.configure_taxes(channel_slug=settings.SALEOR_CHANNEL)
    tax_class_ids = {
        code: client.put_tax_class(name=name, rate_percent=Decimal(rate))
        for code, (name, rate) in TAX_CLASSES.items()
    }
    warehouse_ids = {ses["slug"]: _warehouse(client, ses) for ses in fixtures.read("ses")}
    client.add_warehouses_to_channel(channel_id=channel_id, warehouse_ids=list(warehouse_ids.values()))
    _deliveries(client, channel_id, list(warehouse_ids.values()))
    client.put_voucher(
        code="BUNVENIT10",
        name="Bun venit: 10 %",
        channel_id=channel_id,
        discount_type="PERCENTAGE",
        value=Decimal(10),
        minimum_spent=Money(10000),
    )
    return Place(channel_id, tax_class_ids, warehouse_ids)


def _warehouse(client: AppClient, ses: fixtures.Entry) -> str:
    return client.put_warehouse(
        slug=ses["slug"], name=ses["trade_name"], email=ses["email"], address=address_of(ses)
    )


def address_of(ses: fixtures.Entry) -> Address:
    """Return the seat of a SES; Bucharest's sector is written behind its name in the data."""
    city, _, sector = ses["locality"].partition(" (Sector ")
    return Address(
        first_name="",
        last_name="",
        company_name=ses["legal_name"],
        street=ses["address"],
        street_extra="",
        city=city,
        county=ses["county"],
        postal_code=ses["postal_code"],
        phone=ses["phone"],
        sector=sector.rstrip(")"),
    )


def _deliveries(client: AppClient, channel_id: str, warehouse_ids: list[str]) -> None:
    client.put_shipping_zone(name=ZONE, countries=["RO"], channel_id=channel_id, warehouse_ids=warehouse_ids)
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
