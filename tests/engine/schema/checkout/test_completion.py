"""From a checkout to an order, through GraphQL."""

from __future__ import annotations

from uuid import uuid4

import pytest

from engine.checkout.models import Checkout
from engine.inventory.models import Stock
from engine.orders.models import Order
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.refusing import stored
from tests.engine.schema.asking import data
from tests.engine.schema.checkout.till import (
    ADDRESS,
    CHOOSE,
    COMPLETE,
    CREATE,
    ERRORS,
    OPTIONS,
    checkout_id,
    error,
    stall,
    told,
    variant_id,
)

pytestmark = pytest.mark.django_db


def test_a_whole_order_over_two_sellers() -> None:
    shop, apron = stall()
    bowl = market.variant(shop, price=4550)
    market.stock(bowl, market.warehouse(shop, "atelierul-carmen"), 5)
    lines = [
        {"variantId": variant_id(apron), "quantity": 1},
        {"variantId": variant_id(bowl), "quantity": 2},
    ]
    contact = {"email": "bogdan@example.com", "shippingAddress": ADDRESS, "billingAddress": ADDRESS}

    made = data(CREATE, {"input": {"channel": "ses-ro", "lines": lines, **contact}})["checkout"]["id"]
    delivery = data(OPTIONS, {"id": made})["deliveries"][0]["id"]
    data(CHOOSE, {"id": made, "delivery": delivery})
    payload = data(COMPLETE, {"id": made})

    order = Order.objects.get()
    assert payload == {
        "order": {"id": to_global_id("Order", order.pk), "number": "1"},
        "confirmationNeeded": False,
        "confirmationData": None,
        "errors": [],
    }
    assert order.total_gross == 10000 + 9100 + 1999
    assert [line.quantity for line in order.lines.all()] == [1, 2]
    assert sorted(Stock.objects.values_list("quantity_allocated", flat=True)) == [1, 2]


def test_the_button_pressed_twice_gives_the_same_order() -> None:
    shop, apron = stall()
    key = checkout_id(market.ready(shop, (apron, 1)))

    first, second = data(COMPLETE, {"id": key}), data(COMPLETE, {"id": key})

    assert first == second
    assert Order.objects.count() == 1


def test_metadata_comes_along() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 1), metadata={"source": "târg"})
    document = f"""mutation($id: ID!, $pairs: [MetadataInput!]) {{
      checkoutComplete(id: $id, metadata: $pairs) {{ order {{ id }} {ERRORS} }}
    }}"""

    pairs = [{"key": "terms", "value": "2026-11"}]
    data(document, {"id": checkout_id(info), "pairs": pairs})

    assert Order.objects.get().metadata == {"source": "târg", "terms": "2026-11"}


def test_a_delivery_that_is_missing_is_told_first() -> None:
    shop, apron = stall()
    key = checkout_id(market.basket(shop, (apron, 1), email="bogdan@example.com"))
    before = stored()

    payload = data(COMPLETE, {"id": key})

    assert payload["order"] is None
    assert payload["errors"] == [
        error("shippingMethod", "SHIPPING_METHOD_NOT_SET", "Shipping method is not set")
    ]
    assert stored() == before


def test_what_is_not_paid_is_refused_where_payment_is_wanted() -> None:
    shop, apron = stall(allow_unpaid_orders=False)
    key = checkout_id(market.ready(shop, (apron, 1)))

    message = "Provided payment methods can not cover the checkout's total amount"
    assert told(COMPLETE, {"id": key}) == error(None, "CHECKOUT_NOT_FULLY_PAID", message)
    assert Checkout.objects.exists()


def test_what_is_gone_is_told_with_its_variants() -> None:
    shop, apron = stall()
    bowl = market.variant(shop)
    market.stock(bowl, market.warehouse(shop, "atelierul-carmen"), 5)
    key = checkout_id(market.ready(shop, (apron, 1), (bowl, 2)))
    Stock.objects.filter(variant=bowl).update(quantity=1)
    before = stored()

    found = told(COMPLETE, {"id": key})

    assert (found["field"], found["code"], found["variants"]) == (
        None,
        "INSUFFICIENT_STOCK",
        [variant_id(bowl)],
    )
    assert stored() == before


def test_what_was_unpublished_is_told_with_its_variants() -> None:
    shop, apron = stall()
    key = checkout_id(market.ready(shop, (apron, 1)))
    apron.product.channel_listings.update(is_published=False)

    found = told(COMPLETE, {"id": key})

    assert (found["code"], found["variants"]) == ("UNAVAILABLE_VARIANT_IN_CHANNEL", [variant_id(apron)])
    assert not Order.objects.exists()


def test_a_checkout_that_is_not_there_is_told_on_its_id() -> None:
    nowhere = to_global_id("Checkout", uuid4())

    assert told(COMPLETE, {"id": nowhere}) == error(
        "id", "NOT_FOUND", f"Couldn't resolve to a node: {nowhere}"
    )
    assert told(COMPLETE, {"id": "abc"})["code"] == "GRAPHQL_ERROR"
