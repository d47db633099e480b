"""A way to send a checkout, as it was offered."""

from __future__ import annotations

from typing import Any

import graphene

from engine.checkout.deliveries import Option
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
        price = Amount(root.price, root.checkout.channel.currency_code)
        if root.shipping_method is not None:
            return OfferedMethod(root.shipping_method, price, root.is_active, root.message)
        return OfferedMethod(root, price, root.is_active, root.message, root.external_id)


def offered(option: Option) -> OfferedMethod:
    """Shape a method that can take a checkout."""
    if option.offered is None:
        return OfferedMethod(option.method, option.price, option.is_active, option.message)
    external_id = option.offered.external_id
    return OfferedMethod(option.offered, option.price, option.is_active, option.message, external_id)
