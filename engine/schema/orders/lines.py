"""The lines of an order, with names, prices and tax as they were, and the stock they claim."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import graphene

from engine.catalog.groups import is_published
from engine.catalog.models import ProductMedia
from engine.catalog.models import ProductVariant as VariantRow
from engine.orders import models
from engine.schema.catalog.products import ProductVariant, picture_format
from engine.schema.enums import DiscountValueTypeEnum, ThumbnailFormatEnum
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.inventory import loaders as stocks
from engine.schema.inventory.warehouses import Warehouse
from engine.schema.media import Image
from engine.schema.money import Money, Taxed, TaxedMoney
from engine.schema.orders import loaders
from engine.schema.scalars import PositiveDecimal
from kernel.money import Money as Amount

PERCENT = 100
THUMBNAIL_SIZE = 256


def taxed(order: models.Order, gross: int, net: int) -> Taxed:
    """Return an amount of an order, in its currency. `gross` and `net` are in minor units."""
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
        return taxed(root.order, root.unit_gross, root.unit_net)

    @staticmethod
    def resolve_undiscounted_unit_price(root: models.OrderLine, info: Any) -> Taxed:
        return taxed(root.order, root.undiscounted_unit_gross, root.undiscounted_unit_net)

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
        return taxed(root.order, root.total_gross, root.total_net)

    @staticmethod
    def resolve_undiscounted_total_price(root: models.OrderLine, info: Any) -> Taxed:
        return taxed(root.order, root.undiscounted_total_gross, root.undiscounted_total_net)

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
