"""The frame around every page: languages, demo marks, menu, and what a kept page may print."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from commerce.errors import CoreUnavailable
from engine.catalog.models import Category
from storefront import menu
from tests.storefront.market import Market


def head(page: Any) -> str:
    return str(page.content.decode().split("</head>", 1)[0])


def test_a_page_names_its_editions_and_its_language(client: Client, shop: Market, settings: Any) -> None:
    settings.PUBLIC_URL = "https://magazin.example"

    page = client.get("/en/contact/")

    assert '<html lang="en">' in head(page)
    assert re.findall(r'hreflang="(\w+)"\s+href="([^"]+)"', head(page)) == [
        ("ro", "https://magazin.example/contact/"),
        ("en", "https://magazin.example/en/contact/"),
    ]
    assert re.search(r'href="/contact/"\s+hreflang="ro"', page.content.decode())


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demo_says_so_and_stays_out_of_search_engines(
    client: Client, shop: Market, settings: Any, is_demo: bool
) -> None:
    settings.SHOP_DEMO = is_demo

    page = client.get("/contact/")

    assert ('<meta name="robots" content="noindex">' in head(page)) is is_demo
    assert ("demo-banner" in page.content.decode()) is is_demo


def test_the_menu_lists_the_top_categories_in_the_pages_language(client: Client, shop: Market) -> None:
    page = client.get("/en/contact/").content.decode()

    links = re.findall(r'href="/en/categorii/([\w-]+)/">([^<]+)<', page)
    assert links[:3] == [
        ("casa-si-textile", "Home and textiles"),
        ("ceramica", "Pottery"),
        ("gusturi", "Tastes"),
    ]


def test_the_menu_leaves_out_the_category_a_saleor_begins_with(client: Client, shop: Market) -> None:
    Category.objects.filter(slug="ceramica").update(slug="default-category")

    page = client.get("/en/contact/").content.decode()

    links = re.findall(r'href="/en/categorii/([\w-]+)/">', page)
    assert links[:2] == ["casa-si-textile", "gusturi"]


def test_a_kept_page_prints_no_query_of_whoever_came_first(client: Client, shop: Market) -> None:
    first = client.get("/contact/?q=<script>&utm=secret").content.decode()
    second = client.get("/contact/").content.decode()

    assert "secret" not in first + second
    assert "script&gt;" not in first + second


def test_the_search_field_keeps_the_words_of_a_search(client: Client, shop: Market) -> None:
    page = client.get("/produse/?q=miere").content.decode()

    assert re.search(r'name="q"[^>]*value="miere"', page)
    assert 'href="/en/produse/?q=miere"' in page


def test_pages_stand_without_the_core_and_do_not_ask_it_each_time(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def away(**_: Any) -> Any:
        asked.append(1)
        raise CoreUnavailable("no answer")

    monkeypatch.setattr("commerce.shop.catalogue.categories", away)

    answers = [client.get(f"/info/{slug}/") for slug in ("termeni", "retragere", "anpc-sal")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len(asked) == 1


def test_the_menu_is_read_once(shop: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    first = menu.top_categories("RO")
    monkeypatch.setattr("commerce.shop.catalogue.categories", lambda **_: pytest.fail("asked again"))

    assert menu.top_categories("RO") == first
    assert [category.slug for category in first] == ["casa-si-textile", "ceramica", "gusturi"]
