"""Warehouses, as staff set them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from engine.accounts.addresses import validate_address
from engine.accounts.models import Address
from engine.catalog.slugs import unique_slug
from engine.inventory.models import ShippingZone, Warehouse
from engine.validation import change as change_row
from engine.validation import store


@transaction.atomic
def create(
    *, data: Mapping[str, Any], address: Mapping[str, Any], zones: Iterable[ShippingZone] = ()
) -> Warehouse:
    """Open a warehouse: name, and slug, email and external reference where they are given.

    Raises:
        Refusal: REQUIRED, INVALID or UNIQUE per field of the warehouse or its address.
    """
    place = Address.objects.create(**validate_address(address))
    row = Warehouse(name=data["name"], address=place)
    row.slug = data.get("slug") or unique_slug(row.name, Warehouse.objects.all())
    row.email = data.get("email") or ""
    row.external_reference = data.get("external_reference") or None
    store(row, exclude=["address"])
    row.shipping_zones.set(zones)
    return row


@transaction.atomic
def change(*, warehouse: Warehouse, data: Mapping[str, Any], address: Mapping[str, Any] | None) -> Warehouse:
    """Change the given fields of a warehouse and of its address.

    Raises:
        Refusal: REQUIRED, INVALID or UNIQUE per field.
    """
    if address is not None:
        _change_address(warehouse.address, address)
    given = {name: value for name, value in data.items() if value is not None}
    names = ("name", "slug", "email", "external_reference", "click_and_collect_option", "is_private")
    change_row(warehouse, given, *names, exclude=["address"])
    return warehouse


def _change_address(address: Address, data: Mapping[str, Any]) -> None:
    stored = {field.name: getattr(address, field.name) for field in Address._meta.fields}
    for name, value in validate_address({**stored, **data}).items():
        setattr(address, name, value)
    address.save()
