"""Warehouses and what lies in them."""

from __future__ import annotations

from typing import Any

import graphene

from engine.inventory import models
from engine.schema.catalog.products import ProductVariant
from engine.schema.connections import PAGE_ARGUMENTS, connect_list, connection_types
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.inventory import loaders
from engine.schema.inventory.enums import WarehouseClickAndCollectOptionEnum
from engine.schema.inventory.shipping import ShippingZoneCountableConnection


class Warehouse(graphene.ObjectType):
    """A place where stock lies."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    email = graphene.String(required=True)
    is_private = graphene.Boolean(required=True)
    address = graphene.Field("engine.schema.accounts.types.Address", required=True)
    click_and_collect_option = graphene.Field(WarehouseClickAndCollectOptionEnum, required=True)
    shipping_zones = graphene.Field(ShippingZoneCountableConnection, **PAGE_ARGUMENTS, required=True)
    external_reference = graphene.String()

    resolve_id = global_id("Warehouse")

    @staticmethod
    def resolve_address(root: models.Warehouse, info: Any) -> Any:
        return info.context.load(loaders.addresses, root.address_id)

    @staticmethod
    def resolve_shipping_zones(root: models.Warehouse, info: Any, **arguments: Any) -> Any:
        zones = info.context.load(loaders.warehouse_zones, root.pk)
        return zones.then(lambda rows: connect_list(info, rows, arguments=arguments))


class Stock(graphene.ObjectType):
    """Pieces of a variant in a warehouse."""

    class Meta:
        interfaces = (Node,)

    warehouse = graphene.Field(Warehouse, required=True)
    product_variant = graphene.Field(ProductVariant, required=True)
    quantity = graphene.Int(required=True)
    quantity_allocated = graphene.Int(required=True)
    quantity_reserved = graphene.Int(required=True)

    resolve_id = global_id("Stock")

    @staticmethod
    def resolve_warehouse(root: models.Stock, info: Any) -> Any:
        return info.context.load(loaders.warehouses, root.warehouse_id)

    @staticmethod
    def resolve_product_variant(root: models.Stock, info: Any) -> Any:
        return info.context.load(loaders.variants, (root.variant_id, None, info.context.now))

    @staticmethod
    def resolve_quantity_reserved(root: models.Stock, info: Any) -> Any:
        return info.context.load(loaders.reserved, (root.pk, info.context.now))


WarehouseCountableConnection = connection_types(Warehouse)
StockCountableConnection = connection_types(Stock)
