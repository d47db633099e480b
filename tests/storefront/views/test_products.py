"""The page of one product."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engine.catalog.models import ProductVariant, VariantChannelListing
from engine.inventory.models import Stock
from tests.storefront import market
from tests.storefront.market import Market
from tests.storefront.visiting import markup, words


@pytest.fixture(autouse=True)
def _no_kept_pages(settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 0


def radios(page: Any) -> dict[str, bool]:
    """The variants to choose from by id, and whether each can be chosen."""
    found = re.findall(r'<input type="radio" name="variant" value="([^"]+)"([^>]*)>', markup(page))
    return {value: "disabled" not in rest for value, rest in found}


def test_what_must_be_known_before_buying_is_there(shop: Market, client: Client) -> None:
    page = client.get("/en/produse/sort-de-in/")

    told = words(page)
    assert "79.00 lei VAT included." in told
    assert "Sold and delivered by Atelierul Anei, Iași" in told
    assert "By courier in 2–5 working days. 19.99 lei an order, free from 300.00 lei." in told
    assert "You may withdraw within 14 days" in told
    assert "Legal guarantee of conformity: 2 years from delivery." in told
    assert "Made by the seller, Atelierul Anei." in told
    assert "Composition 100% in" in told
    assert "Care and use Spălare la 40 °C" in told


def test_the_sellers_identity_is_in_view(shop: Market, client: Client) -> None:
    told = words(client.get("/en/produse/bol-smaltuit/"))

    assert "Legal name Lut și Foc DEMO SRL" in told
    assert "Tax number (CUI) 9900000020, not a VAT payer" in told
    assert "Registration J201599990121" in told
    assert "Registered office Str. Exemplului nr. 2, Marginea, Suceava" in told
    assert "contact@lut-si-foc.example" in told
    assert "+40700000002" in told
    assert "55.00 lei The seller is not a VAT payer." in told


def test_each_variant_is_a_radio_button_and_what_is_sold_out_cannot_be_chosen(
    shop: Market, client: Client
) -> None:
    page = client.get("/en/produse/sort-de-in/")

    assert radios(page) == {
        shop.variant_id("SORT-NATUR"): True,
        shop.variant_id("SORT-GRI"): True,
        shop.variant_id("SORT-VERDE"): False,
    }
    assert "Natur In stock" in words(page)
    assert "Gri Last 3" in words(page)
    assert "Verde Sold out" in words(page)


def test_two_attributes_make_rows(shop: Market, client: Client) -> None:
    page = markup(client.get("/en/produse/camasa/"))

    assert re.findall(r'role="group" aria-label="(\w+)"', page) == ["alb", "gri"]
    assert page.count('type="radio"') == 4
    assert "from" in page


def test_one_variant_needs_no_choice(shop: Market, client: Client) -> None:
    page = client.get("/en/produse/prosop-de-bumbac/")

    assert radios(page) == {}
    assert f'type="hidden" name="variant" value="{shop.variant_id("PROSOP")}"' in markup(page)
    assert 'max="20"' in markup(page)


def test_a_product_can_be_put_into_the_basket_without_scripts(shop: Market) -> None:
    client = Client(enforce_csrf_checks=True)
    page = markup(client.get("/produse/prosop-de-bumbac/"))
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token

    added = client.post(
        "/cos/adauga/",
        {"csrfmiddlewaretoken": token[1], "variant": shop.variant_id("PROSOP"), "quantity": "2"},
    )

    assert added.status_code in (302, 303)
    assert "Prosop de bumbac" in markup(client.get("/cos/"))


def test_food_tells_the_price_of_a_kilogram(shop: Market, client: Client) -> None:
    by_variant, by_name = client.get("/en/produse/miere-de-salcam/"), client.get("/en/produse/fagure/")

    assert "76.00 lei / kg" in words(by_variant)
    assert "68.00 lei / kg" in words(by_variant)
    assert "100.00 lei / kg" in words(by_name)
    assert "/ kg" not in words(client.get("/en/produse/sort-de-in/"))


@pytest.mark.parametrize(
    ("slug", "reason", "letter"),
    [
        ("monograma", "It is made to your wishes, clearly for you.", "c"),
        ("fagure", "It can spoil or soon passes its date.", "d"),
    ],
)
def test_an_exemption_from_withdrawal_is_said_with_its_reason(
    shop: Market, client: Client, slug: str, reason: str, letter: str
) -> None:
    told = words(client.get(f"/en/produse/{slug}/"))

    assert f"No right of withdrawal. {reason} (OUG 34/2014, art. 16 letter {letter})" in told
    assert "You may withdraw" not in told


def test_warnings_stand_out(shop: Market, client: Client) -> None:
    page = markup(client.get("/en/produse/bol-smaltuit/"))

    assert re.search(r"notice--warning.*?Atenție: se poate sparge\.", page, re.DOTALL)


def test_what_is_in_a_box_is_told_with_its_makers(shop: Market, client: Client) -> None:
    parts = [
        {"name": "Miere", "name_en": "Honey", "ses": "stupina-lui-vasile"},
        {"name": "Lingură", "name_en": "Spoon", "ses": "altcineva"},
    ]
    market.add_product(shop, "cutie", "Cutie", metadata={"components": json.dumps(parts)})
    market.add_product(shop, "cutie-stricata", "Cutie stricată", metadata={"components": "[{"})

    told, broken = words(client.get("/en/produse/cutie/")), client.get("/produse/cutie-stricata/")

    assert "What is inside Honey – made by Stupina lui Vasile Spoon" in told
    assert broken.status_code == 200


def test_a_service_has_no_parcel(shop: Market, client: Client) -> None:
    market.add_product(shop, "atelier", "Atelier de cusut", weight=0)
    market.add_product(shop, "tipar", "Tipar PDF", weight=0, **{"scutire-retragere": "16m"})

    service, download = words(client.get("/en/produse/atelier/")), words(client.get("/en/produse/tipar/"))

    assert "A service: the seller agrees the day with you." in service
    assert "Legal guarantee" not in service
    assert "Delivered electronically" in download
    assert "Legal guarantee" in download


def test_a_local_product_says_so(shop: Market, client: Client) -> None:
    market.add_product(shop, "rasad", "Răsad", **{"livrare-locala": True})

    assert "Local only" in words(client.get("/en/produse/rasad/"))


def test_sold_out_is_said_and_cannot_be_bought(shop: Market, client: Client) -> None:
    page = client.get("/en/produse/ulcior/")

    assert "Sold out." in words(page)
    assert "Add to basket" not in words(page).split("You may also like")[0]


def test_related_goods_are_in_stock_and_from_the_shelf(shop: Market, client: Client) -> None:
    page = markup(client.get("/produse/ulcior/"))

    related = page.split('id="related-title"')[1]
    assert 'href="/produse/bol-smaltuit/"' in related
    assert 'href="/produse/ulcior/"' not in related.split("</main")[0]


def test_a_product_that_is_gone_shows_what_is_like_it(shop: Market, client: Client) -> None:
    shop.unpublish("miere-de-salcam")

    page = client.get("/en/produse/miere-de-salcam/")

    assert page.status_code == 404
    assert "This product is not for sale (any more)." in words(page)
    assert "/en/produse/fagure/" in markup(page)


@pytest.mark.parametrize("slug", ["nimic", "%00", "a" * 300, "%F0%9F%8D%AF", "..", "<script>"])
def test_no_address_of_a_product_breaks(shop: Market, client: Client, slug: str) -> None:
    page = client.get(f"/produse/{slug}/")

    assert page.status_code in (400, 404)
    assert b"<script>/" not in page.content


def test_search_engines_get_the_facts(shop: Market, client: Client) -> None:
    market.add_product(shop, "rau", "</script><script>alert(1)</script>")

    page = markup(client.get("/produse/miere-de-salcam/"))
    evil = markup(client.get("/produse/rau/"))

    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert told
    facts = json.loads(told[1])
    assert (facts["@type"], facts["name"]) == ("Product", "Miere de salcâm")
    assert [(offer["price"], offer["priceCurrency"]) for offer in facts["offers"]] == [
        ("19.00", "RON"),
        ("34.00", "RON"),
    ]
    assert '<meta property="og:title" content="Miere de salcâm">' in page
    assert "<script>alert" not in evil


def test_a_product_of_many_variants_takes_no_more_queries(shop: Market, client: Client) -> None:
    product = shop.products["prosop-de-bumbac"]
    client.get("/produse/prosop-de-bumbac/")
    with CaptureQueriesContext(connection) as few:
        client.get("/produse/prosop-de-bumbac/")
    for number in range(20):
        made = ProductVariant.objects.create(product=product, sku=f"P-{number}", name=f"Nr. {number}")
        VariantChannelListing.objects.create(variant=made, channel=shop.channel, price=4500)
        Stock.objects.create(variant=made, warehouse=shop.warehouses["atelierul-anei"], quantity=5)

    with CaptureQueriesContext(connection) as many:
        page = client.get("/produse/prosop-de-bumbac/")

    assert len(radios(page)) == 21
    assert len(many) <= len(few)
    assert len(many) <= 33
