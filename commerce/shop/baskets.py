"""A basket out of Saleor's Checkout."""

from __future__ import annotations

from commerce.shop import addresses, attributes
from commerce.shop.values import (
    gross,
    metadata,
    moment,
    money,
    origin,
    seller,
    text,
    thumbnails,
    withdrawal_exemption,
)
from commerce.transport import Json
from commerce.types import (
    Basket,
    BasketId,
    BasketLine,
    DeliveryId,
    DeliveryOption,
    DeliveryProblem,
    LineId,
    VariantId,
)


def basket(node: Json) -> Basket:
    """Read a checkout with what is wrong with it by now."""
    currency = node["totalPrice"]["currency"]
    problems = node["problems"] or []
    shipping_address, billing_address = node["shippingAddress"], node["billingAddress"]
    expires = node["stockReservationExpires"]
    return Basket(
        id=BasketId(node["id"]),
        lines=_lines(node["lines"], problems, currency),
        email=node["email"] or "",
        shipping_address=addresses.read(shipping_address) if shipping_address else None,
        billing_address=addresses.read(billing_address) if billing_address else None,
        delivery=delivery(node["delivery"]) if node["delivery"] else None,
        is_shipping_required=node["isShippingRequired"],
        note=node["customerNote"],
        voucher_code=node["voucherCode"] or "",
        subtotal=gross(node["subtotalPrice"], currency),
        shipping=gross(node["shippingPrice"], currency),
        discount=money(node["discount"]["amount"] if node["discount"] else 0, currency),
        tax=money(node["totalPrice"]["tax"]["amount"], currency),
        total=gross(node["totalPrice"], currency),
        metadata=metadata(node),
        reserved_until=moment(expires) if expires else None,
        problems=_delivery_problems(problems),
        language="EN" if node["languageCode"] == "EN" else "RO",
    )


def delivery(node: Json) -> DeliveryOption | None:
    """Read a delivery; None where its method has been withdrawn since."""
    method = node["shippingMethod"]
    if method is None:
        return None
    return DeliveryOption(
        id=DeliveryId(node["id"]),
        name=text(method),
        price=money(method["price"]["amount"], method["price"]["currency"]),
        minimum_days=method["minimumDeliveryDays"],
        maximum_days=method["maximumDeliveryDays"],
        is_active=method["active"],
        message=method["message"] or "",
    )


def _lines(nodes: list[Json], problems: list[Json], currency: str) -> tuple[BasketLine, ...]:
    short = {p["shortLine"]["id"]: p["availableQuantity"] or 0 for p in problems if "shortLine" in p}
    gone = {p["goneLine"]["id"] for p in problems if "goneLine" in p}
    return tuple(_line(node, short, gone, currency) for node in nodes)


def _line(node: Json, short: dict[str, int], gone: set[str], currency: str) -> BasketLine:
    line_id, variant, quantity = node["id"], node["variant"], node["quantity"]
    product = variant["product"]
    # The core counts this basket's own reservation as taken: without a problem, it has at least its own.
    available = short.get(line_id, max(variant["quantityAvailable"] or 0, quantity))
    return BasketLine(
        id=LineId(line_id),
        variant_id=VariantId(variant["id"]),
        product_slug=product["slug"],
        name=text(product),
        variant_name=text(variant),
        sku=variant["sku"] or "",
        seller=seller(product["ses"]),
        quantity=quantity,
        available=0 if line_id in gone else available,
        unit_price=gross(node["unitPrice"], currency),
        undiscounted_unit_price=money(node["undiscountedUnitPrice"]["amount"], currency),
        total=gross(node["totalPrice"], currency),
        picture=thumbnails(product, webp=(256,), avif=(256,)),
        is_shipped=node["requiresShipping"],
        attributes=attributes.read(variant["assignedAttributes"]),
        withdrawal_exemption=withdrawal_exemption(product["exemption"]),
        origin=origin(product),
        problem="NOT_AVAILABLE" if line_id in gone else "INSUFFICIENT_STOCK" if line_id in short else None,
    )


def _delivery_problems(problems: list[Json]) -> tuple[DeliveryProblem, ...]:
    found: list[DeliveryProblem] = []
    if any("staleDelivery" in problem for problem in problems):
        found.append("DELIVERY_STALE")
    if any("invalidDelivery" in problem for problem in problems):
        found.append("DELIVERY_INVALID")
    return tuple(found)
