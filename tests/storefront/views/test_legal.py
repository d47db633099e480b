"""The legal pages in both languages, and the operator's identity."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from storefront import legal
from tests.storefront.visiting import text_of

pytestmark = pytest.mark.django_db

OPERATOR = {
    "legal_name": "Ana & fiii DEMO SRL",
    "cui": "RO9900000010",
    "registration": "J2015999901223",
    "address": "Str. Exemplului nr. 7, Iași",
    "email": "ana@magazin.example",
    "phone": "+40 700 000 007",
    "iban": "RO93AAAASES1100000000001",
}


@pytest.fixture(autouse=True)
def _operator(settings: Any) -> None:
    settings.SHOP_OPERATOR = OPERATOR
    settings.PAGE_CACHE_SECONDS = 0


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("slug", [page.slug for page in legal.PAGES])
def test_every_legal_page_is_there_with_one_heading_and_its_date(
    client: Client, slug: str, prefix: str
) -> None:
    page = client.get(f"{prefix}/info/{slug}/")

    source = page.content.decode()
    assert page.status_code == 200
    assert source.count("<h1") == 1
    assert len(text_of(page).split()) > 90
    assert ("In force from 24 November 2026." if prefix else "În vigoare din 24 noiembrie 2026.") in source
    assert not re.search(r"{[{%]|TODO|href=\"\"|href=\"#\"", source)


def test_the_two_languages_carry_the_same_pages_with_the_same_headings(client: Client) -> None:
    for page in legal.PAGES:
        counts = [
            len(re.findall(r"<h[23]", client.get(f"{prefix}/info/{page.slug}/").content.decode()))
            for prefix in ("", "/en")
        ]
        assert counts[0] == counts[1], page.slug


def test_an_unknown_legal_page_is_not_found(client: Client) -> None:
    assert client.get("/info/altceva/").status_code == 404


def test_the_contact_page_gives_the_operators_whole_identity(client: Client) -> None:
    words = text_of(client.get("/contact/"))

    for fact in ("legal_name", "cui", "registration", "address", "email", "phone"):
        assert OPERATOR[fact] in words


def test_the_withdrawal_page_gives_the_ways_that_work_today(client: Client) -> None:
    page = client.get("/info/retragere/")

    words = text_of(page)
    assert "14 zile" in words
    assert "mailto:ana@magazin.example" in page.content.decode()
    assert "Model de formular de retragere" in words
    assert "<form" not in page.content.decode().split("<main", 1)[1].split("</main", 1)[0]


def test_the_cash_limits_are_those_the_checkout_keeps(client: Client, settings: Any) -> None:
    settings.SHOP_CASH_ON_DELIVERY_CAP_LEI = 1000

    words = text_of(client.get("/info/livrare-si-plata/"))

    assert "cel mult 1.000,00 lei de la o persoană și 1.000,00 lei de la o firmă" in words


def test_every_page_leads_to_the_way_out_of_the_contract(client: Client) -> None:
    footer = client.get("/info/termeni/").content.decode().split("<footer", 1)[1]

    assert re.search(r'href="/info/retragere/"[^>]*>Retrage-te din contract aici<', footer)
    assert "https://reclamatiisal.anpc.ro/" in footer
    assert "ec.europa.eu/consumers/odr" not in footer
