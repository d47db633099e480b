"""What was taken off an order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import graphene

from engine.orders import models
from engine.schema.enums import DiscountValueTypeEnum
from engine.schema.fields import Node, global_id
from engine.schema.money import Money
from engine.schema.orders.enums import OrderDiscountType
from engine.schema.scalars import PositiveDecimal
from kernel.money import Money as Amount


class OrderDiscount(graphene.ObjectType):
    """What an order's voucher took off; the root is the order."""

    class Meta:
        interfaces = (Node,)

    type = graphene.Field(OrderDiscountType, required=True)
    name = graphene.String()
    translated_name = graphene.String()
    value_type = graphene.Field(DiscountValueTypeEnum, required=True)
    value = graphene.Field(PositiveDecimal, required=True)
    reason = graphene.String()
    total = graphene.Field(Money, required=True)

    resolve_id = global_id("OrderDiscount")

    @staticmethod
    def resolve_type(root: models.Order, info: Any) -> str:
        return "VOUCHER"

    @staticmethod
    def resolve_name(root: models.Order, info: Any) -> str | None:
        return root.discount_name

    @staticmethod
    def resolve_value_type(root: models.Order, info: Any) -> str:
        return "FIXED"

    @staticmethod
    def resolve_value(root: models.Order, info: Any) -> Decimal:
        return Amount(root.discount_amount, root.currency).amount

    @staticmethod
    def resolve_reason(root: models.Order, info: Any) -> str | None:
        return f"Voucher code: {root.voucher_code}" if root.voucher_code else None

    @staticmethod
    def resolve_total(root: models.Order, info: Any) -> Amount:
        return Amount(root.discount_amount, root.currency)
