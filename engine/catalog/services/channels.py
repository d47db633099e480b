"""Channels, as staff set them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from engine.catalog.models import Channel
from engine.validation import change as change_row

if TYPE_CHECKING:
    from engine.inventory.models import ShippingZone, Warehouse

FIELDS = (
    "name",
    "slug",
    "currency_code",
    "default_country",
    "is_active",
    "allow_unpaid_orders",
    "automatically_confirm_all_new_orders",
    "use_legacy_error_flow",
)


@dataclass(frozen=True, slots=True)
class Places:
    """The warehouses and shipping zones that a channel gains and loses."""

    add_warehouses: Iterable[Warehouse] = ()
    remove_warehouses: Iterable[Warehouse] = ()
    add_zones: Iterable[ShippingZone] = ()
    remove_zones: Iterable[ShippingZone] = ()


@transaction.atomic
def put(*, channel: Channel | None, data: Mapping[str, Any], places: Places) -> Channel:
    """Open a channel, or change the given fields of one; fields given as None stay.

    Raises:
        Refusal: REQUIRED, INVALID or UNIQUE per field.
    """
    row = channel or Channel()
    change_row(row, {name: value for name, value in data.items() if value is not None}, *FIELDS)
    row.warehouses.remove(*places.remove_warehouses)
    row.shipping_zones.remove(*places.remove_zones)
    row.warehouses.add(*places.add_warehouses)
    row.shipping_zones.add(*places.add_zones)
    return row
