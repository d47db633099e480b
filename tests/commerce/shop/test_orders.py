"""Orders as the core froze them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from commerce.errors import PermissionRefused
from commerce.shop import orders
from commerce.types import Fulfillment, OrderLine, OrderSummary, Picture, SellerName
from kernel.money import Money
from tests.commerce import answers
from tests.commerce.fake_core import FakeCore

PLACED = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)


def _line(**changes: Any) -> dict[str, Any]:
    return {
        "id": "T3JkZXJMaW5lOjE=",
        "productName": "Șorț de in",
        "variantName": "M",
        "translatedProductName": "Linen apron",
        "translatedVariantName": "",
        "productSku": "ANA-1-M",
        "quantity": 2,
        "quantityFulfilled": 1,
        "taxRate": 0.21,
        "unitPrice": answers.gross(19.6),
        "totalPrice": answers.gross(39.2),
        "webp256": {"url": "/256.webp", "alt": "Șorț"},
        "isShippingRequired": True,
        "frozen": None,
        "variant": {
            "product": {
                "slug": "sort-de-in",
                "ses": answers.ses(),
                "exemption": {"code": {"slug": "16c"}},
                "badge": None,
            }
        },
        **changes,
    }


def _order(**changes: Any) -> dict[str, Any]:
    return {
        "id": "T3JkZXI6MQ==",
        "number": "34",
        "created": "2026-11-24T04:20:00+00:00",
        "status": "PARTIALLY_FULFILLED",
        "chargeStatus": "NONE",
        "userEmail": "bogdan@a.example",
        "languageCodeEnum": "EN",
        "shippingMethodName": "Curier",
        "customerNote": "",
        "voucherCode": "BUN10",
        "metadata": [{"key": "payment_method", "value": "cash_on_delivery"}],
        "shippingAddress": answers.address(),
        "billingAddress": None,
        "subtotal": answers.gross(39.2),
        "shippingPrice": answers.gross(19.99),
        "total": {"currency": "RON", **answers.gross(55.27), "tax": answers.money(9.59)},
        "discounts": [{"total": answers.money(3.9)}, {"total": answers.money(0.02)}],
        "lines": [_line()],
        "fulfillments": [
            {
                "id": "RnVsZmlsbG1lbnQ6MQ==",
                "fulfillmentOrder": 1,
                "status": "FULFILLED",
                "trackingNumber": "AWB-1",
                "created": "2026-11-25T08:00:00+00:00",
                "warehouse": {"slug": "ana-croitorie"},
                "lines": [{"quantity": 1, "orderLine": {"id": "T3JkZXJMaW5lOjE="}}],
            }
        ],
        **changes,
    }


def test_order_is_read_exactly(core: FakeCore) -> None:
    core.answers["orders/one"] = {"order": _order()}

    order = orders.one(order_id="T3JkZXI6MQ==", language="EN")

    assert order is not None
    assert (order.number, order.created_at, order.status) == ("34", PLACED, "PARTIALLY_FULFILLED")
    assert (order.language, order.email, order.payment_method) == (
        "EN",
        "bogdan@a.example",
        "cash_on_delivery",
    )
    assert (order.subtotal, order.shipping, order.discount) == (Money(3920), Money(1999), Money(392))
    assert (order.tax, order.total) == (Money(959), Money(5527))
    assert order.shipping_address is not None
    assert order.shipping_address.sector == "3"
    assert order.billing_address is None
    assert order.lines == (
        OrderLine(
            id="T3JkZXJMaW5lOjE=",
            name="Linen apron",
            variant_name="M",
            sku="ANA-1-M",
            product_slug="sort-de-in",
            seller=SellerName("ana-croitorie", "Croitoria Anei"),
            quantity=2,
            quantity_fulfilled=1,
            unit_price=Money(1960),
            total=Money(3920),
            tax_rate=Decimal("0.21"),
            picture=Picture("Șorț", ((256, "/256.webp"),)),
            is_shipped=True,
            withdrawal_exemption="16c",
        ),
    )
    assert order.fulfillments == (
        Fulfillment(
            id="RnVsZmlsbG1lbnQ6MQ==",
            number=1,
            status="FULFILLED",
            tracking_number="AWB-1",
            warehouse_slug="ana-croitorie",
            created_at=datetime(2026, 11, 25, 8, tzinfo=UTC),
            lines=(("T3JkZXJMaW5lOjE=", 1),),
        ),
    )


def test_order_read_in_another_language_keeps_its_own_names(core: FakeCore) -> None:
    core.answers["orders/one"] = {"order": _order()}

    order = orders.one(order_id="T3JkZXI6MQ==", language="RO")

    assert order is not None
    assert order.lines[0].name == "Șorț de in"


def test_order_outlives_what_was_sold(core: FakeCore) -> None:
    core.answers["orders/one"] = {
        "order": _order(lines=[_line(variant=None, webp256=None, productSku=None)], fulfillments=[])
    }

    order = orders.one(order_id="T3JkZXI6MQ==", language="EN")

    assert order is not None
    (line,) = order.lines
    assert (line.product_slug, line.seller, line.picture, line.sku) == ("", None, None, "")


def test_unknown_order_is_none(core: FakeCore) -> None:
    core.answers["orders/one"] = {"order": None}

    assert orders.one(order_id="T3JkZXI6MQ==", language="RO") is None


def test_own_orders_come_in_pages(core: FakeCore) -> None:
    row = {
        "id": "T3JkZXI6MQ==",
        "number": "34",
        "created": "2026-11-24T04:20:00+00:00",
        "status": "UNFULFILLED",
        "total": {"currency": "RON", **answers.gross(55.27)},
        "lines": [{"quantity": 2}, {"quantity": 1}],
    }
    core.answers["orders/mine"] = [
        {"me": {"orders": answers.connection(row, cursor="next")}},
        {"me": {"orders": answers.connection()}},
    ]

    first = orders.mine(token="Bogdan", language="RO")
    second = orders.mine(token="Bogdan", language="RO", cursor="next")

    assert first == (
        (OrderSummary("T3JkZXI6MQ==", "34", PLACED, "UNFULFILLED", Money(5527), 3),),
        "next",
    )
    assert second == ((), None)
    assert [(v, token) for _, v, token in core.calls] == [
        ({"cursor": None}, "Bogdan"),
        ({"cursor": "next"}, "Bogdan"),
    ]


def test_orders_of_nobody_are_refused(core: FakeCore) -> None:
    core.answers["orders/mine"] = {"me": None}

    with pytest.raises(PermissionRefused):
        orders.mine(token="old", language="RO")
