"""Baskets as values, for what is decided without a core."""

from __future__ import annotations

from typing import Any

from commerce.types import Basket, BasketId, BasketLine, LineId, SellerName, VariantId
from kernel.money import Money


def line(
    number: int, seller: str = "ana", *, quantity: int = 1, price: int = 1000, **changes: Any
) -> BasketLine:
    """A line of one seller; `price` is bani a piece."""
    return BasketLine(
        **{
            "id": LineId(f"line-{number}"),
            "variant_id": VariantId(f"variant-{number}"),
            "product_slug": f"produs-{number}",
            "name": f"Produs {number}",
            "variant_name": "",
            "sku": f"P-{number}",
            "seller": SellerName(seller, seller.capitalize()),
            "quantity": quantity,
            "available": 99,
            "unit_price": Money(price),
            "undiscounted_unit_price": Money(price),
            "total": Money(price * quantity),
            "picture": None,
            "is_shipped": True,
            "attributes": (),
            **changes,
        }
    )


def basket(*lines: BasketLine, shipping: int = 1999, **changes: Any) -> Basket:
    """A basket with the sums of its lines; `shipping` is bani."""
    goods = Money.total(each.total for each in lines)
    return Basket(
        **{
            "id": BasketId("basket-1"),
            "lines": lines,
            "email": "",
            "shipping_address": None,
            "billing_address": None,
            "delivery": None,
            "is_shipping_required": any(each.is_shipped for each in lines),
            "note": "",
            "voucher_code": "",
            "subtotal": goods,
            "shipping": Money(shipping),
            "discount": Money(0),
            "tax": Money(0),
            "total": goods + Money(shipping),
            "metadata": {},
            "reserved_until": None,
            **changes,
        }
    )
