"""From the basket to the order on the embedded core, and everything that may come between."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commerce.errors import CoreUnavailable
from commerce.shop import checkout
from engine.catalog.models import VariantChannelListing
from engine.checkout.models import Checkout
from engine.inventory.models import ShippingMethodChannelListing, Stock
from engine.orders.models import Order
from storefront.tasks import confirm_order
from tests.engine.accounts.people import person
from tests.engine.checkout import market as stall
from tests.storefront import ordering
from tests.storefront.market import Market
from tests.storefront.visiting import log_in

pytestmark = pytest.mark.django_db
BUTTONS = {"": "Comandă cu obligația de plată", "/en": "Order with obligation to pay"}


@pytest.fixture(autouse=True)
def enqueued(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The confirmations that were asked for."""
    asked: list[Any] = []
    monkeypatch.setattr(confirm_order, "apply_async", lambda args, **_options: asked.append(args))
    return asked


def _fill(client: Client, shop: Market, **changes: str) -> None:
    ordering.put(client, shop, "SORT-NATUR", 2)
    ordering.put(client, shop, "BOL", 1)
    assert ordering.fill_in(client, **changes).status_code == 302


# --- The whole road ---


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_guest_orders_from_three_sellers(
    client: Client, shop: Market, enqueued: list[Any], prefix: str
) -> None:
    for sku in ("SORT-NATUR", "BOL", "MIERE-500"):
        ordering.put(client, shop, sku)

    assert ordering.fill_in(client, prefix)["Location"] == f"{prefix}/comanda/sumar/"
    summary = client.get(f"{prefix}/comanda/sumar/").content.decode()
    placed = ordering.order(client, prefix, "cash_on_delivery")
    page = client.get(placed["Location"])

    order = Order.objects.get()
    assert BUTTONS[prefix] in summary
    assert order.metadata["payment_method"] == "cash_on_delivery"
    assert order.language_code == ("en" if prefix else "ro")
    assert page.status_code == 200
    assert page.context["order"].number == str(order.number)
    assert [each.part.total.minor_units for each in page.context["parts"]] == [8567, 6166, 4066]
    assert enqueued == [(page.context["order"].id,)]
    assert not Checkout.objects.exists()
    assert "basket" not in client.session


def test_everything_stands_directly_above_the_button(client: Client, shop: Market) -> None:
    _fill(client, shop)

    page = client.get("/comanda/sumar/").content.decode()

    above = page[: page.index(BUTTONS[""])].split('id="summary-goods"')[1]
    for text in (
        "Șorț de in",
        "Bol smălțuit",
        "Atelierul Anei DEMO SRL",
        "158,00",
        "55,00",
        "19,99",
        "232,99",
        "2–5 zile lucrătoare",
    ):
        assert text in above, text
    assert "checked" not in above


def test_cash_names_what_each_parcel_costs(client: Client, shop: Market) -> None:
    _fill(client, shop)

    page = " ".join(client.get("/comanda/sumar/").content.decode().split())

    assert "Veți plăti curierului 2 colete:" in page
    assert "168,00 lei</span> (Atelierul Anei)" in page
    assert "64,99 lei</span> (Lut și Foc)" in page


def test_goods_that_are_not_shipped_ask_for_no_delivery(client: Client, shop: Market) -> None:
    shop.product_type.is_shipping_required = False  # type: ignore[union-attr]
    shop.product_type.save()  # type: ignore[union-attr]
    ordering.put(client, shop, "BOL")

    form = client.get("/en/comanda/").content.decode()
    billing = {key.replace("shipping-", "billing-"): value for key, value in ordering.CONTACT.items()}
    assert client.post("/en/comanda/", billing).status_code == 302
    cash = ordering.order(client, "/en", "cash_on_delivery")
    placed = ordering.order(client, "/en", "bank_transfer")

    assert "shipping-street" not in form
    assert cash.context["form"].errors["payment"] == ["Services and downloads cannot be paid to a courier."]
    assert placed.status_code == 302
    assert Order.objects.get().shipping_address is None


def test_the_order_speaks_the_language_of_the_page_with_the_button(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL")
    ordering.fill_in(client)

    ordering.order(client, "/en")

    order = Order.objects.get()
    assert order.language_code == "en"
    assert order.metadata["delivery_name"] == "Curier la ușă"


# --- What was typed ---


def test_wrong_fields_are_named_and_keep_what_was_typed(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL")

    response = ordering.fill_in(
        client, "/en", **{"email": "bogdan@", "shipping-postal_code": "12", "shipping-city": "Iași <b>"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert [link.text for link in response.context["forms"].error_links] == [
        "Enter an e-mail address like name@example.com.",
        "Enter a postal code of six digits, for example 700505.",
    ]
    assert 'value="bogdan@"' in page
    assert "Iași &lt;b&gt;" in page
    assert Checkout.objects.get().email in (None, "")


def test_a_company_needs_a_valid_code(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL")
    company = {"buyer": "company", "company_name": "Exemplu SRL", "registry_number": ""}

    wrong = ordering.fill_in(client, "/en", **company, cui="RO18547291")
    right = ordering.fill_in(client, "/en", **company, cui="RO 18547290")

    assert wrong.context["forms"].company.errors["cui"] == [
        "This is not a valid CUI: check the digits, for example RO9900000010."
    ]
    assert right.status_code == 302
    billing = Checkout.objects.get().billing_address
    assert billing is not None
    assert (billing.company_name, billing.metadata["cui"]) == ("Exemplu SRL", "RO18547290")


def test_cedillas_become_commas_and_emoji_survive(client: Client, shop: Market) -> None:
    _fill(client, shop, **{"shipping-last_name": "Ţepeş", "note": "Mulţumesc 🎁\n\u202eok"})

    ordering.order(client)

    order = Order.objects.get()
    assert order.shipping_address is not None
    assert order.shipping_address.last_name == "Țepeș"
    assert order.customer_note == "Mulțumesc 🎁\nok"


def test_html_in_names_is_only_text(client: Client, shop: Market) -> None:
    _fill(client, shop, **{"shipping-first_name": "<script>alert(1)</script>", "note": "<img src=x>"})

    summary = client.get("/comanda/sumar/").content.decode()
    order = client.get(ordering.order(client)["Location"]).content.decode()

    for page in (summary, order):
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_county_and_code_that_do_not_match_are_warned_of_and_accepted(client: Client, shop: Market) -> None:
    _fill(client, shop, **{"shipping-postal_code": "010505"})

    page = client.get("/en/comanda/sumar/")
    placed = ordering.order(client, "/en")

    assert page.context["summary"].warnings == (
        "The postal code 010505 does not look like one of Iași. Please check it.",
    )
    assert placed["Location"].startswith("/en/comanda/urmarire/")


def test_another_billing_address_is_judged_only_when_wanted(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL")

    wanted = ordering.fill_in(client, "/en", other_billing="on")
    billing = {k.replace("shipping-", "billing-"): v for k, v in ordering.CONTACT.items() if "-" in k}
    given = ordering.fill_in(
        client, "/en", other_billing="on", **{**billing, "billing-street": "Str. Mare 1"}
    )

    assert set(wanted.context["forms"].billing.errors) >= {"street", "city", "county"}
    assert given.status_code == 302
    basket = Checkout.objects.get()
    assert basket.billing_address is not None
    assert basket.shipping_address is not None
    assert basket.billing_address.street_address_1 == "Str. Mare 1"
    assert basket.shipping_address.street_address_1 == "Str. Exemplului nr. 4"


def test_a_form_after_the_session_ended_is_kept_and_explained(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL")
    client.cookies.clear()

    response = ordering.fill_in(client, "/en", **{"shipping-street": "Str. Păstrată 7"})
    told = ordering.messages_of(client.get(response["Location"]))
    ordering.put(client, shop, "PROSOP")
    form = client.get("/en/comanda/").content.decode()

    assert told == ["What you typed is kept for your next order."]
    assert 'value="Str. Păstrată 7"' in form
    assert 'value="bogdan@example.com"' in form


# --- Payment ---


def test_a_way_to_pay_must_be_chosen_and_none_is_before(client: Client, shop: Market) -> None:
    _fill(client, shop)
    sent = ordering.choices(client, "/en", "")

    response = client.post("/en/comanda/sumar/", sent)

    assert response.context["form"].errors == {"payment": ["Choose how you pay."]}
    assert not Order.objects.exists()


@pytest.mark.parametrize(("buyer", "allowed"), [("person", True), ("company", False)])
def test_a_company_may_pay_less_in_cash(client: Client, shop: Market, buyer: str, allowed: bool) -> None:
    VariantChannelListing.objects.filter(variant=shop.variants["BOL"]).update(price=510000)
    ordering.put(client, shop, "BOL")
    ordering.fill_in(client, buyer=buyer, company_name="Exemplu SRL", cui="18547290")

    response = ordering.order(client, "/en", "cash_on_delivery")

    assert (response.status_code == 302) is allowed
    assert Order.objects.exists() is allowed
    if not allowed:
        told = "A company can pay at most 5,000.00\u00a0lei in cash for one order."
        assert response.context["form"].errors["payment"] == [told]


def test_made_to_order_is_paid_in_advance(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "MONOGRAMA")
    ordering.fill_in(client)

    page = client.get("/en/comanda/sumar/").content.decode()
    response = ordering.order(client, "/en", "cash_on_delivery")

    assert "Made to order: without the right of withdrawal." in page
    assert response.context["form"].errors["payment"] == ["Goods made to order are paid in advance."]


# --- Once, and only what was seen ---


def test_the_button_twice_is_one_order(client: Client, shop: Market, enqueued: list[Any]) -> None:
    _fill(client, shop)
    sent, cookie = ordering.choices(client), client.cookies["sessionid"].value

    first = client.post("/comanda/sumar/", sent)
    client.cookies["sessionid"] = cookie  # the second press left the browser before the first answer came
    second = client.post("/comanda/sumar/", sent)
    third = client.post("/comanda/sumar/", sent)
    back = client.get("/comanda/sumar/")

    assert {r["Location"] for r in (first, second, third, back)} == {first["Location"]}
    assert Order.objects.count() == 1
    assert len(enqueued) == 1


def test_a_price_that_changed_at_the_last_second_is_told_first(client: Client, shop: Market) -> None:
    _fill(client, shop)
    sent = ordering.choices(client, "/en")
    VariantChannelListing.objects.filter(variant=shop.variants["BOL"]).update(price=6000)

    response = client.post("/en/comanda/sumar/", sent)
    again = client.post("/en/comanda/sumar/", {**sent, "seen": response.context["summary"].seen})

    assert response.context["changes"] == (
        "The price of Glazed bowl was 55.00\u00a0lei, now it is 60.00\u00a0lei.",
        "The total was 232.99\u00a0lei, now it is 237.99\u00a0lei.",
    )
    assert again.status_code == 302
    assert Order.objects.get().total_gross == 23799


def test_another_delivery_price_is_told_first(client: Client, shop: Market) -> None:
    _fill(client, shop)
    sent = ordering.choices(client, "/en")
    ShippingMethodChannelListing.objects.update(price=2500)

    response = client.post("/en/comanda/sumar/", sent)

    assert "Delivery was 19.99\u00a0lei, now it is 25.00\u00a0lei." in response.context["changes"]
    assert not Order.objects.exists()


def test_another_tab_changed_the_basket(client: Client, shop: Market) -> None:
    _fill(client, shop)
    sent = ordering.choices(client, "/en")
    ordering.put(client, shop, "PROSOP")

    response = client.post("/en/comanda/sumar/", sent)

    assert "Cotton towel has come into the basket since." in response.context["changes"]
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    "seen", ["", "{}", "[]", "nonsense", '{"basket": 1}', '{"lines": {"x": "y"}}', "[" * 9000]
)
def test_a_forged_note_places_nothing(client: Client, shop: Market, seen: str) -> None:
    _fill(client, shop)
    sent = ordering.choices(client, "/en")

    response = client.post("/en/comanda/sumar/", {**sent, "seen": seen})

    assert response.status_code == 422
    assert not Order.objects.exists()


def test_stock_that_went_at_the_last_second_is_told_and_nothing_lost(client: Client, shop: Market) -> None:
    _fill(client, shop)
    sent = ordering.choices(client, "/en")
    basket = Checkout.objects.get()
    for line in basket.lines.all():
        line.reservations.all().delete()
    shop.set_stock("BOL", 0)

    response = client.post("/en/comanda/sumar/", sent, follow=True)

    page = response.content.decode()
    assert "Sold out meanwhile: the piece you chose is not there any more." in page
    assert not Order.objects.exists()
    assert ordering.quantities() == {"SORT-NATUR": 2, "BOL": 1}
    basket.refresh_from_db()
    assert basket.email == ordering.EMAIL


def test_stock_refused_by_the_core_itself_is_told(
    client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(client, shop)
    sent, place = ordering.choices(client, "/en"), checkout.place_order

    def sold_just_before(**arguments: Any) -> Any:
        for line in Checkout.objects.get().lines.all():
            line.reservations.all().delete()
        Stock.objects.filter(variant=shop.variants["BOL"]).update(quantity=0)
        return place(**arguments)

    monkeypatch.setattr(checkout, "place_order", sold_just_before)
    response = client.post("/en/comanda/sumar/", sent, follow=True)

    assert "Your order was not placed, and you owe nothing." in ordering.messages_of(response)
    assert "Sold out meanwhile" in response.content.decode()
    assert not Order.objects.exists()


def test_a_voucher_that_ended_is_told(client: Client, shop: Market) -> None:
    code = stall.voucher(shop.channel, "BUN10", value=10, discount_value_type="PERCENTAGE")
    _fill(client, shop)
    client.post("/cos/cupon/", {"code": "BUN10"})
    sent = ordering.choices(client, "/en")
    code.is_active = False
    code.save()

    response = client.post("/en/comanda/sumar/", sent, follow=True)

    assert response.status_code in (200, 422)
    assert not Order.objects.exists()


def test_an_answer_that_was_lost_ends_on_the_order(
    client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(client, shop)
    sent, place = ordering.choices(client), checkout.place_order

    def lose_the_answer(**arguments: Any) -> Any:
        place(**arguments)
        raise CoreUnavailable("lost", may_have_happened=True)

    monkeypatch.setattr(checkout, "place_order", lose_the_answer)
    lost = client.post("/comanda/sumar/", sent)
    monkeypatch.setattr(checkout, "place_order", place)
    again = client.post("/comanda/sumar/", sent)

    assert lost.status_code == 503
    assert again["Location"].startswith("/comanda/urmarire/")
    assert Order.objects.count() == 1


@pytest.mark.parametrize("path", ["/comanda/", "/comanda/sumar/"])
def test_without_a_basket_there_is_nothing_to_order(client: Client, shop: Market, path: str) -> None:
    assert client.get(path)["Location"] == "/cos/"
    assert client.post(path, {"order": "1"})["Location"] == "/cos/"
    assert not Order.objects.exists()


def test_the_summary_needs_the_details_first(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL")

    assert client.get("/comanda/sumar/")["Location"] == "/comanda/"


def test_a_broker_that_is_away_does_not_cost_the_order(
    client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(client, shop)

    def away(*_arguments: Any, **_options: Any) -> None:
        raise confirm_order.OperationalError("no broker")

    monkeypatch.setattr(confirm_order, "apply_async", away)

    assert ordering.order(client)["Location"].startswith("/comanda/urmarire/")
    assert Order.objects.count() == 1


# --- Shoppers with an account ---


def test_a_shopper_takes_an_address_of_the_book(client: Client, shop: Market) -> None:
    bogdan = person(ordering.EMAIL, first_name="Bogdan")
    home = stall.address(street_address_1="Str. Cărții 9")
    home.save()
    bogdan.addresses.add(home)
    log_in(client)
    ordering.put(client, shop, "BOL")

    page = client.get("/en/comanda/")
    (address,) = page.context["book"]
    picked = client.post(
        "/en/comanda/", {"email": "alt@example.com", "note": "ok", "use_shipping": address.id}
    )

    assert 'value="bogdan@example.com"' in page.content.decode()
    assert 'value="Str. Cărții 9"' in picked.content.decode()
    assert 'value="alt@example.com"' in picked.content.decode()
    ordering.fill_in(client)
    ordering.order(client)
    assert Order.objects.get().user == bogdan


# --- Speed ---


def test_the_number_of_queries_does_not_grow_with_lines(
    client: Client, shop: Market, django_assert_num_queries: Any
) -> None:
    _fill(client, shop)
    client.get("/comanda/sumar/")
    with CaptureQueriesContext(connection) as few:
        client.get("/comanda/sumar/")
    expected = len(few)
    for sku in ("PROSOP", "SORT-GRI", "MIERE-250", "MIERE-500"):
        ordering.put(client, shop, sku)
    client.get("/comanda/sumar/")

    with django_assert_num_queries(expected):
        client.get("/comanda/sumar/")


@pytest.mark.django_db(transaction=True)
def test_the_button_pressed_in_two_windows_at_once_is_one_order(client: Client, shop: Market) -> None:
    _fill(client, shop)
    sent = ordering.choices(client)
    found: list[Any] = []

    def press() -> None:
        other = Client()
        other.cookies = client.cookies.copy()  # type: ignore[assignment]
        try:
            found.append(other.post("/comanda/sumar/", sent)["Location"])
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()

    assert Order.objects.count() == 1
    assert len(found) == 4
    assert len(set(found)) == 1
