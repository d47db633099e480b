"""Orders, their lines, parcels and history.

The roots are the rows; what belongs to them is promised by batches, so a page of orders costs the same
number of queries whatever its length.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

import graphene

from engine.accounts import models as accounts
from engine.catalog.groups import is_published
from engine.catalog.models import ProductMedia
from engine.catalog.models import ProductVariant as VariantRow
from engine.checkout.freezing import EXTERNAL_METHOD
from engine.errors import PermissionDenied
from engine.inventory import models as inventory
from engine.orders import models
from engine.schema.accounts.loaders import addresses
from engine.schema.accounts.types import Address, User
from engine.schema.catalog.channels import Channel
from engine.schema.catalog.products import ProductVariant, Weight, picture_format, weight
from engine.schema.connections import connection_types
from engine.schema.enums import (
    DiscountValueTypeEnum,
    LanguageCodeEnum,
    ThumbnailFormatEnum,
    language_code,
)
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.inventory import loaders as stocks
from engine.schema.inventory.shipping import OfferedMethod, ShippingMethod
from engine.schema.inventory.warehouses import Warehouse
from engine.schema.media import Image
from engine.schema.money import Money, Taxed, TaxedMoney
from engine.schema.orders import loaders
from engine.schema.orders.enums import (
    FulfillmentStatus,
    OrderAction,
    OrderAuthorizeStatusEnum,
    OrderChargeStatusEnum,
    OrderDiscountType,
    OrderEventsEnum,
    OrderOriginEnum,
    OrderStatus,
    PaymentChargeStatusEnum,
    payment_status,
    words,
)
from engine.schema.payments.of_orders import OrderPayments
from engine.schema.scalars import PositiveDecimal
from kernel.ids import to_global_id
from kernel.money import Money as Amount

PERCENT = 100
THUMBNAIL_SIZE = 256


def _taxed(order: models.Order, gross: int, net: int) -> Taxed:
    return Taxed(gross=Amount(gross, order.currency), net=Amount(net, order.currency))


class Allocation(graphene.ObjectType):
    """Pieces of a warehouse that an order line claims."""

    class Meta:
        interfaces = (Node,)

    quantity = graphene.Int(required=True)
    warehouse = graphene.Field(Warehouse, required=True)

    resolve_id = global_id("Allocation")

    @staticmethod
    def resolve_quantity(root: models.Allocation, info: Any) -> int:
        return root.quantity_allocated

    @staticmethod
    def resolve_warehouse(root: models.Allocation, info: Any) -> Any:
        return info.context.load(stocks.warehouses, root.stock.warehouse_id)


class OrderLine(graphene.ObjectType):
    """A bought line, with names, prices and tax as they were."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    product_name = graphene.String(required=True)
    variant_name = graphene.String(required=True)
    translated_product_name = graphene.String(required=True)
    translated_variant_name = graphene.String(required=True)
    product_sku = graphene.String()
    product_variant_id = graphene.String()
    is_shipping_required = graphene.Boolean(required=True)
    quantity = graphene.Int(required=True)
    quantity_fulfilled = graphene.Int(required=True)
    quantity_to_fulfill = graphene.Int(required=True)
    tax_rate = graphene.Float(required=True)
    thumbnail = graphene.Field(Image, size=graphene.Int(), format=graphene.Argument(ThumbnailFormatEnum))
    unit_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_unit_price = graphene.Field(TaxedMoney, required=True)
    unit_discount = graphene.Field(Money, required=True)
    unit_discount_value = graphene.Field(PositiveDecimal, required=True)
    unit_discount_type = graphene.Field(DiscountValueTypeEnum)
    total_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_total_price = graphene.Field(TaxedMoney, required=True)
    variant = graphene.Field(ProductVariant)
    allocations = graphene.List(graphene.NonNull(Allocation))
    voucher_code = graphene.String()

    resolve_id = global_id("OrderLine")

    @staticmethod
    def resolve_quantity_to_fulfill(root: models.OrderLine, info: Any) -> int:
        return root.quantity - root.quantity_fulfilled

    @staticmethod
    def resolve_tax_rate(root: models.OrderLine, info: Any) -> float:
        return root.tax_rate / PERCENT

    @staticmethod
    def resolve_thumbnail(
        root: models.OrderLine, info: Any, size: int | None = None, format: Any = None
    ) -> Any:
        shape = (size or THUMBNAIL_SIZE, picture_format(format))
        return _variant(root, info).then(lambda row: _picture(row, *shape) if row else None)

    @staticmethod
    def resolve_unit_price(root: models.OrderLine, info: Any) -> Taxed:
        return _taxed(root.order, root.unit_gross, root.unit_net)

    @staticmethod
    def resolve_undiscounted_unit_price(root: models.OrderLine, info: Any) -> Taxed:
        return _taxed(root.order, root.undiscounted_unit_gross, root.undiscounted_unit_net)

    @staticmethod
    def resolve_unit_discount(root: models.OrderLine, info: Any) -> Amount:
        return Amount(root.unit_discount, root.order.currency)

    @staticmethod
    def resolve_unit_discount_value(root: models.OrderLine, info: Any) -> Decimal:
        return Amount(root.unit_discount, root.order.currency).amount

    @staticmethod
    def resolve_unit_discount_type(root: models.OrderLine, info: Any) -> str | None:
        return "FIXED" if root.unit_discount else None

    @staticmethod
    def resolve_total_price(root: models.OrderLine, info: Any) -> Taxed:
        return _taxed(root.order, root.total_gross, root.total_net)

    @staticmethod
    def resolve_undiscounted_total_price(root: models.OrderLine, info: Any) -> Taxed:
        return _taxed(root.order, root.undiscounted_total_gross, root.undiscounted_total_net)

    @staticmethod
    def resolve_variant(root: models.OrderLine, info: Any) -> Any:
        return _variant(root, info).then(lambda row: row if row and _is_shown(row, info) else None)

    @staticmethod
    def resolve_allocations(root: models.OrderLine, info: Any) -> Any:
        info.context.require_staff("MANAGE_PRODUCTS", "MANAGE_ORDERS")
        return info.context.load(loaders.line_allocations, root.pk)

    @staticmethod
    def resolve_voucher_code(root: models.OrderLine, info: Any) -> str | None:
        return root.order.voucher_code if root.unit_discount else None


def _variant(line: models.OrderLine, info: Any) -> Any:
    """Promise a line's variant as it is today, in the order's channel."""
    return info.context.load(stocks.variants, (line.variant_id, line.order.channel_id, info.context.now))


def _is_shown(row: Any, info: Any) -> bool:
    """Staff see every variant, others those whose product is published today."""
    if info.context.is_staff:
        return True
    listing = row.group.products[row.product_id].group.listings.get(row.product_id)
    return listing is not None and is_published(listing, info.context.now)


def _picture(row: VariantRow, size: int, image_format: str) -> Image | None:
    """Return the variant's own first picture, else its product's."""
    group: Any = row.group  # type: ignore[attr-defined]
    product = group.products[row.product_id]
    pictures: list[ProductMedia] = group.media.get(row.pk) or product.group.media.get(product.pk)
    if not pictures:
        return None
    first: Any = pictures[0]
    return Image(url=first.group.url(first, size, image_format), alt=first.alt)


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
        return _taxed(root, root.total_gross - root.shipping_gross, root.total_net - root.shipping_net)

    @staticmethod
    def resolve_shipping_price(root: models.Order, info: Any) -> Taxed:
        return _taxed(root, root.shipping_gross, root.shipping_net)

    @staticmethod
    def resolve_undiscounted_shipping_price(root: models.Order, info: Any) -> Amount:
        return Amount(root.undiscounted_shipping, root.currency)

    @staticmethod
    def resolve_shipping_tax_rate(root: models.Order, info: Any) -> float:
        return root.shipping_tax_rate / PERCENT

    @staticmethod
    def resolve_total(root: models.Order, info: Any) -> Taxed:
        return _taxed(root, root.total_gross, root.total_net)

    @staticmethod
    def resolve_undiscounted_total(root: models.Order, info: Any) -> Taxed:
        return _taxed(root, root.undiscounted_total_gross, root.undiscounted_total_net)

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
