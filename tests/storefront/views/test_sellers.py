"""The SES: the directory, and the page of one."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engine.catalog.models import PageAttributeValue
from kernel.badge.facts import PAGE_KEY
from tests.storefront import market, papers
from tests.storefront.market import Market
from tests.storefront.visiting import markup, words

BUCHAREST = ZoneInfo("Europe/Bucharest")


@pytest.fixture(autouse=True)
def _no_kept_pages(settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 0


def shown(page: Any) -> list[str]:
    """The SES on the cards."""
    return re.findall(r'seller-card__link" href="(?:/en)?/ses/([\w-]+)/"', markup(page))


def test_every_ses_is_listed_with_its_place_and_jobs(shop: Market, client: Client) -> None:
    page = client.get("/en/ses/")

    assert shown(page) == ["atelierul-anei", "lut-si-foc", "stupina-lui-vasile"]
    told = words(page)
    assert "3 social enterprises, 17 jobs, of which 14 for people of vulnerable groups." in told
    assert "Marginea, Suceava · olărit" in told
    assert "Lut și Foc: things made with patience." in told
    assert "5 jobs, 4 for vulnerable people" in told


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("regiune=nord-est", ["atelierul-anei", "lut-si-foc"]),
        ("fel=olărit", ["lut-si-foc"]),
        ("regiune=sud-est&fel=olărit", []),
        ("regiune=nimic", []),
        ("regiune=%00&fel=%F0%9F%8D%AF", []),
        ("regiune=&fel=", ["atelierul-anei", "lut-si-foc", "stupina-lui-vasile"]),
    ],
)
def test_region_and_kind_narrow_them(shop: Market, client: Client, query: str, expected: list[str]) -> None:
    page = client.get(f"/ses/?{query}")

    assert page.status_code == 200
    assert shown(page) == expected


def test_the_choices_say_how_many_each_would_leave(shop: Market, client: Client) -> None:
    page = markup(client.get("/ses/?fel=olărit"))

    regions = re.search(r'id="region".*?</select>', page, re.DOTALL)
    assert regions
    assert re.findall(r"(Nord-Est|Sud-Est) \((\d)\)", regions[0]) == [("Nord-Est", "1")]


def test_htmx_gets_the_results(shop: Market, client: Client) -> None:
    page = client.get("/ses/?regiune=sud-est", headers={"hx-request": "true"})

    assert b"<html" not in page.content
    assert shown(page) == ["stupina-lui-vasile"]


def test_the_directory_takes_no_more_queries_for_more_ses(shop: Market, client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get("/ses/")

    assert len(queries) <= 6


def test_a_ses_tells_its_story_jobs_goods_and_identity(shop: Market, client: Client) -> None:
    page = client.get("/en/ses/lut-si-foc/")

    told = words(page)
    assert "Povestea din Marginea." in told
    assert "in all 5" in told
    assert "for people of vulnerable groups 4" in told
    assert "Lut și Foc DEMO SRL" in told
    assert "Glazed bowl" in told
    assert "Clay jug" in told
    assert "Honeycomb" not in told
    assert "Groups:" not in told
    assert page.content.count(b"<h1") == 1


def test_groups_are_named_only_where_the_page_gives_them(shop: Market, client: Client) -> None:
    value = market._value(shop, "grupuri", "monoparental", "Familii monoparentale")
    PageAttributeValue.objects.create(page=shop.sellers["atelierul-anei"], value=value)

    assert "Groups: Familii monoparentale" in words(client.get("/en/ses/atelierul-anei/"))
    assert "Groups:" not in words(client.get("/en/ses/lut-si-foc/"))


@pytest.mark.parametrize(
    ("now", "is_shown"),
    [
        (datetime(2026, 11, 24, 12, 0, tzinfo=BUCHAREST), True),
        (datetime(2029, 3, 11, 23, 59, tzinfo=BUCHAREST), True),
        (datetime(2029, 3, 12, 0, 0, tzinfo=BUCHAREST), False),
    ],
)
def test_an_attestation_is_told_until_its_last_day_is_over(
    shop: Market, client: Client, now: datetime, is_shown: bool
) -> None:
    with time_machine.travel(now, tick=False):
        told = words(client.get("/en/ses/atelierul-anei/"))

    fact = "Attestation of social enterprise DEMO 000001, issued by AJOFM Iași, valid until 11 March 2029"
    assert (fact in told) is is_shown
    assert ("Attestation of social enterprise" in told) is is_shown


@pytest.mark.parametrize("text", ["", "azi", '{"documents": [{"kind": "atestat"}]}', None])
def test_documents_that_cannot_be_read_are_not_told(shop: Market, client: Client, text: str | None) -> None:
    page = shop.sellers["atelierul-anei"]
    page.metadata = {PAGE_KEY: text} if text is not None else {}
    page.save()

    assert "Attestation of social enterprise" not in words(client.get("/en/ses/atelierul-anei/"))


@time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=BUCHAREST))
def test_every_document_in_force_is_told_with_its_proof(shop: Market, client: Client) -> None:
    over = papers.social_mark(valid_until=date(2026, 11, 1))
    shop.prove("lut-si-foc", papers.standing(papers.attestation("000002"), over, papers.sheltered_unit()))

    page, directory = client.get("/en/ses/lut-si-foc/"), client.get("/en/ses/")

    assert "Authorised sheltered unit (UPA) DEMO 000009, issued by ANPD" in words(page)
    assert "Social mark" not in words(page)
    assert "Attestation of social enterprise DEMO 000002, valid until 11 March 2029" in words(directory)
    assert "Authorised sheltered unit (UPA) DEMO 000009, valid until 11 March 2029" in words(directory)


@pytest.mark.parametrize("slug", ["nimic", "%00", "a" * 300, "%F0%9F%8D%AF"])
def test_no_address_of_a_ses_breaks(shop: Market, client: Client, slug: str) -> None:
    assert client.get(f"/ses/{slug}/").status_code in (400, 404)


def test_the_day_of_the_shop_is_bucharests() -> None:
    from django.utils import timezone

    with time_machine.travel(datetime(2029, 3, 11, 22, 30, tzinfo=ZoneInfo("UTC")), tick=False):
        assert timezone.localdate() == date(2029, 3, 12)
