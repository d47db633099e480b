"""The parcels of an order and what each holds."""

from __future__ import annotations

from typing import Any

import graphene

from engine.orders import models
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.inventory import loaders as stocks
from engine.schema.inventory.warehouses import Warehouse
from engine.schema.orders import loaders
from engine.schema.orders.enums import FulfillmentStatus, words
from engine.schema.orders.lines import OrderLine


class FulfillmentLine(graphene.ObjectType):
    """How many pieces of an order line a parcel holds."""

    class Meta:
        interfaces = (Node,)

    quantity = graphene.Int(required=True)
    order_line = graphene.Field(OrderLine)

    resolve_id = global_id("FulfillmentLine")

    @staticmethod
    def resolve_order_line(root: models.FulfillmentLine, info: Any) -> Any:
        return info.context.load(loaders.order_lines, root.order_line_id)


class Fulfillment(graphene.ObjectType):
    """A parcel from one warehouse."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    fulfillment_order = graphene.Int(required=True)
    status = graphene.Field(FulfillmentStatus, required=True)
    status_display = graphene.String()
    tracking_number = graphene.String(required=True)
    created = graphene.DateTime(required=True)
    lines = graphene.List(graphene.NonNull(FulfillmentLine))
    warehouse = graphene.Field(Warehouse)

    resolve_id = global_id("Fulfillment")

    @staticmethod
    def resolve_status_display(root: models.Fulfillment, info: Any) -> str:
        return words(root.status)

    @staticmethod
    def resolve_created(root: models.Fulfillment, info: Any) -> Any:
        return root.created_at

    @staticmethod
    def resolve_lines(root: models.Fulfillment, info: Any) -> Any:
        return info.context.load(loaders.parcel_lines, root.pk)

    @staticmethod
    def resolve_warehouse(root: models.Fulfillment, info: Any) -> Any:
        return root.warehouse_id and info.context.load(stocks.warehouses, root.warehouse_id)
