"""Checkouts, their lines, prices, delivery and problems.

The root of `Checkout` is the row; what was read with it travels as its `info`.
"""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models as catalog
from engine.checkout import info as infos
from engine.checkout import models
from engine.checkout.info import CheckoutInfo, LineInfo
from engine.schema.catalog.products import ProductVariant
from engine.schema.enums import enum
from engine.schema.inventory.shipping import OfferedMethod, ShippingMethod
from kernel.ids import to_global_id
from kernel.money import Money as Amount

CheckoutAuthorizeStatusEnum = enum(
    "CheckoutAuthorizeStatusEnum", ["NONE", "PARTIAL", "FULL"], "How much of the total is authorized."
)
CheckoutChargeStatusEnum = enum(
    "CheckoutChargeStatusEnum", ["NONE", "PARTIAL", "FULL", "OVERCHARGED"], "How much is charged."
)


def present(info: CheckoutInfo) -> models.Checkout:
    """Return a checkout's row that carries what was read with it."""
    info.checkout.info = info  # type: ignore[attr-defined]
    return info.checkout


def info_of(checkout: models.Checkout, request: Any) -> CheckoutInfo:
    """Return what was read with a checkout; read it now when the row came alone."""
    known = vars(checkout).get("info")
    if known is None:
        present(infos.load(checkout, now=request.context.now))
        known = vars(checkout)["info"]
    return known


class Delivery(graphene.ObjectType):
    """A shipping method as it was offered to one checkout."""

    id = graphene.ID(required=True)
    shipping_method = graphene.Field(ShippingMethod)

    @staticmethod
    def resolve_id(root: models.CheckoutDelivery, info: Any) -> str:
        return to_global_id("CheckoutDelivery", root.pk)

    @staticmethod
    def resolve_shipping_method(root: models.CheckoutDelivery, info: Any) -> OfferedMethod | None:
        if root.shipping_method is None:
            return None
        price = Amount(root.price, root.checkout.channel.currency_code)
        return OfferedMethod(root.shipping_method, price, active=root.is_active, message=root.message)


class CheckoutLineProblemInsufficientStock(graphene.ObjectType):
    """A line wants more than there is; the root is its `LineInfo`."""

    available_quantity = graphene.Int()
    line = graphene.Field(lambda: CheckoutLine, required=True)
    variant = graphene.Field(ProductVariant, required=True)

    @staticmethod
    def resolve_available_quantity(root: LineInfo, info: Any) -> int:
        return info_of(root.line.checkout, info).free.get(root.line.variant_id, 0)

    @staticmethod
    def resolve_variant(root: LineInfo, info: Any) -> catalog.ProductVariant:
        return root.offer.variant


class CheckoutLineProblemVariantNotAvailable(graphene.ObjectType):
    """A line's variant has been withdrawn from sale; the root is its `LineInfo`."""

    line = graphene.Field(lambda: CheckoutLine, required=True)


class CheckoutProblemDeliveryMethodStale(graphene.ObjectType):
    """The chosen delivery has another price now."""

    delivery = graphene.Field(Delivery, required=True)


class CheckoutProblemDeliveryMethodInvalid(graphene.ObjectType):
    """The chosen delivery can no longer take the checkout."""

    delivery = graphene.Field(Delivery, required=True)


LINE_PROBLEMS = (CheckoutLineProblemInsufficientStock, CheckoutLineProblemVariantNotAvailable)


class Told:
    """A problem on its way to the union: its type and the fields' root."""

    __slots__ = ("kind", "root")

    def __init__(self, kind: type[graphene.ObjectType], root: Any) -> None:
        self.kind, self.root = kind, root
