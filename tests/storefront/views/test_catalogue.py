"""Listings: filters, counts, sorts, pages, searches, and what is not to be found."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.storefront import market
from tests.storefront.market import Market
from tests.storefront.visiting import goods, markup, words


@pytest.fixture(autouse=True)
def _no_kept_pages(settings: Any) -> None:
    """Render each page anew: what is kept is tested elsewhere."""
    settings.PAGE_CACHE_SECONDS = 0


def counts(page: Any, facet: str) -> dict[str, int]:
    """What the form says of a facet: values with their counts."""
    found = re.findall(rf'name="{facet}" value="([\w-]+)".*?facet__count">(\d+)<', markup(page), re.DOTALL)
    return {value: int(number) for value, number in found}


def test_all_goods_are_shown_the_newest_first(shop: Market, client: Client) -> None:
    page = client.get("/en/produse/")

    assert goods(page) == [
        "fagure", "miere-de-salcam", "ulcior", "bol-smaltuit", "monograma", "camasa", "prosop-de-bumbac",
        "sort-de-in",
    ]  # fmt: skip
    assert "8 products" in words(page)
    assert "Linen apron" in words(page)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("material=in", ["camasa", "sort-de-in"]),
        ("material=in&material=lut", ["ulcior", "bol-smaltuit", "camasa", "sort-de-in"]),
        ("material=in&categorie=haine", ["camasa"]),
        ("categorie=casa-si-textile&sort=nume", ["camasa", "monograma", "prosop-de-bumbac", "sort-de-in"]),
        ("ses=lut-si-foc", ["ulcior", "bol-smaltuit"]),
        ("ses=lut-si-foc&stoc=da", ["bol-smaltuit"]),
        ("judet=tl", ["fagure", "miere-de-salcam"]),
        ("regiune=sud-est&judet=tl", ["fagure", "miere-de-salcam"]),
        ("regiune=sud-est&judet=is", []),
        ("min=55&max=79", ["bol-smaltuit", "monograma", "sort-de-in"]),
        ("max=45&sort=pret", ["miere-de-salcam", "fagure", "prosop-de-bumbac"]),
        ("min=79&sort=pret-desc", ["camasa", "ulcior", "sort-de-in"]),
    ],
)
def test_filters_narrow_the_goods(shop: Market, client: Client, query: str, expected: list[str]) -> None:
    page = client.get(f"/produse/?{query}")

    found = goods(page)
    assert (sorted(found), len(found)) == (sorted(expected), len(expected))
    if "sort=" in query:
        assert found == expected


def test_counts_say_what_another_choice_would_give(shop: Market, client: Client) -> None:
    page = client.get("/produse/?material=in&ses=atelierul-anei")

    assert counts(page, "material") == {"in": 2, "bumbac": 2}
    assert counts(page, "ses") == {"atelierul-anei": 2}


def test_children_of_a_category_are_offered_once_it_is_chosen(shop: Market, client: Client) -> None:
    folded, opened = client.get("/produse/"), client.get("/produse/?categorie=gusturi")

    assert counts(folded, "categorie") == {"casa-si-textile": 4, "ceramica": 2, "gusturi": 2}
    assert counts(opened, "categorie") == {"casa-si-textile": 4, "ceramica": 2, "gusturi": 2, "miere": 2}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("miere de salcam", "miere-de-salcam"),
        ("Miere de salcâm", "miere-de-salcam"),
        ("șorțuri", "sort-de-in"),
        ("sort de in", "sort-de-in"),
        ("şorţ", "sort-de-in"),
        ("fagrue", "fagure"),
        ("glazed bowl", "bol-smaltuit"),
    ],
)
def test_a_search_forgives_marks_endings_and_slips(
    shop: Market, client: Client, asked: str, expected: str
) -> None:
    page = client.get("/produse/", {"q": asked})

    assert goods(page)[0] == expected


def test_a_search_can_be_filtered_and_sorted(shop: Market, client: Client) -> None:
    page = client.get("/produse/?q=miere&sort=pret-desc&max=40")

    assert goods(page) == ["fagure", "miere-de-salcam"]


def test_nothing_found_is_said_with_ways_on(shop: Market, client: Client) -> None:
    page = client.get("/en/produse/?q=zzxxqqww&material=in")

    assert page.status_code == 200
    assert "We found nothing for “zzxxqqww”." in words(page)
    assert 'href="/en/produse/?q=zzxxqqww"' in markup(page)
    assert 'href="/en/ses/"' in markup(page)


def test_filters_that_are_on_can_be_taken_off_one_by_one(shop: Market, client: Client) -> None:
    page = markup(client.get("/produse/?q=in&material=in&ses=atelierul-anei&min=10&max=200"))

    chips = [unescape(href) for href in re.findall(r'<a class="chip" href="([^"]+)"', page)]
    assert chips == [
        "/produse/?q=in&material=in&min=10&max=200",
        "/produse/?q=in&ses=atelierul-anei&min=10&max=200",
        "/produse/?q=in&ses=atelierul-anei&material=in",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "page=abc", "page=-1", "page=0", "page=99999999999999999999", "page=%00", "min=-1", "min=abc",
        "max=1000000000000", "min=NaN", "min=1e400", "min=%C2%B2", "categorie=nimic", "ses=%F0%9F%8D%AF",
        "sort=%27%3B--", "material=" + "&material=".join("x" * 300), "q=" + "a" * 20_000, "q=%00%ff%fe",
        "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "q=%25_%5C", "&&&=&=", "q[]=1",
    ],
)  # fmt: skip
def test_no_address_breaks_a_listing(shop: Market, client: Client, query: str) -> None:
    for path in ("/produse/", "/categorii/gusturi/"):
        page = client.get(f"{path}?{query}")

        assert page.status_code == 200
        assert "<script>alert" not in markup(page)


def test_a_wrong_price_is_said_beside_its_field_and_kept(shop: Market, client: Client) -> None:
    page = markup(client.get("/en/produse/?min=-1&max=45"))

    assert "Write prices as numbers from 0 up" in page
    assert re.search(r'id="filter-min"[^>]*value="-1"[^>]*aria-invalid="true"', page)
    assert len(re.findall(r'goods__name"', page)) == 3


def test_a_filter_that_does_not_exist_is_said(shop: Market, client: Client) -> None:
    page = client.get("/en/produse/?material=plutoniu")

    assert "Some filters of this address do not exist" in words(page)
    assert len(goods(page)) == 8


class TestPages:
    """More goods than one page holds."""

    @pytest.fixture(autouse=True)
    def _many(self, shop: Market) -> None:
        for number in range(50):
            market.add_product(shop, f"bucata-{number:02}", f"Bucata {number:02}")

    def test_each_product_is_on_one_page(self, client: Client) -> None:
        pages = [client.get(f"/produse/?page={number}") for number in (1, 2, 3)]

        found = [slug for page in pages for slug in goods(page)]
        assert [len(goods(page)) for page in pages] == [24, 24, 10]
        assert len(set(found)) == 58

    def test_pages_know_each_other(self, client: Client) -> None:
        page = markup(client.get("/produse/?page=2&utm_source=x"))

        assert re.search(r'rel="canonical" href="http[^"]+/produse/\?page=2"', page)
        assert re.search(r'<link rel="prev" href="http[^"]+/produse/"', page)
        assert re.search(r'<link rel="next" href="http[^"]+/produse/\?page=3"', page)
        assert 'aria-current="page"' in page

    def test_after_the_last_page_comes_the_last_page(self, client: Client) -> None:
        assert goods(client.get("/produse/?page=4")) == goods(client.get("/produse/?page=3"))

    def test_a_longer_shop_takes_no_more_queries(self, client: Client) -> None:
        client.get("/produse/")

        with CaptureQueriesContext(connection) as full:
            client.get("/produse/")
        with CaptureQueriesContext(connection) as short:
            client.get("/produse/?ses=lut-si-foc")

        assert len(full) <= len(short) + 1
        assert len(full) <= 14


def test_a_category_shows_its_goods_and_words(shop: Market, client: Client) -> None:
    page = client.get("/en/categorii/casa-si-textile/")

    assert sorted(goods(page)) == ["camasa", "monograma", "prosop-de-bumbac", "sort-de-in"]
    assert page.content.count(b"<h1") == 1
    assert "Home and textiles" in words(page)
    assert "Despre casă și textile." in words(page)
    assert counts(page, "categorie") == {"pentru-casa": 2, "haine": 2}


def test_a_child_category_leads_back_to_the_one_above(shop: Market, client: Client) -> None:
    page = markup(client.get("/categorii/miere/"))

    assert 'href="/categorii/gusturi/"' in page


def test_a_category_that_is_not_there_is_not_found(shop: Market, client: Client) -> None:
    assert client.get("/categorii/nimic/").status_code == 404


def test_a_product_taken_down_is_gone_before_the_index_knows(shop: Market, client: Client) -> None:
    client.get("/produse/")
    shop.unpublish("fagure")

    page = client.get("/produse/")

    assert "fagure" not in goods(page)
    assert len(goods(page)) == 7


def test_htmx_gets_the_results_the_filters_and_the_announcement(shop: Market, client: Client) -> None:
    page = client.get("/en/produse/?material=in&sort=noi&q=", headers={"hx-request": "true"})

    text = markup(page)
    assert "<html" not in text
    assert page.headers["HX-Push-Url"] == "/en/produse/?material=in"
    assert re.search(r'id="result-status" hx-swap-oob="innerHTML">\s*2 products', text)
    assert 'id="facets" hx-swap-oob="innerHTML"' in text


def test_a_card_adds_a_product_of_one_variant_and_leads_to_the_others(shop: Market, client: Client) -> None:
    page = markup(client.get("/en/produse/"))

    added = re.findall(r'form="quick-add" name="variant" value="([^"]+)"', page)
    assert shop.variant_id("PROSOP") in added
    assert shop.variant_id("SORT-NATUR") not in added
    assert shop.variant_id("ULCIOR") not in added
    assert page.count('id="quick-add"') == 1
    assert "from" in words(client.get("/en/produse/?ses=stupina-lui-vasile"))


def test_the_parameters_of_ranking_are_linked(shop: Market, client: Client) -> None:
    assert 'href="/info/ordonare-si-recenzii/"' in markup(client.get("/produse/"))


def test_the_site_map_names_every_page_in_both_languages(shop: Market, client: Client) -> None:
    page = client.get("/sitemap.xml")

    places = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", markup(page))
    assert page.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert {"/produse/fagure/", "/en/produse/fagure/", "/ses/lut-si-foc/", "/en/categorii/miere/"} <= set(
        places
    )
    assert len(places) == len(set(places)) == 2 * (3 + 6 + 3 + 8)
