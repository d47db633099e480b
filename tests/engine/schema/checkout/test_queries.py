"""Reading a checkout through GraphQL."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engine.catalog.models import Channel, Product
from engine.checkout.services import contact, promo
from engine.inventory.models import ShippingMethodChannelListing, Stock
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.schema.asking import ask, data
from tests.engine.schema.checkout.till import checkout_id, line_id, stall, variant_id

pytestmark = pytest.mark.django_db

READ = """query($id: ID) { checkout(id: $id) {
  id token email customerNote isShippingRequired quantity voucherCode languageCode discountName
  stockReservationExpires displayGrossPrices authorizeStatus chargeStatus
  channel { slug }
  metadata { key value }
  shippingAddress { city country { code } }
  billingAddress { city }
  delivery { shippingMethod { id name price { amount } minimumDeliveryDays maximumDeliveryDays } }
  shippingMethods { name price { amount } }
  discount { amount currency }
  subtotalPrice { gross { amount } net { amount } tax { amount } }
  shippingPrice { gross { amount } net { amount } tax { amount } }
  totalPrice { currency gross { amount } net { amount } tax { amount } }
  totalBalance { amount }
  lines {
    id quantity requiresShipping isGift
    variant { id name product { name } }
    unitPrice { gross { amount } net { amount } }
    undiscountedUnitPrice { amount }
    priorUnitPrice { amount }
    totalPrice { gross { amount } net { amount } }
    undiscountedTotalPrice { amount }
    priorTotalPrice { amount }
    problems { __typename }
  }
  problems { __typename }
} }"""
PROBLEMS = """query($id: ID) { checkout(id: $id) {
  lines { id problems { __typename } }
  problems {
    __typename
    ... on CheckoutLineProblemInsufficientStock { availableQuantity line { id } variant { id } }
    ... on CheckoutLineProblemVariantNotAvailable { goneLine: line { id quantity } }
    ... on CheckoutProblemDeliveryMethodStale { delivery { id shippingMethod { price { amount } } } }
    ... on CheckoutProblemDeliveryMethodInvalid { invalid: delivery { id } }
  }
} }"""

GOODS = """query($id: ID) { checkout(id: $id) { lines {
  quantity
  variant {
    name sku quantityAvailable
    translation(languageCode: EN) { name }
    assignedAttributes { attribute { slug translation(languageCode: EN) { name } } }
    product {
      slug
      translation(languageCode: EN) { name }
      ses: assignedAttribute(slug: "ses") { attribute { slug } }
      thumbnail(size: 256, format: WEBP) { url alt }
    }
  }
} } }"""


def test_everything_about_a_checkout() -> None:
    shop, apron = stall()
    apron.channel_listings.update(prior_price=12000)
    market.voucher(shop, value=10, discount_value_type="PERCENTAGE")
    info = market.ready(shop, (apron, 2), metadata={"source": "târg"}, language_code="en")
    promo.add(checkout_id=info.checkout.pk, code="IARNA", now=NOW)
    contact.set_note(checkout_id=info.checkout.pk, note="Mulțumim 🎁", now=NOW)

    answer = data(READ, {"id": checkout_id(info)})

    method = ShippingMethodChannelListing.objects.get().shipping_method
    assert answer == {
        "id": checkout_id(info),
        "token": str(info.checkout.pk),
        "email": "bogdan@example.com",
        "customerNote": "Mulțumim 🎁",
        "isShippingRequired": True,
        "quantity": 2,
        "voucherCode": "IARNA",
        "languageCode": "EN",
        "discountName": "Iarna",
        "stockReservationExpires": "2026-11-24T10:30:00+00:00",
        "displayGrossPrices": True,
        "authorizeStatus": "NONE",
        "chargeStatus": "NONE",
        "channel": {"slug": "ses-ro"},
        "metadata": [{"key": "source", "value": "târg"}],
        "shippingAddress": {"city": "Iași", "country": {"code": "RO"}},
        "billingAddress": {"city": "Iași"},
        "delivery": {
            "shippingMethod": {
                "id": to_global_id("ShippingMethod", method.pk),
                "name": "Curier",
                "price": {"amount": 19.99},
                "minimumDeliveryDays": 1,
                "maximumDeliveryDays": 4,
            }
        },
        "shippingMethods": [{"name": "Curier", "price": {"amount": 19.99}}],
        "discount": {"amount": 20.0, "currency": "RON"},
        "subtotalPrice": {"gross": {"amount": 180.0}, "net": {"amount": 148.76}, "tax": {"amount": 31.24}},
        "shippingPrice": {"gross": {"amount": 19.99}, "net": {"amount": 16.52}, "tax": {"amount": 3.47}},
        "totalPrice": {
            "currency": "RON",
            "gross": {"amount": 199.99},
            "net": {"amount": 165.28},
            "tax": {"amount": 34.71},
        },
        "totalBalance": {"amount": -199.99},
        "lines": [
            {
                "id": line_id(info),
                "quantity": 2,
                "requiresShipping": True,
                "isGift": False,
                "variant": {
                    "id": variant_id(apron),
                    "name": "M",
                    "product": {"name": apron.product.name},
                },
                "unitPrice": {"gross": {"amount": 90.0}, "net": {"amount": 74.38}},
                "undiscountedUnitPrice": {"amount": 100.0},
                "priorUnitPrice": {"amount": 120.0},
                "totalPrice": {"gross": {"amount": 180.0}, "net": {"amount": 148.76}},
                "undiscountedTotalPrice": {"amount": 200.0},
                "priorTotalPrice": {"amount": 240.0},
                "problems": [],
            }
        ],
        "problems": [],
    }


def test_an_empty_checkout() -> None:
    shop, _ = stall()
    info = market.basket(shop)

    answer = data(READ, {"id": checkout_id(info)})

    assert (answer["lines"], answer["quantity"], answer["isShippingRequired"]) == ([], 0, False)
    assert (answer["totalPrice"]["gross"], answer["chargeStatus"]) == ({"amount": 0.0}, "NONE")
    assert (answer["email"], answer["delivery"], answer["stockReservationExpires"]) == (None, None, None)


def test_a_checkout_can_be_read_by_its_token() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))

    answer = data("query($t: UUID) { checkout(token: $t) { id } }", {"t": str(info.checkout.pk)})

    assert answer == {"id": checkout_id(info)}


def test_a_checkout_that_is_not_there_is_null() -> None:
    stall()

    assert data(READ, {"id": to_global_id("Checkout", uuid4())}) is None
    assert data(READ, {"id": to_global_id("Checkout", "7")}) is None
    assert data(READ) is None


@pytest.mark.parametrize("wrong", ["abc", "🎁", "", to_global_id("Product", 1)])
def test_an_id_of_something_else_is_an_error(wrong: str) -> None:
    stall()

    answer = ask(READ, {"id": wrong})

    assert answer["data"] == {"checkout": None}
    assert answer["errors"][0]["message"].startswith("Invalid ID")
    assert answer["errors"][0]["extensions"] == {"exception": {"code": "GraphQLError"}}


def test_a_closed_channels_checkouts_are_for_staff() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))
    Channel.objects.update(is_active=False)
    ana = market.user("ana@example.com", is_staff=True)

    assert data(READ, {"id": checkout_id(info)}) is None
    assert data(READ, {"id": checkout_id(info)}, user=ana)["quantity"] == 1


def test_whose_it_is_is_told_to_the_owner_and_staff_only() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))
    bogdan, carmen = market.user(), market.user("carmen@example.com")
    ana = market.user("ana@example.com", is_staff=True)
    contact.attach_customer(checkout_id=info.checkout.pk, user=bogdan, now=NOW)
    whose = "query($id: ID) { checkout(id: $id) { id user { email } } }"

    for entitled in (bogdan, ana):
        assert data(whose, {"id": checkout_id(info)}, user=entitled)["user"] == {"email": bogdan.email}
    for stranger in (None, carmen):
        answer = ask(whose, {"id": checkout_id(info)}, user=stranger)
        assert answer["data"] == {"checkout": {"id": checkout_id(info), "user": None}}
        assert answer["errors"][0]["extensions"] == {"exception": {"code": "PermissionDenied"}}


def test_private_metadata_is_for_staff() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1), private_metadata={"risc": "mic"})
    private = 'query($id: ID) { checkout(id: $id) { privateMetafield(key: "risc") } }'

    answer = ask(private, {"id": checkout_id(info)})

    assert answer["data"] == {"checkout": {"privateMetafield": None}}
    assert answer["errors"][0]["extensions"] == {"exception": {"code": "PermissionDenied"}}


def test_a_line_above_stock_is_a_problem() -> None:
    shop, apron = stall(pieces=3)
    info = market.basket(shop, (apron, 5))

    answer = data(PROBLEMS, {"id": checkout_id(info)})

    assert answer["problems"] == [
        {
            "__typename": "CheckoutLineProblemInsufficientStock",
            "availableQuantity": 3,
            "line": {"id": line_id(info)},
            "variant": {"id": variant_id(apron)},
        }
    ]
    assert answer["lines"][0]["problems"] == [{"__typename": "CheckoutLineProblemInsufficientStock"}]


def test_stock_that_went_meanwhile_is_a_problem_of_its_line_alone() -> None:
    shop, apron = stall()
    bowl = market.variant(shop)
    market.stock(bowl, market.warehouse(shop, "atelierul-carmen"), 5)
    info = market.basket(shop, (apron, 1), (bowl, 2))
    Stock.objects.filter(variant=bowl).update(quantity=1)

    answer = data(PROBLEMS, {"id": checkout_id(info)})

    assert [problem["line"]["id"] for problem in answer["problems"]] == [line_id(info, 1)]
    assert [len(line["problems"]) for line in answer["lines"]] == [0, 1]


def test_a_product_unpublished_meanwhile_is_a_problem() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 2))
    apron.product.channel_listings.update(is_published=False)

    answer = data(PROBLEMS, {"id": checkout_id(info)})

    assert answer["problems"] == [
        {
            "__typename": "CheckoutLineProblemVariantNotAvailable",
            "goneLine": {"id": line_id(info), "quantity": 2},
        }
    ]


def test_a_variant_without_a_price_costs_nothing_and_is_a_problem() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 2))
    apron.channel_listings.update(price=None)

    answer = data(READ, {"id": checkout_id(info)})

    assert answer["totalPrice"]["gross"] == {"amount": 0.0}
    assert answer["problems"] == [{"__typename": "CheckoutLineProblemVariantNotAvailable"}]


def test_a_delivery_whose_price_changed_is_stale() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 1))
    ShippingMethodChannelListing.objects.update(price=2500)

    answer = data(PROBLEMS, {"id": checkout_id(info)})

    assert answer["problems"] == [
        {
            "__typename": "CheckoutProblemDeliveryMethodStale",
            "delivery": {
                "id": to_global_id("CheckoutDelivery", info.checkout.delivery_id),
                "shippingMethod": {"price": {"amount": 19.99}},
            },
        }
    ]


def test_a_delivery_that_no_longer_fits_is_invalid() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 1))
    ShippingMethodChannelListing.objects.update(minimum_order_price=10001)

    answer = data(PROBLEMS, {"id": checkout_id(info)})

    assert answer["problems"] == [
        {
            "__typename": "CheckoutProblemDeliveryMethodInvalid",
            "invalid": {"id": to_global_id("CheckoutDelivery", info.checkout.delivery_id)},
        }
    ]


def test_the_number_of_queries_does_not_grow_with_lines(django_assert_num_queries: Any) -> None:
    shop, apron = stall()
    place = market.warehouse(shop, "atelierul-carmen")
    goods = [market.variant(shop) for _ in range(25)]
    for each in goods:
        market.stock(each, place, 5)
    small = market.ready(shop, (apron, 2))
    large = market.ready(shop, *((each, 2) for each in goods))
    Stock.objects.update(quantity=1)
    Product.objects.update(tax_rate=11)

    for info, lines in ((small, 1), (large, 25)):
        with django_assert_num_queries(7):
            answer = data(READ, {"id": checkout_id(info)})
        assert len(answer["lines"]) == len(answer["problems"]) == lines


def test_nor_with_what_is_shown_of_the_goods() -> None:
    shop, apron = stall()
    place = market.warehouse(shop, "atelierul-carmen")
    goods = [market.variant(shop) for _ in range(25)]
    for each in goods:
        market.stock(each, place, 5)
    small = market.ready(shop, (apron, 1))
    large = market.ready(shop, *((each, 1) for each in goods))

    asked = []
    for info in (small, large):
        with CaptureQueriesContext(connection) as queries:
            answer = data(GOODS, {"id": checkout_id(info)})
        asked.append((len(answer["lines"]), len(queries)))

    assert [lines for lines, _ in asked] == [1, 25]
    assert asked[0][1] == asked[1][1]
