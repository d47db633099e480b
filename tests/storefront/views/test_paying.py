"""The payment at the last step: offered by the App, sealed at the core before the order is placed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from commerce.errors import CoreUnavailable, Problem, Refused
from commerce.shop import checkout
from commerce.shop import payments as core
from engine.checkout.models import Checkout
from engine.orders.models import Order
from engine.payments.models import TransactionItem
from kernel.ids import to_global_id
from ses_vendors.payments import references
from ses_vendors.payments.models import Payment
from storefront import order_links, payments
from tests.storefront import ordering, paying
from tests.storefront.market import Market

PAGE = "/en/comanda/sumar/"


def ready(client: Client, shop: Market, sku: str = "SORT-NATUR", **contact: str) -> None:
    """Fill the basket and the first step."""
    ordering.put(client, shop, sku)
    ordering.fill_in(client, "/en", **contact)


def press(client: Client, **changes: str) -> Any:
    return client.post(PAGE, {**ordering.choices(client, "/en"), **changes})


def test_order_has_one_transaction_and_the_app_awaits_its_money(client: Client, shop: Market) -> None:
    ready(client, shop)

    press(client)

    order, item, payment = Order.objects.get(), TransactionItem.objects.get(), Payment.objects.get()
    assert item.order_id == order.pk
    assert (item.charge_pending, item.charged, item.psp_reference) == (
        order.total_gross,
        0,
        payment.reference,
    )
    assert (payment.amount, payment.method, payment.state) == (order.total_gross, "bank_transfer", "pending")
    assert order.charge_status == "NONE"


def test_page_and_letter_tell_the_payment_s_reference_and_account(
    client: Client, shop: Market, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.SHOP_OPERATOR = {**settings.SHOP_OPERATOR, "iban": "RO49AAAA1B31007593840000"}
    ready(client, shop)
    settings.CELERY_TASK_ALWAYS_EAGER = True

    press(client)

    order = Order.objects.get()
    page = client.get(order_links.path(to_global_id("Order", order.pk))).content.decode()
    reference = references.printed(Payment.objects.get().reference)
    assert reference in page
    assert "RO49AAAA1B31007593840000" in page


def test_pressing_twice_has_one_transaction_and_one_order(client: Client, shop: Market) -> None:
    ready(client, shop)
    sent = ordering.choices(client, "/en")

    first = client.post(PAGE, sent)
    second = client.post(PAGE, sent)

    assert (first.status_code, second.status_code) == (302, 302)
    assert (Order.objects.count(), TransactionItem.objects.count(), Payment.objects.count()) == (1, 1, 1)


def test_refused_order_leaves_the_basket_and_its_payment_for_the_next_press(
    client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storefront.views import checkout as view

    ready(client, shop)
    place = view.checkout.place_order
    problem = Problem("id", "VOUCHER_NOT_APPLICABLE", "")

    def refuse(**_: Any) -> None:
        raise Refused((problem,))

    monkeypatch.setattr(view.checkout, "place_order", refuse)
    press(client)
    monkeypatch.setattr(view.checkout, "place_order", place)
    assert (Order.objects.count(), Payment.objects.count()) == (0, 1)
    press(client)

    assert (Order.objects.count(), Payment.objects.count()) == (1, 1)


def test_method_that_changed_after_a_refusal_opens_a_second_payment(
    client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storefront.views import checkout as view

    ready(client, shop)
    place = view.checkout.place_order
    monkeypatch.setattr(view.checkout, "place_order", _refuse)
    press(client)
    monkeypatch.setattr(view.checkout, "place_order", place)

    press(client, payment="cash_on_delivery")

    assert sorted(Payment.objects.values_list("method", flat=True)) == ["bank_transfer", "cash_on_delivery"]
    assert Order.objects.get().metadata["payment_method"] == "cash_on_delivery"


def _refuse(**_: Any) -> None:
    raise Refused((Problem("id", "VOUCHER_NOT_APPLICABLE", ""),))


def test_without_the_app_the_page_says_so_and_keeps_everything(client: Client, shop: Market) -> None:
    ready(client, shop)
    sent = ordering.choices(client, "/en")
    paying.away()

    page = client.get(PAGE)
    answer = client.post(PAGE, sent)

    assert "Nothing can be paid for a moment" in page.content.decode()
    assert (page.status_code, answer.status_code) == (200, 422)
    assert "Nothing can be paid for a moment" in answer.content.decode()
    assert (Order.objects.count(), TransactionItem.objects.count()) == (0, 0)
    assert Checkout.objects.get().email == ordering.EMAIL


def test_button_does_not_ask_again_for_what_the_page_has_just_shown(
    client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(client, shop)
    sent = ordering.choices(client, "/en")
    monkeypatch.setattr(core, "offers", _not_asked)
    monkeypatch.setattr(checkout, "delivery_options", _not_asked)

    client.post(PAGE, sent)

    assert Order.objects.count() == 1


def test_page_that_is_opened_again_asks_again(client: Client, shop: Market) -> None:
    ready(client, shop)
    client.get(PAGE)
    paying.away()

    page = client.get(PAGE)

    assert "Nothing can be paid for a moment" in page.content.decode()


def test_app_that_falls_silent_at_the_last_moment_orders_nothing(
    client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(client, shop)
    sent = ordering.choices(client, "/en")

    def fail(**_: Any) -> None:
        raise core.PaymentsUnavailable("The payment App did not answer as it should.")

    monkeypatch.setattr(core, "begin", fail)

    answer = client.post(PAGE, sent)

    assert answer.context["form"].errors["payment"] == [
        "Payments cannot be started right now. Nothing was ordered; try again soon."
    ]
    assert (answer.status_code, Order.objects.count()) == (422, 0)


def test_core_that_falls_silent_while_paying_orders_nothing(
    client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(client, shop)
    sent = ordering.choices(client, "/en")

    def fail(**_: Any) -> None:
        raise CoreUnavailable("gone", may_have_happened=True)

    monkeypatch.setattr(core, "begin", fail)

    answer = client.post(PAGE, sent)

    assert (answer.status_code, Order.objects.count()) == (302, 0)
    assert answer["Location"] == PAGE
    assert "Nothing was ordered" in ordering.messages_of(client.get(PAGE))[0]


def test_payment_that_the_app_refuses_is_said_beside_the_choice(
    client: Client, shop: Market, settings: Any
) -> None:
    ready(client, shop)
    sent = {**ordering.choices(client, "/en"), "payment": "cash_on_delivery"}
    settings.SHOP_CASH_ON_DELIVERY_CAP_LEI = 1

    answer = client.post(PAGE, sent)

    assert answer.context["form"].errors["payment"] == [
        "A person can pay at most 1.00\u00a0lei in cash for one order."
    ]
    assert (answer.status_code, Order.objects.count(), Payment.objects.count()) == (422, 0, 0)


def test_browser_cannot_say_the_amount(client: Client, shop: Market) -> None:
    ready(client, shop)

    press(client, amount="0.01", total="0.01", data='{"amount": 0.01}')

    assert Payment.objects.get().amount == Order.objects.get().total_gross


def test_account_forged_into_the_order_is_not_shown(client: Client, shop: Market) -> None:
    ready(client, shop)
    press(client)
    order = Order.objects.get()
    order.metadata = {**order.metadata, payments.INSTRUCTIONS_KEY: "RO00EVIL0000000000000000"}
    order.save()

    page = client.get(order_links.path(to_global_id("Order", order.pk))).content.decode()

    assert "RO00EVIL" not in page


def test_completion_that_is_on_its_way_is_waited_for(
    client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(client, shop)
    sent = ordering.choices(client, "/en")

    def busy(**_: Any) -> None:
        raise Refused((Problem("id", "CHECKOUT_COMPLETION_IN_PROGRESS", ""),))

    monkeypatch.setattr(core, "begin", busy)

    answer = client.post(PAGE, sent)

    assert (answer.status_code, Order.objects.count()) == (302, 1)


def _not_asked(**_: Any) -> None:
    raise AssertionError("The core was asked again.")
