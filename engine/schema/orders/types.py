"""Orders.

The roots are the rows; what belongs to them is promised by batches, so a page of orders costs the same
number of queries whatever its length.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import graphene

from engine.accounts import models as accounts
from engine.checkout.freezing import EXTERNAL_METHOD
from engine.errors import PermissionDenied
from engine.inventory import models as inventory
from engine.orders import models
from engine.schema.accounts.loaders import addresses
from engine.schema.accounts.types import Address, User
from engine.schema.catalog.channels import Channel
from engine.schema.catalog.products import Weight, weight
from engine.schema.connections import connection_types
from engine.schema.enums import LanguageCodeEnum, language_code
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.inventory import loaders as stocks
from engine.schema.inventory.shipping import OfferedMethod, ShippingMethod
from engine.schema.inventory.warehouses import Warehouse
from engine.schema.money import Money, Taxed, TaxedMoney
from engine.schema.orders import loaders
from engine.schema.orders.discounts import OrderDiscount
from engine.schema.orders.enums import (
    OrderAction,
    OrderAuthorizeStatusEnum,
    OrderChargeStatusEnum,
    OrderOriginEnum,
    OrderStatus,
    PaymentChargeStatusEnum,
    payment_status,
    words,
)
from engine.schema.orders.history import OrderEvent
from engine.schema.orders.lines import PERCENT, OrderLine, taxed
from engine.schema.orders.parcels import Fulfillment
from engine.schema.payments.of_orders import OrderPayments
from kernel.ids import to_global_id
from kernel.money import Money as Amount


class DeliveryMethod(graphene.Union):
    """How an order is sent."""

    class Meta:
        types = (Warehouse, ShippingMethod)

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> type[graphene.ObjectType]:
        return Warehouse if isinstance(instance, inventory.Warehouse) else ShippingMethod


class Order(OrderPayments, graphene.ObjectType):
    """A placed order. Whoever knows its id may read it, as at Saleor."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    created = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    number = graphene.String(required=True)
    status = graphene.Field(OrderStatus, required=True)
    status_display = graphene.String(required=True)
    origin = graphene.Field(OrderOriginEnum, required=True)
    channel = graphene.Field(Channel, required=True)
    user = graphene.Field(User)
    user_email = graphene.String()
    language_code_enum = graphene.Field(LanguageCodeEnum, required=True)
    customer_note = graphene.String(required=True)
    external_reference = graphene.String()
    checkout_id = graphene.ID()
    redirect_url = graphene.String()
    billing_address = graphene.Field(Address)
    shipping_address = graphene.Field(Address)
    delivery_method = graphene.Field(DeliveryMethod)
    shipping_method_name = graphene.String()
    is_shipping_required = graphene.Boolean(required=True)
    weight = graphene.Field(Weight, required=True)
    lines = graphene.List(graphene.NonNull(OrderLine), required=True)
    fulfillments = graphene.List(graphene.NonNull(Fulfillment), required=True)
    events = graphene.List(graphene.NonNull(OrderEvent), required=True)
    actions = graphene.List(graphene.NonNull(OrderAction), required=True)
    is_paid = graphene.Boolean(required=True)
    charge_status = graphene.Field(OrderChargeStatusEnum, required=True)
    authorize_status = graphene.Field(OrderAuthorizeStatusEnum, required=True)
    payment_status = graphene.Field(PaymentChargeStatusEnum, required=True)
    payment_status_display = graphene.String(required=True)
    subtotal = graphene.Field(TaxedMoney, required=True)
    shipping_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_shipping_price = graphene.Field(Money, required=True)
    shipping_tax_rate = graphene.Float(required=True)
    total = graphene.Field(TaxedMoney, required=True)
    undiscounted_total = graphene.Field(TaxedMoney, required=True)
    display_gross_prices = graphene.Boolean(required=True)
    voucher_code = graphene.String()
    discounts = graphene.List(graphene.NonNull(OrderDiscount), required=True)

    resolve_id = global_id("Order")

    @staticmethod
    def resolve_created(root: models.Order, info: Any) -> Any:
        return root.created_at

    @staticmethod
    def resolve_number(root: models.Order, info: Any) -> str:
        return str(root.number)

    @staticmethod
    def resolve_status_display(root: models.Order, info: Any) -> str:
        return words(root.status)

    @staticmethod
    def resolve_channel(root: models.Order, info: Any) -> Any:
        return info.context.load(stocks.channels, root.channel_id)

    @staticmethod
    def resolve_user(root: models.Order, info: Any) -> Any:
        if root.user_id is None:
            return None
        if not _is_owner(root, info) and not info.context.may("MANAGE_USERS", "MANAGE_ORDERS"):
            raise PermissionDenied("MANAGE_USERS", "MANAGE_ORDERS", "OWNER")
        return info.context.load(loaders.users, root.user_id)

    @staticmethod
    def resolve_language_code_enum(root: models.Order, info: Any) -> str:
        return language_code(root.language_code)

    @staticmethod
    def resolve_checkout_id(root: models.Order, info: Any) -> str | None:
        return None if root.checkout_id is None else to_global_id("Checkout", root.checkout_id)

    @staticmethod
    def resolve_billing_address(root: models.Order, info: Any) -> Any:
        return _address(root.billing_address_id, info)

    @staticmethod
    def resolve_shipping_address(root: models.Order, info: Any) -> Any:
        return _address(root.shipping_address_id, info)

    @staticmethod
    def resolve_delivery_method(root: models.Order, info: Any) -> Any:
        price = Amount(root.shipping_gross, root.currency)
        external_id = root.private_metadata.get(EXTERNAL_METHOD)
        if external_id is not None:
            return OfferedMethod(_Remembered(root.shipping_method_name or ""), price, external_id=external_id)
        if root.shipping_method_id is None:
            return None
        method = info.context.load(loaders.methods, root.shipping_method_id)
        return method.then(lambda row: row and OfferedMethod(row, price))

    @staticmethod
    def resolve_is_shipping_required(root: models.Order, info: Any) -> Any:
        return _lines(root, info).then(lambda rows: any(row.is_shipping_required for row in rows))

    @staticmethod
    def resolve_weight(root: models.Order, info: Any) -> Weight | None:
        return weight(root.weight_grams)

    @staticmethod
    def resolve_lines(root: models.Order, info: Any) -> Any:
        return _lines(root, info)

    @staticmethod
    def resolve_fulfillments(root: models.Order, info: Any) -> Any:
        """Shoppers are not shown parcels that were called back."""
        parcels = info.context.load(loaders.fulfillments, root.pk)
        if info.context.may("MANAGE_ORDERS"):
            return parcels
        return parcels.then(lambda rows: [row for row in rows if row.status != "CANCELED"])

    @staticmethod
    def resolve_events(root: models.Order, info: Any) -> Any:
        info.context.require_staff("MANAGE_ORDERS")
        return info.context.load(loaders.events, root.pk)

    @staticmethod
    def resolve_actions(root: models.Order, info: Any) -> list[str]:
        """As at Saleor, where only payments of the older kind take this away; a second time is refused."""
        info.context.require_staff("MANAGE_ORDERS")
        return ["MARK_AS_PAID"]

    @staticmethod
    def resolve_is_paid(root: models.Order, info: Any) -> bool:
        return root.charge_status in ("FULL", "OVERCHARGED")

    @staticmethod
    def resolve_payment_status(root: models.Order, info: Any) -> str:
        return payment_status(root.charge_status)

    @staticmethod
    def resolve_payment_status_display(root: models.Order, info: Any) -> str:
        return words(payment_status(root.charge_status))

    @staticmethod
    def resolve_subtotal(root: models.Order, info: Any) -> Taxed:
        return taxed(root, root.total_gross - root.shipping_gross, root.total_net - root.shipping_net)

    @staticmethod
    def resolve_shipping_price(root: models.Order, info: Any) -> Taxed:
        return taxed(root, root.shipping_gross, root.shipping_net)

    @staticmethod
    def resolve_undiscounted_shipping_price(root: models.Order, info: Any) -> Amount:
        return Amount(root.undiscounted_shipping, root.currency)

    @staticmethod
    def resolve_shipping_tax_rate(root: models.Order, info: Any) -> float:
        return root.shipping_tax_rate / PERCENT

    @staticmethod
    def resolve_total(root: models.Order, info: Any) -> Taxed:
        return taxed(root, root.total_gross, root.total_net)

    @staticmethod
    def resolve_undiscounted_total(root: models.Order, info: Any) -> Taxed:
        return taxed(root, root.undiscounted_total_gross, root.undiscounted_total_net)

    @staticmethod
    def resolve_display_gross_prices(root: models.Order, info: Any) -> bool:
        return True

    @staticmethod
    def resolve_discounts(root: models.Order, info: Any) -> list[models.Order]:
        return [root] if root.discount_amount else []


@dataclass(frozen=True, slots=True)
class _Remembered:
    """What an order still knows of an app's delivery method."""

    name: str
    description: str | None = None
    minimum_delivery_days: int | None = None
    maximum_delivery_days: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    private_metadata: Mapping[str, str] = field(default_factory=dict)


def _is_owner(order: models.Order, info: Any) -> bool:
    user: accounts.User | None = info.context.user
    return user is not None and user.pk == order.user_id


def _address(key: int | None, info: Any) -> Any:
    return key and info.context.load(addresses, key)


def _lines(order: models.Order, info: Any) -> Any:
    return info.context.load(loaders.lines, order.pk)


OrderCountableConnection = connection_types(Order)
