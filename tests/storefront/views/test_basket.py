"""The basket on the embedded core: putting in, changing, and what cannot be."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.conf import global_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engine.catalog.models import VariantChannelListing
from engine.checkout.models import Checkout
from tests.engine.checkout import market as stall
from tests.storefront import ordering
from tests.storefront.market import Market, add_product

pytestmark = pytest.mark.django_db
BAD_QUANTITIES = ["0", "-1", "1000000000", "9" * 5000, "abc", "1.5", "", "１e3", "🎁"]
WHOLE = "Enter how many pieces you want: a whole number from 1."


def test_empty_basket_shows_the_way_to_the_goods(client: Client, shop: Market) -> None:
    response = client.get("/en/cos/")

    assert response.status_code == 200
    assert "There is nothing in the basket yet." in response.content.decode()
    assert 'href="/en/produse/"' in response.content.decode()


def test_goods_stand_by_seller_with_sums_and_parcels(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "SORT-NATUR", 2)
    ordering.put(client, shop, "BOL")

    response = client.get("/cos/")

    ana, ioana = response.context["groups"]
    assert (ana.seller.name, ana.part.goods.minor_units) == ("Atelierul Anei", 15800)
    assert (ioana.seller.name, ioana.part.goods.minor_units) == ("Lut și Foc", 5500)
    page = response.content.decode()
    assert "Vândut și livrat de" in page
    assert "Vine în 2 colete, câte unul de la fiecare vânzător." in page
    assert "213,00\u00a0lei" in page


def test_adding_goes_back_to_where_the_shopper_was(client: Client, shop: Market) -> None:
    response = ordering.put(client, shop, "BOL", path="/en/cos/adauga/", next="/en/produse/bol-smaltuit/")

    assert (response.status_code, response["Location"]) == (302, "/en/produse/bol-smaltuit/")
    assert ordering.messages_of(client.get("/en/cos/")) == ["1 piece is in the basket: Glazed bowl."]
    assert client.session["basket_count"] == 1


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_adding_never_leads_off_the_site(client: Client, shop: Market, target: str) -> None:
    response = ordering.put(client, shop, "BOL", next=target)

    assert response["Location"] == "/cos/"


def test_htmx_gets_the_message_and_the_number_only(client: Client, shop: Market) -> None:
    data = {"variant": shop.variant_id("BOL"), "quantity": "2"}

    response = client.post("/en/cos/adauga/", data, headers={"HX-Request": "true"})

    page = response.content.decode()
    assert response.status_code == 200
    assert '<span id="basket-count" hx-swap-oob="innerHTML">2</span>' in page
    assert "2 pieces are in the basket: Glazed bowl." in page
    assert "<main" not in page


def test_fifty_kinds_of_goods_fit(client: Client, shop: Market) -> None:
    for number in range(50):
        add_product(shop, f"cana-{number}", f"Cană {number}")

    for number in range(50):
        assert ordering.put(client, shop, f"CANA-{number}").status_code == 302

    response = client.get("/cos/")
    assert response.context["basket"].quantity == 50
    assert len(response.content.decode().split("basket-line__name")) == 51
    assert len(client.cookies["sessionid"].value) < 4000


@pytest.mark.parametrize("quantity", BAD_QUANTITIES)
def test_adding_a_quantity_that_is_none_is_explained(client: Client, shop: Market, quantity: str) -> None:
    ordering.put(client, shop, "BOL", 2)
    client.get("/en/cos/")

    response = ordering.put(client, shop, "BOL", quantity, path="/en/cos/adauga/")

    (told,) = ordering.messages_of(client.get(response["Location"]))
    assert told in (WHOLE, "That is too many: enter a number up to 9999.")
    assert ordering.quantities() == {"BOL": 2}


@pytest.mark.parametrize("quantity", [q for q in BAD_QUANTITIES if q != "0"])
def test_a_line_keeps_what_was_typed_beside_the_reason(client: Client, shop: Market, quantity: str) -> None:
    ordering.put(client, shop, "BOL", 2)

    data = {"line": ordering.line_id("BOL"), "quantity": quantity, "update": "1"}
    response = client.post("/en/cos/linie/", data)

    (group,) = response.context["groups"]
    assert response.status_code == 200
    assert group.rows[0].error in (WHOLE, "That is too many: enter a number up to 9999.")
    assert group.rows[0].typed == quantity[:20]
    assert ordering.quantities() == {"BOL": 2}


def test_adding_without_a_quantity_or_variant_is_explained(client: Client, shop: Market) -> None:
    client.post("/en/cos/adauga/", {})

    assert ordering.messages_of(client.get("/en/cos/")) == ["Choose a product first.", WHOLE]
    assert not Checkout.objects.exists()


@pytest.mark.parametrize("variant", ["UHJvZHVjdFZhcmlhbnQ6OTk5OTk5", "nonsense", "'; DROP", "x" * 200])
def test_a_variant_that_is_none_is_explained(client: Client, shop: Market, variant: str) -> None:
    client.post("/en/cos/adauga/", {"variant": variant, "quantity": "1"})

    (told,) = ordering.messages_of(client.get("/en/cos/"))
    assert told == "This product is not sold any more."
    assert not Checkout.objects.exists()


def test_more_than_there_is_names_how_many_there_are(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 2)
    client.get("/en/cos/")

    ordering.put(client, shop, "BOL", 3, path="/en/cos/adauga/")

    (told,) = ordering.messages_of(client.get("/en/cos/"))
    assert told == "Only 4 pieces are left. The basket is as it was."
    assert ordering.quantities() == {"BOL": 2}


def test_first_piece_above_stock_makes_no_basket(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "FAGURE", 2, path="/en/cos/adauga/")

    assert ordering.messages_of(client.get("/en/cos/")) == ["Only 1 piece is left. The basket is as it was."]
    assert "basket" not in client.session


def test_quantities_are_set_and_lines_taken_out(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 1)
    ordering.put(client, shop, "PROSOP", 1)

    client.post("/cos/linie/", {"line": ordering.line_id("BOL"), "quantity": "3", "update": "1"})
    client.post("/cos/linie/", {"line": ordering.line_id("PROSOP"), "quantity": "1", "remove": "1"})

    assert ordering.quantities() == {"BOL": 3}
    assert client.session["basket_count"] == 3


def test_zero_takes_a_line_out_and_it_can_be_put_back(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 2)
    client.post("/en/cos/linie/", {"line": ordering.line_id("BOL"), "quantity": "0", "update": "1"})

    response = client.get("/en/cos/")
    removed = response.context["removed"]
    client.post("/en/cos/adauga/", {"variant": removed.variant_id, "quantity": str(removed.quantity)})

    assert "Glazed bowl is no longer in the basket." in response.content.decode()
    assert ordering.quantities() == {"BOL": 2}
    assert client.get("/en/cos/").context["removed"] is None


def test_a_line_of_another_basket_cannot_be_reached(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 2)
    foreign = ordering.line_id("BOL")
    other = Client()
    ordering.put(other, shop, "PROSOP", 1)

    response = other.post("/en/cos/linie/", {"line": foreign, "quantity": "1", "remove": "1"})

    assert response["Location"] == "/en/cos/"
    assert client.get("/cos/").context["basket"].quantity == 2
    assert other.get("/cos/").context["basket"].lines[0].name == "Prosop de bumbac"


def test_a_forged_cookie_is_nobodys_basket(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 2)
    client.cookies["sessionid"] = client.cookies["sessionid"].value[:-2] + "xx"

    response = client.get("/cos/")

    assert response.context["basket"] is None


def test_a_session_that_ran_out_is_nobodys_basket_and_a_new_one_begins(
    client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordering.put(client, shop, "BOL", 2)
    later = time.time() + global_settings.SESSION_COOKIE_AGE + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    page = client.get("/cos/")
    kept = Checkout.objects.get()
    ordering.put(client, shop, "PROSOP", 1)

    assert (page.status_code, page.context["basket"]) == (200, None)
    assert [line.quantity for line in kept.lines.all()] == [2]
    assert client.get("/cos/").context["basket"].quantity == 1


def test_a_basket_that_is_gone_is_explained_and_a_new_one_begins(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 2)
    client.get("/cos/")
    Checkout.objects.all().delete()

    response = client.get("/en/cos/")
    ordering.put(client, shop, "PROSOP", 1)

    assert ordering.messages_of(response) == [
        "Your basket was kept too long and is gone. You can start a new one."
    ]
    assert ordering.quantities() == {"PROSOP": 1}


def test_sold_meanwhile_offers_what_is_left(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 4)
    Checkout.objects.get().lines.get().reservations.all().delete()
    shop.set_stock("BOL", 1)

    page = client.get("/en/cos/").content.decode()
    client.post("/en/cos/linie/", {"line": ordering.line_id("BOL"), "quantity": "4", "take": "1"})

    assert "Only 1 piece is left; you chose 4." in page
    assert 'href="/en/comanda/"' not in page
    assert ordering.quantities() == {"BOL": 1}


def test_a_product_withdrawn_meanwhile_is_named_and_can_be_taken_out(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 1)
    shop.unpublish("bol-smaltuit")

    page = client.get("/en/cos/").content.decode()
    client.post("/en/cos/linie/", {"line": ordering.line_id("BOL"), "quantity": "1", "remove": "1"})

    assert "This product is not sold any more." in page
    assert ordering.quantities() == {}


def test_a_changed_price_is_said_until_the_line_is_changed(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 1)
    VariantChannelListing.objects.filter(variant=shop.variants["BOL"]).update(price=6000)

    first, second = client.get("/en/cos/").content.decode(), client.get("/en/cos/").content.decode()
    client.post("/en/cos/linie/", {"line": ordering.line_id("BOL"), "quantity": "2", "update": "1"})
    third = client.get("/en/cos/").content.decode()

    told = "The price has changed since you put this in: it was 55.00\u00a0lei, now it is 60.00\u00a0lei."
    assert told in first
    assert told in second
    assert "The price has changed" not in third


def test_a_voucher_is_applied_shown_and_given_up(client: Client, shop: Market) -> None:
    stall.voucher(shop.channel, "BUN10", value=10, discount_value_type="PERCENTAGE")
    ordering.put(client, shop, "BOL", 2)

    client.post("/en/cos/cupon/", {"code": "BUN10"})
    with_voucher = client.get("/en/cos/")
    client.post("/en/cos/cupon/", {"remove": "1"})
    without = client.get("/en/cos/")

    assert with_voucher.context["basket"].subtotal.minor_units == 9900
    assert "With the voucher BUN10 you save 11.00\u00a0lei" in with_voucher.content.decode()
    assert without.context["basket"].subtotal.minor_units == 11000


def test_an_unknown_voucher_is_said_beside_the_field(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 2)

    response = client.post("/en/cos/cupon/", {"code": "<b>nimic</b>"})

    form = response.context["voucher_form"]
    assert form.errors == {"code": ["This code does not exist, or it is not valid any more."]}
    assert "&lt;b&gt;nimic&lt;/b&gt;" in response.content.decode()
    assert "<b>nimic</b>" not in response.content.decode()


def test_the_number_of_queries_does_not_grow_with_lines(
    client: Client, shop: Market, django_assert_num_queries: Any
) -> None:
    ordering.put(client, shop, "BOL")
    client.get("/cos/")
    with CaptureQueriesContext(connection) as few:
        client.get("/cos/")
    expected = len(few)
    for sku in ("PROSOP", "SORT-NATUR", "SORT-GRI", "MIERE-250", "MIERE-500", "FAGURE"):
        ordering.put(client, shop, sku)
    client.get("/cos/")

    with django_assert_num_queries(expected):
        client.get("/cos/")
