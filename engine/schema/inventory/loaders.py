"""Batches over warehouses and shipping."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from engine.accounts.models import Address
from engine.catalog.groups import VariantGroup
from engine.catalog.models import Channel, ProductVariant, Translation
from engine.checkout.models import Reservation
from engine.inventory.models import ShippingMethod, ShippingMethodChannelListing, ShippingZone, Warehouse
from engine.prepared import prepared


def addresses(keys: Sequence[int]) -> list[Address | None]:
    """Batch: addresses by key."""
    found = {row.pk: row for row in _addresses(keys)}
    return [found.get(key) for key in keys]


@prepared
def _addresses(keys: Sequence[int]) -> QuerySet[Any, Any]:
    return Address.objects.filter(pk__in=keys)


def channels(keys: Sequence[int]) -> list[Channel | None]:
    """Batch: channels by key."""
    found = {row.pk: row for row in _channels(keys)}
    return [found.get(key) for key in keys]


def warehouses(keys: Sequence[UUID]) -> list[Warehouse | None]:
    """Batch: warehouses by key."""
    found = Warehouse.objects.in_bulk(list(keys))
    return [found.get(key) for key in keys]


def zone_methods(keys: Sequence[int]) -> list[list[ShippingMethod]]:
    """Batch: the shipping methods of zones."""
    found: dict[int, list[ShippingMethod]] = defaultdict(list)
    for method in ShippingMethod.objects.filter(shipping_zone_id__in=keys).order_by("pk"):
        found[method.shipping_zone_id].append(method)
    return [found[key] for key in keys]


def method_listings(keys: Sequence[int]) -> list[list[ShippingMethodChannelListing]]:
    """Batch: the channel listings of shipping methods."""
    found: dict[int, list[ShippingMethodChannelListing]] = defaultdict(list)
    rows = ShippingMethodChannelListing.objects.filter(shipping_method_id__in=keys)
    for row in rows.select_related("channel").order_by("pk"):
        found[row.shipping_method_id].append(row)
    return [found[key] for key in keys]


def zone_channels(keys: Sequence[int]) -> list[list[Channel]]:
    """Batch: the channels of zones."""
    links = ShippingZone.channels.through.objects.filter(shippingzone_id__in=keys)
    return _linked(links.select_related("channel").order_by("pk"), "shippingzone_id", "channel", keys)


def zone_warehouses(keys: Sequence[int]) -> list[list[Warehouse]]:
    """Batch: the warehouses that serve zones."""
    links = Warehouse.shipping_zones.through.objects.filter(shippingzone_id__in=keys)
    return _linked(links.select_related("warehouse").order_by("pk"), "shippingzone_id", "warehouse", keys)


def warehouse_zones(keys: Sequence[UUID]) -> list[list[ShippingZone]]:
    """Batch: the zones that warehouses serve."""
    links = Warehouse.shipping_zones.through.objects.filter(warehouse_id__in=keys)
    return _linked(links.select_related("shippingzone").order_by("pk"), "warehouse_id", "shippingzone", keys)


def _linked(links: Any, owner: str, target: str, keys: Sequence[Any]) -> list[list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for link in links:
        found[getattr(link, owner)].append(getattr(link, target))
    return [found[key] for key in keys]


def variants(keys: Sequence[tuple[int | None, int | None, datetime]]) -> list[ProductVariant | None]:
    """Batch: variants by (key, channel key or None, moment), siblings of one group for each channel."""
    found: dict[tuple[int, int | None], ProductVariant] = {}
    rows = {row.pk: row for row in _variants({key[0] for key in keys if key[0] is not None})}
    places = {row.pk: row for row in _channels({key[1] for key in keys if key[1] is not None})}
    for channel_id in {key[1] for key in keys}:
        wanted = {key[0] for key in keys if key[1] == channel_id and key[0] in rows}
        # Copies: a variant that stands in two channels has a group in each.
        siblings = [copy(rows[key]) for key in wanted if key is not None]
        for row in VariantGroup(siblings, places.get(channel_id), keys[0][2]).rows:
            found[row.pk, channel_id] = row
    return [found.get((key[0], key[1])) if key[0] is not None else None for key in keys]


@prepared
def _variants(keys: Sequence[int]) -> QuerySet[Any, Any]:
    return ProductVariant.objects.filter(pk__in=keys)


@prepared
def _channels(keys: Sequence[int]) -> QuerySet[Any, Any]:
    return Channel.objects.filter(pk__in=keys)


def reserved(keys: Sequence[tuple[int, datetime]]) -> list[int]:
    """Batch: live reserved pieces by (stock key, moment)."""
    live = Reservation.objects.filter(stock_id__in=[key[0] for key in keys], reserved_until__gt=keys[0][1])
    sums = dict(live.order_by().values_list("stock_id").annotate(pieces=Sum("quantity_reserved")))
    return [sums.get(key[0], 0) for key in keys]


def translations(keys: Sequence[tuple[str, str, str]]) -> list[dict[str, Any] | None]:
    """Batch: translated texts by (kind, object key, stored language code)."""
    rows = Translation.objects.filter(
        kind__in={key[0] for key in keys},
        object_key__in={key[1] for key in keys},
        language_code__in={key[2] for key in keys},
    )
    found = {(row.kind, row.object_key, row.language_code): row.texts for row in rows}
    return [found.get(key) for key in keys]
