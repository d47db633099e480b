"""Orders as values, for what is decided without a core."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from commerce.types import Order, OrderId
from kernel.money import Money


def order(**changes: Any) -> Order:
    """Order 34 without lines."""
    return Order(
        **{
            "id": OrderId("order-34"),
            "number": "34",
            "created_at": datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
            "status": "UNFULFILLED",
            "charge_status": "NONE",
            "email": "bogdan@example.com",
            "language": "RO",
            "lines": (),
            "fulfillments": (),
            "shipping_address": None,
            "billing_address": None,
            "delivery_name": "",
            "note": "",
            "voucher_code": "",
            "subtotal": Money(6451),
            "shipping": Money(1999),
            "discount": Money(0),
            "tax": Money(0),
            "total": Money(8450),
            "metadata": {},
            **changes,
        }
    )
