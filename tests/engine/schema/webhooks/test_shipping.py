"""Delivery methods of apps: offered, chosen, left out, missing when the app is away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from engine.catalog.models import ProductVariant
from engine.checkout import quotes
from engine.checkout.info import CheckoutInfo
from engine.orders.models import Order
from engine.webhooks.models import App
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.schema.asking import data
from tests.engine.schema.checkout import till
from tests.engine.schema.setup.staff import gid
from tests.engine.webhooks import listening
from tests.engine.webhooks.listening import Mailbox

pytestmark = pytest.mark.django_db

URL = "http://localhost:8000/app/ship"
LIST = """subscription { event { ... on ShippingListMethodsForCheckout {
  checkout { id lines { quantity } } shippingMethods { id name } } } }"""
FILTER = """subscription { event { ... on CheckoutFilterShippingMethods {
  checkout { id } shippingMethods { id name } } } }"""
PARCELS = {
    "id": "colete",
    "name": "Câte un colet de la fiecare",
    "amount": "35.50",
    "currency": "RON",
    "minimum_delivery_days": 2,
    "maximum_delivery_days": 5,
    "description": "Două colete",
    "metadata": {"parcels": "2"},
}
READ = """query($id: ID!) { checkout(id: $id) { shippingMethods { id name active message }
  delivery { shippingMethod { name } } shippingPrice { gross { amount } } totalPrice { gross { amount } }
  problems { __typename } } }"""


def asked(kind: str = quotes.LIST, query: str = LIST) -> App:
    """The App, which is asked about delivery."""
    app, _ = listening.app()
    App.objects.filter(pk=app.pk).update(identifier="ro.ses.shop")
    listening.webhook(app, URL, kind, query=query)
    return app


def bogdans(pieces: int = 1) -> tuple[CheckoutInfo, ProductVariant]:
    """Bogdan's basket of aprons of 100 lei, which the shop itself sends for 19,99."""
    shop, apron = till.stall()
    draft = {
        "email": "bogdan@example.com",
        "shipping_address": market.address(),
        "billing_address": market.address(),
    }
    return market.basket(shop, (apron, pieces), **draft), apron


def options(basket: CheckoutInfo) -> dict[str, dict[str, Any]]:
    """Work out the delivery options; return them by name."""
    payload = data(till.OPTIONS, {"id": till.checkout_id(basket)})
    assert payload["errors"] == []
    return {each["shippingMethod"]["name"]: each for each in payload["deliveries"]}


def choose(basket: CheckoutInfo, delivery: str) -> Any:
    """Choose a delivery; return the payload."""
    return data(till.CHOOSE, {"id": till.checkout_id(basket), "delivery": delivery})


def test_an_apps_method_is_offered_beside_the_shops_own(mailbox: Mailbox) -> None:
    asked()
    mailbox.answer = [PARCELS]
    basket, _ = bogdans()

    found = options(basket)

    assert list(found) == ["Curier", "Câte un colet de la fiecare"]
    assert found["Câte un colet de la fiecare"]["shippingMethod"] == {
        "id": to_global_id("app", "ro.ses.shop:colete"),
        "name": "Câte un colet de la fiecare",
        "active": True,
        "message": "",
        "price": {"amount": 35.5, "currency": "RON"},
        "minimumDeliveryDays": 2,
        "maximumDeliveryDays": 5,
    }
    (question,) = mailbox.received
    assert question.content["checkout"] == {"id": till.checkout_id(basket), "lines": [{"quantity": 1}]}
    assert [each["name"] for each in question.content["shippingMethods"]] == ["Curier"]


def test_it_is_chosen_paid_for_and_kept_with_the_order(mailbox: Mailbox) -> None:
    asked()
    mailbox.answer = [PARCELS]
    basket, _ = bogdans()
    offered = options(basket)["Câte un colet de la fiecare"]

    chosen = choose(basket, offered["id"])
    placed = data(till.COMPLETE, {"id": till.checkout_id(basket)})

    assert chosen["errors"] == []
    assert chosen["checkout"]["shippingPrice"]["gross"]["amount"] == 35.5
    assert placed["errors"] == []
    order = Order.objects.get()
    assert (order.shipping_method, order.shipping_method_name) == (None, "Câte un colet de la fiecare")
    assert (order.shipping_gross, order.total_gross) == (3550, 13550)
    document = """query($id: ID!) { order(id: $id) { deliveryMethod { ... on ShippingMethod {
      id name price { amount } } } } }"""
    assert data(document, {"id": gid(order)})["deliveryMethod"] == {
        "id": to_global_id("app", "ro.ses.shop:colete"),
        "name": "Câte un colet de la fiecare",
        "price": {"amount": 35.5},
    }
    assert len(mailbox.received) == 1


def test_it_can_be_chosen_by_its_own_id(mailbox: Mailbox) -> None:
    asked()
    mailbox.answer = [PARCELS]
    basket, _ = bogdans()
    method = options(basket)["Câte un colet de la fiecare"]["shippingMethod"]["id"]

    assert choose(basket, method)["errors"] == []
    unknown = choose(basket, to_global_id("app", "ro.ses.shop:drona"))

    assert [error["code"] for error in unknown["errors"]] == ["NOT_FOUND"]


def test_a_changed_basket_is_asked_about_again_before_it_is_ordered(mailbox: Mailbox) -> None:
    asked()
    mailbox.answer = [PARCELS]
    basket, apron = bogdans()
    choose(basket, options(basket)["Câte un colet de la fiecare"]["id"])
    more = [{"variantId": till.variant_id(apron), "quantity": 1}]
    data(till.ADD, {"id": till.checkout_id(basket), "lines": more})

    before = data(READ, {"id": till.checkout_id(basket)})
    mailbox.answer = [{**PARCELS, "amount": 50}]
    data(till.COMPLETE, {"id": till.checkout_id(basket)})

    assert before["problems"] == [{"__typename": "CheckoutProblemDeliveryMethodStale"}]
    assert before["shippingPrice"]["gross"]["amount"] == 35.5
    assert len(mailbox.received) == 2
    assert Order.objects.get().shipping_gross == 5000


def test_an_answer_holds_for_a_day(mailbox: Mailbox) -> None:
    asked()
    mailbox.answer = [PARCELS]
    basket, _ = bogdans()
    choose(basket, options(basket)["Câte un colet de la fiecare"]["id"])

    for hours, problems in ((23, []), (24, [{"__typename": "CheckoutProblemDeliveryMethodStale"}])):
        now = NOW + timedelta(hours=hours)
        with time_machine.travel(now, tick=False):
            seen = data(READ, {"id": till.checkout_id(basket)}, now=now)["problems"]
        assert [each for each in seen if each["__typename"].endswith("Stale")] == problems


def test_an_app_that_went_away_takes_its_method_along(mailbox: Mailbox) -> None:
    asked()
    mailbox.answer = [PARCELS]
    basket, apron = bogdans()
    choose(basket, options(basket)["Câte un colet de la fiecare"]["id"])
    data(
        till.ADD,
        {"id": till.checkout_id(basket), "lines": [{"variantId": till.variant_id(apron), "quantity": 1}]},
    )

    mailbox.status = 500
    payload = data(till.COMPLETE, {"id": till.checkout_id(basket)})

    assert [error["code"] for error in payload["errors"]] == ["INVALID_SHIPPING_METHOD"]
    assert not Order.objects.exists()
    seen = data(READ, {"id": till.checkout_id(basket)})
    assert [each["name"] for each in seen["shippingMethods"]] == ["Curier"]
    assert list(options(basket)) == ["Curier"]


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        "text",
        [17, None, "x"],
        [{"id": "a"}],
        [{**PARCELS, "currency": "EUR"}],
        [{**PARCELS, "amount": "-1"}],
        [{**PARCELS, "amount": "NaN"}],
        [{**PARCELS, "amount": "many"}],
        [{**PARCELS, "amount": True}],
        [{**PARCELS, "name": "x" * 256}],
        [{**PARCELS, "minimum_delivery_days": -1}],
        [{**PARCELS, "maximum_delivery_days": "soon"}],
        [{**PARCELS, "id": None}],
    ],
)
def test_what_is_no_method_is_left_out(mailbox: Mailbox, answer: Any) -> None:
    asked()
    mailbox.answer = answer
    basket, _ = bogdans()

    assert list(options(basket)) == ["Curier"]


def test_a_good_method_among_bad_ones_is_offered(mailbox: Mailbox) -> None:
    asked()
    mailbox.answer = [{"id": "a"}, {**PARCELS, "metadata": ["odd"], "id": 7}]
    basket, _ = bogdans()

    found = options(basket)

    assert found["Câte un colet de la fiecare"]["shippingMethod"]["id"] == to_global_id(
        "app", "ro.ses.shop:7"
    )


def test_a_method_that_an_app_leaves_out_is_shown_with_the_reason_and_cannot_be_chosen(
    mailbox: Mailbox,
) -> None:
    asked(quotes.FILTER, FILTER)
    basket, _ = bogdans()
    courier = options(basket)["Curier"]["shippingMethod"]["id"]
    mailbox.answer = {"excluded_methods": [{"id": courier, "reason": "Prea fragil."}, {"id": 5}, "odd"]}

    found = options(basket)["Curier"]
    refused = choose(basket, found["id"])

    assert (found["shippingMethod"]["active"], found["shippingMethod"]["message"]) == (False, "Prea fragil.")
    assert [error["code"] for error in refused["errors"]] == ["DELIVERY_METHOD_NOT_APPLICABLE"]
    seen = data(READ, {"id": till.checkout_id(basket)})
    assert seen["shippingMethods"] == [
        {"id": courier, "name": "Curier", "active": False, "message": "Prea fragil."}
    ]
    assert seen["delivery"] is None


def test_one_app_may_leave_out_anothers_method(mailbox: Mailbox) -> None:
    asked()
    other, _ = listening.app("Frigider")
    listening.webhook(other, URL, quotes.FILTER, query=FILTER)
    method = to_global_id("app", "ro.ses.shop:colete")
    mailbox.answers = {
        quotes.LIST.lower(): [PARCELS],
        quotes.FILTER.lower(): {"excluded_methods": [{"id": method, "reason": "Nu ține rece."}]},
    }
    basket, _ = bogdans()

    found = options(basket)

    _, question = mailbox.received
    assert [each["id"] for each in question.content["shippingMethods"]][1] == method
    assert found["Curier"]["shippingMethod"]["active"] is True
    assert found["Câte un colet de la fiecare"]["shippingMethod"]["active"] is False
    assert found["Câte un colet de la fiecare"]["shippingMethod"]["message"] == "Nu ține rece."


def test_a_basket_without_an_address_is_not_asked_about(mailbox: Mailbox) -> None:
    asked()
    shop, apron = till.stall()
    basket = market.basket(shop, (apron, 1))

    assert options(basket) == {}

    assert mailbox.received == []
