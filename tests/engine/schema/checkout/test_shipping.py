"""How a checkout is sent, through GraphQL."""

from __future__ import annotations

from uuid import UUID

import pytest

from engine.checkout.models import Checkout, CheckoutDelivery
from engine.inventory.models import ShippingMethod
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.refusing import stored
from tests.engine.schema.asking import data
from tests.engine.schema.checkout.till import CHOOSE, OPTIONS, checkout_id, error, stall, told

#: An id that no row has; the same in every process that collects the tests.
NOBODYS = UUID("5db08b9c-0000-4000-8000-000000000000")

pytestmark = pytest.mark.django_db


def addressed() -> str:
    """The id of a checkout with one apron and an address."""
    shop, apron = stall()
    return checkout_id(market.basket(shop, (apron, 1), shipping_address=market.address()))


def test_deliveries_are_worked_out() -> None:
    payload = data(OPTIONS, {"id": addressed()})

    assert payload == {
        "deliveries": [
            {
                "id": to_global_id("CheckoutDelivery", CheckoutDelivery.objects.get().pk),
                "shippingMethod": {
                    "id": to_global_id("ShippingMethod", ShippingMethod.objects.get().pk),
                    "name": "Curier",
                    "active": True,
                    "message": "",
                    "price": {"amount": 19.99, "currency": "RON"},
                    "minimumDeliveryDays": 1,
                    "maximumDeliveryDays": 4,
                },
            }
        ],
        "errors": [],
    }


def test_a_checkout_that_is_not_there_has_none() -> None:
    nowhere = to_global_id("Checkout", NOBODYS)

    payload = data(OPTIONS, {"id": nowhere})

    message = f"Couldn't resolve to a node: {nowhere}"
    assert payload == {
        "deliveries": [],
        "errors": [{"field": "id", "code": "NOT_FOUND", "message": message}],
    }
    assert data(OPTIONS, {"id": "abc"})["errors"][0]["code"] == "GRAPHQL_ERROR"


def test_a_delivery_is_chosen_and_taken_back() -> None:
    key = addressed()
    delivery = data(OPTIONS, {"id": key})["deliveries"][0]["id"]

    chosen = data(CHOOSE, {"id": key, "delivery": delivery})
    forgotten = data(CHOOSE, {"id": key})

    assert chosen["checkout"] == {"delivery": {"id": delivery}, "shippingPrice": {"gross": {"amount": 19.99}}}
    assert forgotten["checkout"] == {"delivery": None, "shippingPrice": {"gross": {"amount": 0.0}}}


def test_a_shipping_method_is_chosen_by_its_own_id() -> None:
    key = addressed()
    method = to_global_id("ShippingMethod", ShippingMethod.objects.get().pk)

    payload = data(CHOOSE, {"id": key, "delivery": method})

    assert payload["errors"] == []
    assert Checkout.objects.get().delivery.shipping_method == ShippingMethod.objects.get()


@pytest.mark.parametrize(
    "wrong", ["abc", "", to_global_id("ShippingMethodType", 1), to_global_id("Order", 1)]
)
def test_an_id_of_something_else_is_refused_in_saleors_words(wrong: str) -> None:
    key = addressed()
    before = stored()

    found = told(CHOOSE, {"id": key, "delivery": wrong})

    message = "ID does not belong to Warehouse, ShippingMethod, or CheckoutDelivery"
    assert found == error("deliveryMethodId", "INVALID", message)
    assert stored() == before


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (to_global_id("CheckoutDelivery", NOBODYS), "DELIVERY_METHOD_NOT_APPLICABLE"),
        (to_global_id("CheckoutDelivery", "7"), "NOT_FOUND"),
        (to_global_id("ShippingMethod", "șapte"), "NOT_FOUND"),
        (to_global_id("ShippingMethod", 10**30), "NOT_FOUND"),
        (to_global_id("Warehouse", NOBODYS), "NOT_FOUND"),
        (to_global_id("ShippingMethod", 10**15), "DELIVERY_METHOD_NOT_APPLICABLE"),
    ],
)
def test_a_delivery_that_is_not_there_is_refused(wrong: str, code: str) -> None:
    key = addressed()
    before = stored()

    found = told(CHOOSE, {"id": key, "delivery": wrong})

    assert (found["field"], found["code"]) == ("deliveryMethodId", code)
    assert stored() == before


def test_another_checkouts_delivery_is_refused() -> None:
    shop, apron = stall()
    own = checkout_id(market.basket(shop, (apron, 1), shipping_address=market.address()))
    other = checkout_id(market.basket(shop, (apron, 1), shipping_address=market.address()))
    foreign = data(OPTIONS, {"id": other})["deliveries"][0]["id"]

    found = told(CHOOSE, {"id": own, "delivery": foreign})

    message = "This delivery method is not applicable."
    assert found == error("deliveryMethodId", "DELIVERY_METHOD_NOT_APPLICABLE", message)
