"""Reading orders through GraphQL: by whom, which, in which order, at what cost in queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce import documents
from engine.accounts.models import User
from engine.catalog.models import ProductChannelListing
from engine.checkout.services import completion, promo
from engine.orders.models import Order
from engine.orders.services import fulfilment, handling
from engine.payments.services import marking
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import sale
from tests.engine.schema.asking import ask, data

pytestmark = pytest.mark.django_db

LIST = """query(
  $where: OrderWhereInput, $filter: OrderFilterInput, $sort: OrderSortingInput, $search: String
) {
  orders(first: 10, where: $where, filter: $filter, sortBy: $sort, search: $search) {
    edges { node { number } }
  }
}"""
WIDE = """{ orders(first: 50) { edges { node {
  number channel { slug } user { email } billingAddress { city } shippingAddress { city }
  deliveryMethod { ... on ShippingMethod { name } } isShippingRequired actions
  events { type user { email } orderNumber fulfilledItems { quantity } warehouse { slug } }
  fulfillments { warehouse { slug } lines { quantity orderLine { productName } } }
  lines {
    productName allocations { quantity warehouse { slug } }
    thumbnail(size: 256, format: WEBP) { url } variant { product { slug } }
  }
} } } }"""


def ana() -> User:
    return market.user("ana@example.com", is_staff=True)


def gid(order: Order) -> str:
    return to_global_id("Order", order.pk)


def numbers(user: User, **variables: Any) -> list[int]:
    found = data(LIST, variables, user=user)
    return [int(edge["node"]["number"]) for edge in found["edges"]]


def denied(document: str, variables: Any = None, user: User | None = None) -> list[str]:
    answer = ask(document, variables, user=user)
    return [error["extensions"]["exception"]["code"] for error in answer["errors"]]


# --- One order ---


def test_whoever_has_its_id_reads_an_order() -> None:
    sold = sale()

    found = data(documents.get("orders/one").text, {"id": gid(sold.order)})

    assert (found["number"], found["status"], found["chargeStatus"]) == ("1", "UNFULFILLED", "NONE")
    assert found["userEmail"] == "bogdan@example.com"
    assert found["shippingAddress"]["streetAddress1"] == "Str. Exemplului 7"
    assert found["subtotal"]["gross"]["amount"] == 350.0
    assert found["shippingPrice"]["gross"]["amount"] == 19.99
    assert found["total"] == {"currency": "RON", "gross": {"amount": 369.99}, "tax": {"amount": 60.49}}
    assert (found["discounts"], found["fulfillments"]) == ([], [])
    assert [(line["quantity"], line["taxRate"]) for line in found["lines"]] == [(3, 0.21), (2, 0.11)]
    assert found["lines"][0]["unitPrice"]["gross"]["amount"] == 100.0


def test_sums_of_an_order_add_up() -> None:
    sold = sale()

    found = data(
        """query($id: ID!) { order(id: $id) {
          subtotal { gross { fractionalAmount } net { fractionalAmount } }
          shippingPrice { gross { fractionalAmount } net { fractionalAmount } }
          total { gross { fractionalAmount } net { fractionalAmount } }
          lines { totalPrice { gross { fractionalAmount } net { fractionalAmount } } }
        } }""",
        {"id": gid(sold.order)},
    )

    for kind in ("gross", "net"):
        lines = sum(line["totalPrice"][kind]["fractionalAmount"] for line in found["lines"])
        subtotal, delivery, total = (
            found[name][kind]["fractionalAmount"] for name in ("subtotal", "shippingPrice", "total")
        )
        assert (lines, subtotal + delivery) == (subtotal, total)


def test_a_voucher_is_shown_as_a_discount() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 5)
    market.method(shop)
    market.voucher(shop, value=2000)
    basket = market.ready(shop, (apron, 1)).checkout.pk
    promo.add(checkout_id=basket, code="IARNA", now=NOW)
    order = completion.complete(checkout_id=basket, now=NOW)

    found = data(
        """query($id: ID!) { order(id: $id) {
          voucherCode undiscountedTotal { gross { amount } } total { gross { amount } }
          discounts { type valueType value name reason total { amount } }
          lines { unitDiscount { amount } unitDiscountType unitDiscountValue voucherCode }
        } }""",
        {"id": gid(order)},
    )

    assert found == {
        "voucherCode": "IARNA",
        "undiscountedTotal": {"gross": {"amount": 119.99}},
        "total": {"gross": {"amount": 99.99}},
        "discounts": [
            {
                "type": "VOUCHER",
                "valueType": "FIXED",
                "value": 20.0,
                "name": "Iarna",
                "reason": "Voucher code: IARNA",
                "total": {"amount": 20.0},
            }
        ],
        "lines": [
            {
                "unitDiscount": {"amount": 20.0},
                "unitDiscountType": "FIXED",
                "unitDiscountValue": 20.0,
                "voucherCode": "IARNA",
            }
        ],
    }


@pytest.mark.parametrize(
    "id",
    [
        "nonsense",
        "",
        to_global_id("Order", "7"),
        to_global_id("Product", "1"),
        to_global_id("Order", "0" * 40),
    ],
)
def test_an_id_that_is_no_orders_finds_nothing(id: str) -> None:
    sale()

    assert data("query($id: ID!) { order(id: $id) { number } }", {"id": id}) is None


@pytest.mark.parametrize(
    "field",
    ["events { type }", "actions", "lines { allocations { quantity } }", "privateMetadata { key }"],
)
def test_what_only_staff_may_see_is_denied_to_others(field: str) -> None:
    sold = sale()
    document = f"query($id: ID!) {{ order(id: $id) {{ {field} }} }}"

    assert denied(document, {"id": gid(sold.order)})[0] == "PermissionDenied"
    assert "errors" not in ask(document, {"id": gid(sold.order)}, user=ana())


def test_whose_order_it_is_only_the_owner_and_staff_learn() -> None:
    sold, bogdan = sale(), market.user()
    Order.objects.update(user=bogdan)
    document, variables = "query($id: ID!) { order(id: $id) { user { email } } }", {"id": gid(sold.order)}

    answers = [data(document, variables, user=each) for each in (bogdan, ana())]

    assert answers == [{"user": {"email": "bogdan@example.com"}}] * 2
    assert denied(document, variables) == ["PermissionDenied"]
    assert denied(document, variables, market.user("carmen@example.com")) == ["PermissionDenied"]


def test_a_reference_that_can_be_guessed_is_for_staff() -> None:
    sale()
    Order.objects.update(external_reference="ERP-1")
    document = '{ order(externalReference: "ERP-1") { number } }'

    assert denied(document) == ["PermissionDenied"]
    assert data(document, user=ana()) == {"number": "1"}


def test_a_parcel_called_back_is_shown_to_staff_only() -> None:
    sold = sale()
    [parcel] = sold.send(sold.part(sold.apron, sold.workshop, 3))
    fulfilment.cancel(fulfillment_id=parcel.pk, warehouse_id=sold.workshop.pk, user=None, now=NOW)
    document = "query($id: ID!) { order(id: $id) { fulfillments { status statusDisplay } } }"

    shopper, staff = (data(document, {"id": gid(sold.order)}, user=each) for each in (None, ana()))

    assert shopper == {"fulfillments": []}
    assert staff == {"fulfillments": [{"status": "CANCELED", "statusDisplay": "Canceled"}]}


def test_a_withdrawn_product_is_no_longer_linked_but_keeps_its_name() -> None:
    sold = sale()
    ProductChannelListing.objects.filter(product=sold.apron.product).update(is_published=False)
    document = "query($id: ID!) { order(id: $id) { lines { productName variant { id } } } }"

    lines = data(document, {"id": gid(sold.order)})["lines"]

    assert [line["variant"] is None for line in lines] == [True, False]
    assert lines[0]["productName"] == sold.apron.product.name


def test_payment_is_told_in_old_and_new_words() -> None:
    sold = sale()
    document = """query($id: ID!) { order(id: $id) {
      isPaid chargeStatus paymentStatus paymentStatusDisplay totalBalance { amount } totalCharged { amount }
    } }"""

    before = data(document, {"id": gid(sold.order)})
    marking.mark_as_paid(order_id=sold.order.pk, reference="", requestor=None, now=NOW)
    after = data(document, {"id": gid(sold.order)})

    assert list(before.values()) == [
        False, "NONE", "NOT_CHARGED", "Not charged", {"amount": -369.99}, {"amount": 0.0},
    ]  # fmt: skip
    assert list(after.values()) == [
        True, "FULL", "FULLY_CHARGED", "Fully charged", {"amount": 0.0}, {"amount": 369.99},
    ]  # fmt: skip


# --- Lists ---


def test_a_shopper_sees_the_own_orders_newest_first() -> None:
    sold, bogdan = sale(), market.user()
    for _ in range(2):
        market.ordered(sold.shop, (sold.jar, 1))
    Order.objects.exclude(number=2).update(user=bogdan)

    found = data(documents.get("orders/mine").text, user=bogdan)["orders"]

    assert [edge["node"]["number"] for edge in found["edges"]] == ["3", "1"]


def test_orders_are_for_staff() -> None:
    assert denied(LIST) == ["PermissionDenied"]
    assert denied(LIST, user=market.user()) == ["PermissionDenied"]


@pytest.fixture
def three() -> User:
    """Three orders on three days; the second is paid, the third canceled and of another person."""
    sold = sale()
    second, third = (
        market.ordered(sold.shop, (sold.jar, 1), now=NOW + timedelta(days=day)) for day in (1, 2)
    )
    Order.objects.filter(pk=second.pk).update(status="UNFULFILLED")
    marking.mark_as_paid(order_id=second.pk, reference="", requestor=None, now=NOW)
    handling.cancel(order_id=third.pk, user=None, now=NOW)
    Order.objects.filter(pk=third.pk).update(user_email="carmen@example.com", voucher_code="IARNA")
    sold.send(sold.part(sold.jar, sold.farm, 1))
    return ana()


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, [3, 2, 1]),
        ({"status": {"eq": "CANCELED"}}, [3]),
        ({"status": {"oneOf": ["CANCELED", "UNFULFILLED"]}}, [3, 2]),
        ({"status": {"oneOf": []}}, []),
        ({"chargeStatus": {"eq": "FULL"}}, [2]),
        ({"authorizeStatus": {"eq": "NONE"}}, [3, 1]),
        ({"number": {"eq": 2}}, [2]),
        ({"number": {"range": {"gte": 2}}}, [3, 2]),
        ({"createdAt": {"gte": "2026-11-25T10:00:00+00:00"}}, [3, 2]),
        ({"createdAt": {"lte": "2026-11-25T09:59:59+00:00"}}, [1]),
        ({"userEmail": {"eq": "carmen@example.com"}}, [3]),
        ({"voucherCode": {"eq": "IARNA"}}, [3]),
        ({"hasFulfillments": True}, [1]),
        ({"hasFulfillments": False}, [3, 2]),
        ({"ids": ["nonsense"]}, []),
        ({"channelId": {"eq": to_global_id("Channel", 999_999)}}, []),
        ({"user": {"eq": to_global_id("User", 999_999)}}, []),
        ({"OR": [{"number": {"eq": 1}}, {"status": {"eq": "CANCELED"}}]}, [3, 1]),
        ({"AND": [{"number": {"range": {"lte": 2}}}, {"status": {"eq": "UNFULFILLED"}}]}, [2]),
    ],
)
def test_orders_are_found_by_what_they_are(three: User, where: Any, found: list[int]) -> None:
    assert numbers(three, where=where) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"status": ["READY_TO_FULFILL"]}, [2]),
        ({"status": ["CANCELED", "PARTIALLY_FULFILLED"]}, [3, 1]),
        ({"status": ["READY_TO_CAPTURE"]}, []),
        ({"chargeStatus": ["FULL"]}, [2]),
        ({"customer": "carmen"}, [3]),
        ({"search": "#2"}, [2]),
        ({"search": "ionescu"}, [3, 2, 1]),
        ({"numbers": ["1", "x", "9" * 30]}, [1]),
        ({"created": {"gte": "2026-11-25", "lte": "2026-11-25"}}, [2]),
    ],
)
def test_the_older_filter_finds_too(three: User, wanted: Any, found: list[int]) -> None:
    assert numbers(three, filter=wanted) == found


@pytest.mark.parametrize(
    ("field", "direction", "found"),
    [
        ("NUMBER", "ASC", [1, 2, 3]),
        ("CREATED_AT", "ASC", [1, 2, 3]),
        ("CREATED_AT", "DESC", [3, 2, 1]),
        ("CUSTOMER", "DESC", [3, 2, 1]),
        ("PAYMENT", "ASC", [2, 1, 3]),
        ("STATUS", "ASC", [3, 1, 2]),
        ("RANK", "DESC", [3, 2, 1]),
    ],
)
def test_orders_are_sorted(three: User, field: str, direction: str, found: list[int]) -> None:
    assert numbers(three, sort={"field": field, "direction": direction}) == found


@pytest.mark.parametrize("text", ["2", " #2 ", "#2"])
def test_orders_are_searched_by_number(three: User, text: str) -> None:
    assert numbers(three, search=text) == [2]


def test_one_way_of_filtering_is_enough(three: User) -> None:
    answer = ask(LIST, {"where": {"number": {"eq": 1}}, "filter": {"search": "1"}}, user=three)

    messages = [error["message"] for error in answer["errors"]]
    assert messages == ["Only one filtering argument (filter or where) can be specified."]


def test_the_number_of_queries_does_not_grow_with_the_orders() -> None:
    sold, staff = sale(), ana()
    Order.objects.update(user=staff)
    sold.send(sold.part(sold.apron, sold.workshop, 1), sold.part(sold.jar, sold.farm, 1))

    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert "errors" not in ask(WIDE, user=staff)
        return len(caught)

    one = count()
    for _ in range(4):
        market.ordered(sold.shop, (sold.apron, 1), (sold.jar, 1))
    many = count()

    assert one == many
