"""The first page, and what robots and browsers ask for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engine.catalog.models import Collection, CollectionChannelListing, CollectionProduct
from tests.storefront import market
from tests.storefront.market import Market
from tests.storefront.visiting import text_of


@pytest.fixture(autouse=True)
def _no_kept_pages(settings: Any) -> None:
    """Render each page anew: what is kept is tested elsewhere."""
    settings.PAGE_CACHE_SECONDS = 0


def collect(shop: Market, slug: str, name: str, *goods: str) -> Collection:
    made = Collection.objects.create(slug=slug, name=name, description=market.rich(f"{name}, pe scurt."))
    CollectionChannelListing.objects.create(collection=made, channel=shop.channel, is_published=True)
    for order, product in enumerate(goods):
        CollectionProduct.objects.create(collection=made, product=shop.products[product], sort_order=order)
    return made


def test_the_first_page_tells_who_sells_what_and_how_many_work(client: Client, shop: Market) -> None:
    collect(shop, "masa-pusa", "Masa pusă", "bol-smaltuit", "miere-de-salcam")

    page = client.get("/")

    words = text_of(page)
    assert page.status_code == 200
    assert "3 întreprinderi sociale din toată România" in words
    assert "Atelierul Anei Croitorie, Iași" in words
    assert "Casă și textile 4 produse" in words
    assert "Masa pusă Masa pusă, pe scurt." in words
    assert re.findall(r'goods__name"><a href="/produse/([\w-]+)/"', page.content.decode()) == [
        "bol-smaltuit",
        "miere-de-salcam",
    ]
    figures = re.findall(r"<dd>\s*(\d+)\s*</dd>", page.content.decode())
    assert figures == ["3", "17", "14"]
    assert "Date demonstrative." in words


def test_the_first_page_speaks_english_too(client: Client, shop: Market) -> None:
    page = client.get("/en/")

    assert '<html lang="en">' in page.content.decode()
    assert "Home and textiles 4 products" in text_of(page)
    assert len(re.findall(r"<h1", page.content.decode())) == 1


def test_an_unpublished_collection_and_an_empty_category_are_not_shown(client: Client, shop: Market) -> None:
    made = collect(shop, "ascunsa", "Ascunsă", "bol-smaltuit")
    CollectionChannelListing.objects.filter(collection=made).update(is_published=False)
    shop.unpublish("bol-smaltuit")
    shop.unpublish("ulcior")

    words = text_of(client.get("/"))

    assert "Ascunsă" not in words
    assert "Ceramică" not in words


def test_a_shop_without_goods_still_opens(client: Client, db: None) -> None:
    market.stall.channel()

    page = client.get("/")

    assert page.status_code == 200
    assert "Toate produsele" in page.content.decode()


def test_more_goods_cost_no_more_queries(client: Client, shop: Market) -> None:
    collect(shop, "scurta", "Scurtă", "bol-smaltuit")
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    collect(shop, "lunga", "Lungă", "fagure", "camasa", "sort-de-in", "miere-de-salcam")

    with CaptureQueriesContext(connection) as many:
        page = client.get("/")

    assert page.content.decode().count("goods__name") == 5
    assert len(many) == len(few)


def test_a_demo_asks_robots_to_stay_away(client: Client, settings: Any) -> None:
    settings.SHOP_DEMO = True

    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n\n"


def test_a_real_shop_keeps_robots_from_visitors_own_pages_only(client: Client, settings: Any) -> None:
    settings.SHOP_DEMO = False

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /cos/" in lines
    assert "Disallow: /" not in lines


def test_the_icon_is_found_where_browsers_look(client: Client) -> None:
    answer = client.get("/favicon.ico")

    assert answer.status_code == 302
    assert answer["Location"].endswith("favicon.svg")
