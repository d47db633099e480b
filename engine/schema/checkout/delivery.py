"""A way to send a checkout, as it was offered."""

from __future__ import annotations

from typing import Any

import graphene

from engine.checkout.models import CheckoutDelivery
from engine.schema.fields import global_id
from engine.schema.inventory.shipping import OfferedMethod, ShippingMethod
from kernel.money import Money as Amount


class Delivery(graphene.ObjectType):
    """A shipping method as it was offered to one checkout."""

    id = graphene.ID(required=True)
    shipping_method = graphene.Field(ShippingMethod)

    resolve_id = global_id("CheckoutDelivery")

    @staticmethod
    def resolve_shipping_method(root: CheckoutDelivery, info: Any) -> OfferedMethod | None:
        if root.shipping_method is None:
            return None
        price = Amount(root.price, root.checkout.channel.currency_code)
        return OfferedMethod(root.shipping_method, price, active=root.is_active, message=root.message)
