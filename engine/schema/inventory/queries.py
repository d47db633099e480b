"""Questions about warehouses, stock and shipping: for staff."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import graphene
from django.db.models import Q, QuerySet

from engine.inventory import models
from engine.schema.connections import PAGE_ARGUMENTS, connect
from engine.schema.enums import OrderDirection, code
from engine.schema.inventory.enums import WarehouseClickAndCollectOptionEnum, WarehouseSortField
from engine.schema.inventory.shipping import ShippingZone, ShippingZoneCountableConnection
from engine.schema.inventory.warehouses import (
    Stock,
    StockCountableConnection,
    Warehouse,
    WarehouseCountableConnection,
)
from engine.schema.keys import uuids_of, whole_keys_of

SEES_WAREHOUSES = ("MANAGE_PRODUCTS", "MANAGE_ORDERS", "MANAGE_SHIPPING")


class WarehouseFilterInput(graphene.InputObjectType):
    """Which warehouses."""

    click_and_collect_option = WarehouseClickAndCollectOptionEnum()
    search = graphene.String()
    ids = graphene.List(graphene.NonNull(graphene.ID))
    is_private = graphene.Boolean()
    channels = graphene.List(graphene.NonNull(graphene.ID))
    slugs = graphene.List(graphene.NonNull(graphene.String))


class WarehouseSortingInput(graphene.InputObjectType):
    """In which order."""

    direction = graphene.Argument(OrderDirection, required=True)
    field = graphene.Argument(WarehouseSortField, required=True)


class ShippingZoneFilterInput(graphene.InputObjectType):
    """Which shipping zones."""

    search = graphene.String()
    channels = graphene.List(graphene.NonNull(graphene.ID))


class StockFilterInput(graphene.InputObjectType):
    """Which stocks."""

    quantity = graphene.Float()
    search = graphene.String()


class InventoryQueries:
    """The room's fields of Query."""

    warehouse = graphene.Field(Warehouse, id=graphene.ID(), external_reference=graphene.String())
    warehouses = graphene.Field(
        WarehouseCountableConnection,
        filter=WarehouseFilterInput(),
        sort_by=WarehouseSortingInput(),
        **PAGE_ARGUMENTS,
    )
    shipping_zone = graphene.Field(ShippingZone, id=graphene.ID(required=True), channel=graphene.String())
    shipping_zones = graphene.Field(
        ShippingZoneCountableConnection,
        filter=ShippingZoneFilterInput(),
        channel=graphene.String(),
        **PAGE_ARGUMENTS,
    )
    stock = graphene.Field(Stock, id=graphene.ID(required=True))
    stocks = graphene.Field(StockCountableConnection, filter=StockFilterInput(), **PAGE_ARGUMENTS)

    @staticmethod
    def resolve_warehouse(
        root: Any, info: Any, id: str | None = None, external_reference: str | None = None
    ) -> Any:
        info.context.require_staff(*SEES_WAREHOUSES)
        if id is None:
            return models.Warehouse.objects.filter(external_reference=external_reference or None).first()
        return models.Warehouse.objects.filter(pk__in=uuids_of([id], "Warehouse")).first()

    @staticmethod
    def resolve_warehouses(root: Any, info: Any, filter: Any = None, sort_by: Any = None, **page: Any) -> Any:
        info.context.require_staff(*SEES_WAREHOUSES)
        found = _warehouses(models.Warehouse.objects.all(), filter or {})
        sign = "-" if sort_by and code(sort_by["direction"]) == "DESC" else ""
        return connect(info, found, order=[f"{sign}name", "pk"], arguments=page)

    @staticmethod
    def resolve_shipping_zone(root: Any, info: Any, id: str, channel: str | None = None) -> Any:
        info.context.require_staff("MANAGE_SHIPPING")
        return models.ShippingZone.objects.filter(pk__in=whole_keys_of([id], "ShippingZone")).first()

    @staticmethod
    def resolve_shipping_zones(
        root: Any, info: Any, filter: Any = None, channel: str | None = None, **page: Any
    ) -> Any:
        info.context.require_staff("MANAGE_SHIPPING")
        found = _zones(models.ShippingZone.objects.all(), filter or {})
        if channel is not None:
            found = found.filter(channels__slug=channel)
        return connect(info, found, order=["pk"], arguments=page)

    @staticmethod
    def resolve_stock(root: Any, info: Any, id: str) -> Any:
        info.context.require_staff("MANAGE_PRODUCTS")
        return models.Stock.objects.filter(pk__in=whole_keys_of([id], "Stock")).first()

    @staticmethod
    def resolve_stocks(root: Any, info: Any, filter: Any = None, **page: Any) -> Any:
        info.context.require_staff("MANAGE_PRODUCTS")
        return connect(info, _stocks(models.Stock.objects.all(), filter or {}), order=["pk"], arguments=page)


def _warehouses(found: QuerySet[models.Warehouse], wanted: Any) -> QuerySet[models.Warehouse]:
    if (ids := wanted.get("ids")) is not None:
        found = found.filter(pk__in=uuids_of(ids, "Warehouse"))
    if (slugs := wanted.get("slugs")) is not None:
        found = found.filter(slug__in=slugs)
    if (private := wanted.get("is_private")) is not None:
        found = found.filter(is_private=private)
    if (collect := wanted.get("click_and_collect_option")) is not None:
        found = found.filter(click_and_collect_option=code(collect))
    if (channels := wanted.get("channels")) is not None:
        found = found.filter(pk__in=_in_channels(models.Warehouse, channels))
    return _search(found, wanted.get("search"), ("name", "slug", "email"))


def _zones(found: QuerySet[models.ShippingZone], wanted: Any) -> QuerySet[models.ShippingZone]:
    if (channels := wanted.get("channels")) is not None:
        found = found.filter(pk__in=_in_channels(models.ShippingZone, channels))
    return _search(found, wanted.get("search"), ("name",))


def _stocks(found: QuerySet[models.Stock], wanted: Any) -> QuerySet[models.Stock]:
    if (quantity := wanted.get("quantity")) is not None:
        found = found.filter(quantity=quantity)
    names = ("variant__name", "variant__sku", "variant__product__name", "warehouse__name")
    return _search(found, wanted.get("search"), names)


def _in_channels(model: Any, global_ids: Iterable[str]) -> Any:
    keys = whole_keys_of(global_ids, "Channel")
    return model.objects.filter(channels__in=keys).values("pk")


def _search(found: QuerySet[Any], text: str | None, names: Iterable[str]) -> QuerySet[Any]:
    if not text:
        return found
    condition = Q()
    for name in names:
        condition |= Q(**{f"{name}__icontains": text})
    return found.filter(condition)
