"""Orders a shopper can look at."""

from __future__ import annotations

from decimal import Decimal

from commerce.call import query
from commerce.errors import PermissionRefused
from commerce.shop import addresses, frozen_badges
from commerce.shop.values import (
    gross,
    metadata,
    moment,
    money,
    origin,
    seller,
    thumbnails,
    withdrawal_exemption,
)
from commerce.transport import Json
from commerce.types import (
    Fulfillment,
    Language,
    LineId,
    Order,
    OrderId,
    OrderLine,
    OrderSummary,
)
from kernel.money import Money


def one(*, order_id: OrderId, language: Language) -> Order | None:
    """Read an order. Whoever has its id may: show people only a token of our own that stands for it."""
    node = query("orders/one", {"id": order_id})["order"]
    return _order(node, language) if node else None


def mine(
    *, token: str, language: Language, cursor: str | None = None
) -> tuple[tuple[OrderSummary, ...], str | None]:
    """Read twenty of the shopper's orders, newest first, and the cursor of the next twenty.

    Raises PermissionRefused when the token is not (any more) a shopper's.
    """
    me = query("orders/mine", {"cursor": cursor}, token=token)["me"]
    if me is None:
        raise PermissionRefused("Nobody is logged in.")
    found = me["orders"]
    more = found["pageInfo"]
    summaries = tuple(_summary(edge["node"]) for edge in found["edges"])
    return summaries, more["endCursor"] if more["hasNextPage"] else None


def _summary(node: Json) -> OrderSummary:
    return OrderSummary(
        id=OrderId(node["id"]),
        number=node["number"],
        created_at=moment(node["created"]),
        status=node["status"],
        total=gross(node["total"], node["total"]["currency"]),
        quantity=sum(line["quantity"] for line in node["lines"]),
    )


def _order(node: Json, language: Language) -> Order:
    currency = node["total"]["currency"]
    own_language: Language = "EN" if node["languageCodeEnum"] == "EN" else "RO"
    shipping_address, billing_address = node["shippingAddress"], node["billingAddress"]
    return Order(
        id=OrderId(node["id"]),
        number=node["number"],
        created_at=moment(node["created"]),
        status=node["status"],
        charge_status=node["chargeStatus"],
        email=node["userEmail"] or "",
        language=own_language,
        lines=tuple(_line(line, currency, own_language == language) for line in node["lines"]),
        fulfillments=tuple(_fulfillment(parcel) for parcel in node["fulfillments"]),
        shipping_address=addresses.read(shipping_address) if shipping_address else None,
        billing_address=addresses.read(billing_address) if billing_address else None,
        delivery_name=node["shippingMethodName"] or "",
        note=node["customerNote"],
        voucher_code=node["voucherCode"] or "",
        subtotal=gross(node["subtotal"], currency),
        shipping=gross(node["shippingPrice"], currency),
        discount=Money.total((money(d["total"]["amount"], currency) for d in node["discounts"]), currency),
        tax=money(node["total"]["tax"]["amount"], currency),
        total=gross(node["total"], currency),
        metadata=metadata(node),
    )


def _line(node: Json, currency: str, in_own_language: bool) -> OrderLine:
    """The core freezes a line's names in its own language and in the order's; others it does not know."""
    product = node["variant"]["product"] if node["variant"] else None
    translated_name = node["translatedProductName"] if in_own_language else ""
    translated_variant = node["translatedVariantName"] if in_own_language else ""
    return OrderLine(
        id=LineId(node["id"]),
        name=translated_name or node["productName"],
        variant_name=translated_variant or node["variantName"],
        sku=node["productSku"] or "",
        product_slug=product["slug"] if product else "",
        seller=seller(product["ses"]) if product else None,
        quantity=node["quantity"],
        quantity_fulfilled=node["quantityFulfilled"],
        unit_price=gross(node["unitPrice"], currency),
        total=gross(node["totalPrice"], currency),
        tax_rate=Decimal(str(node["taxRate"])),
        picture=thumbnails(node, webp=(256,), avif=()),
        is_shipped=node["isShippingRequired"],
        withdrawal_exemption=withdrawal_exemption(product["exemption"]) if product else "",
        badge=frozen_badges.read(node["frozen"]),
        origin=origin(product) if product else None,
    )


def _fulfillment(node: Json) -> Fulfillment:
    lines = (line for line in node["lines"] or () if line["orderLine"])
    return Fulfillment(
        id=node["id"],
        number=node["fulfillmentOrder"],
        status=node["status"],
        tracking_number=node["trackingNumber"],
        warehouse_slug=node["warehouse"]["slug"] if node["warehouse"] else "",
        created_at=moment(node["created"]),
        lines=tuple((LineId(line["orderLine"]["id"]), line["quantity"]) for line in lines),
    )
