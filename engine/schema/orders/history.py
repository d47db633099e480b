"""What happened to an order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene

from engine.orders import models
from engine.schema.accounts.types import User
from engine.schema.fields import Node, global_id
from engine.schema.inventory import loaders as stocks
from engine.schema.inventory.warehouses import Warehouse
from engine.schema.orders import loaders
from engine.schema.orders.enums import OrderEventsEnum
from engine.schema.orders.parcels import FulfillmentLine


class OrderEvent(graphene.ObjectType):
    """Something that happened to an order; what is told of it depends on its type."""

    class Meta:
        interfaces = (Node,)

    date = graphene.DateTime()
    type = graphene.Field(OrderEventsEnum)
    user = graphene.Field(User)
    message = graphene.String()
    quantity = graphene.Int()
    composed_id = graphene.String()
    order_number = graphene.String()
    fulfilled_items = graphene.List(graphene.NonNull(FulfillmentLine))
    warehouse = graphene.Field(Warehouse)
    transaction_reference = graphene.String()

    resolve_id = global_id("OrderEvent")

    @staticmethod
    def resolve_user(root: models.OrderEvent, info: Any) -> Any:
        return root.user_id and info.context.load(loaders.users, root.user_id)

    @staticmethod
    def resolve_message(root: models.OrderEvent, info: Any) -> str | None:
        return root.parameters.get("message")

    @staticmethod
    def resolve_quantity(root: models.OrderEvent, info: Any) -> int | None:
        return root.parameters.get("quantity")

    @staticmethod
    def resolve_composed_id(root: models.OrderEvent, info: Any) -> str | None:
        return root.parameters.get("composed_id")

    @staticmethod
    def resolve_order_number(root: models.OrderEvent, info: Any) -> Any:
        return info.context.load(loaders.orders, root.order_id).then(str)

    @staticmethod
    def resolve_fulfilled_items(root: models.OrderEvent, info: Any) -> Any:
        keys = root.parameters.get("fulfilled_items")
        return keys and [info.context.load(loaders.parcel_rows, key) for key in keys]

    @staticmethod
    def resolve_warehouse(root: models.OrderEvent, info: Any) -> Any:
        key = root.parameters.get("warehouse")
        return key and info.context.load(stocks.warehouses, UUID(key))

    @staticmethod
    def resolve_transaction_reference(root: models.OrderEvent, info: Any) -> str | None:
        return root.parameters.get("transaction_reference")
