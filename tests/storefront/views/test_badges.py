"""The badge on every page of the shop: there to the last second of a document's last day, gone in the next.

No job runs in these tests, and pages are kept: what changes is the clock, or word of a suspension.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commerce import freshness
from commerce.shop import orders
from commerce.types import OrderId
from engine.catalog import search
from engine.orders.models import Order, OrderLine
from kernel.badge import Kind
from kernel.badge.facts import PRODUCT_KEY
from kernel.ids import to_global_id
from storefront import catalogue_index, mails
from storefront.tasks import confirm_order
from tests.storefront import market, ordering, papers
from tests.storefront.market import Market
from tests.storefront.visiting import goods, words

BUCHAREST = ZoneInfo("Europe/Bucharest")
ATTESTED, INSERTION, LINE = (
    "Made by social economy",
    "Made by social economy, work integration",
    "Sold by an attested social enterprise",
)
#: Where Ioana's bowl shows a badge, and the listing that finds it by the badge.
PLACES = {
    "listing": "/en/produse/?ses=lut-si-foc",
    "search": "/en/produse/?q=bol",
    "category": "/en/categorii/ceramica/",
    "product": "/en/produse/bol-smaltuit/",
    "seller": "/en/ses/lut-si-foc/",
    "facet": "/en/produse/?insigna=atestat&ses=lut-si-foc",
}


@pytest.fixture(autouse=True)
def _kept_pages_of_a_day(settings: Any) -> Iterator[None]:
    settings.PAGE_CACHE_SECONDS = 300
    _forget()
    with time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=BUCHAREST)):
        yield
    _forget()


def _forget() -> None:
    """Forget pages and the index, which other tests may have made with other clocks."""
    cache.clear()
    freshness.shared.clear()
    catalogue_index.forget()


def badges_on(page: Any, kind: str = "badge__link") -> list[str]:
    """The words of the badges on a page."""
    found = re.findall(rf'class="{kind}"[^>]*>.*?<span>(.*?)<span', page.content.decode(), re.DOTALL)
    return [" ".join(unescape(each).split()) for each in found]


def at(*moment: int) -> Any:
    """The clock in Bucharest."""
    return time_machine.travel(datetime(*moment, tzinfo=BUCHAREST), tick=False)  # type: ignore[arg-type, misc]


def basket(client: Client, shop: Market, sku: str = "BOL") -> None:
    """Put a piece into the basket."""
    client.post("/en/cos/adauga/", {"variant": shop.variant_id(sku), "quantity": "1"})


@pytest.mark.parametrize(
    "last_day", [date(2026, 11, 24), date(2026, 10, 24), date(2026, 10, 25), date(2027, 3, 27)]
)
def test_at_midnight_the_badge_is_gone_from_every_page(shop: Market, client: Client, last_day: date) -> None:
    shop.prove("lut-si-foc", papers.standing(papers.attestation("000002", valid_until=last_day)))
    midnight = datetime(last_day.year, last_day.month, last_day.day, tzinfo=BUCHAREST) + timedelta(days=1)

    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        basket(client, shop)
        before = {name: client.get(path) for name, path in PLACES.items()}
        basket_before, directory_before = client.get("/en/cos/"), client.get("/en/ses/")
    with time_machine.travel(midnight, tick=False):
        after = {name: client.get(path) for name, path in PLACES.items()}
        basket_after, directory_after = client.get("/en/cos/"), client.get("/en/ses/")

    for name in PLACES:
        assert ATTESTED in words(before[name]), name
        assert not badges_on(after[name]), name
        assert LINE not in words(after[name]), name
    assert goods(before["facet"]) == ["bol-smaltuit"]
    assert goods(after["facet"]) == []
    assert "hasCertification" in before["product"].content.decode()
    assert "hasCertification" not in after["product"].content.decode()
    assert badges_on(basket_before) == [ATTESTED]
    assert badges_on(basket_after) == []
    assert "000002" in words(directory_before)
    assert "000002" not in words(directory_after)


def test_a_page_made_in_the_last_tenth_of_a_second_is_not_found_at_midnight(
    shop: Market, client: Client
) -> None:
    shop.prove("lut-si-foc", papers.standing(papers.attestation("000002", valid_until=date(2026, 11, 24))))

    with time_machine.travel(datetime(2026, 11, 24, 23, 59, 59, 900_000, tzinfo=BUCHAREST), tick=False):
        before = badges_on(client.get("/en/produse/bol-smaltuit/"))
    with at(2026, 11, 25, 0, 0, 0):
        after = badges_on(client.get("/en/produse/bol-smaltuit/"))

    assert (before, after) == ([ATTESTED], [])


def test_a_mark_that_is_over_leaves_the_attestation(shop: Market, client: Client) -> None:
    mark = papers.social_mark(valid_until=date(2026, 12, 15))
    shop.prove("atelierul-anei", papers.standing(papers.attestation(), mark))

    with at(2026, 12, 15, 23, 59, 59):
        before, narrow = client.get("/en/produse/?q=sort"), client.get("/en/produse/?insigna=insertie")
    with at(2026, 12, 16, 0, 0, 0):
        after, none = client.get("/en/produse/?q=sort"), client.get("/en/produse/?insigna=insertie")

    assert badges_on(before) == [INSERTION]
    assert badges_on(after) == [ATTESTED]
    assert goods(narrow) == ["monograma", "camasa", "sort-de-in"]
    assert goods(none) == []


@pytest.mark.parametrize("path", PLACES.values())
def test_a_suspension_shows_at_once(shop: Market, client: Client, path: str) -> None:
    with at(2026, 11, 24, 12, 0, 0):
        assert ATTESTED in words(client.get(path))
        stopped = papers.attestation("000002", stopped_at=datetime(2026, 11, 24, 12, 0, tzinfo=BUCHAREST))
        shop.prove("lut-si-foc", papers.standing(stopped))

        page = client.get(path)

    assert not badges_on(page)
    assert LINE not in words(page)


def test_own_goods_carry_the_badge_and_others_say_who_sells(shop: Market, client: Client) -> None:
    page = client.get("/en/produse/?sort=nume")

    assert goods(page) == [
        "miere-de-salcam", "ulcior", "prosop-de-bumbac", "monograma", "bol-smaltuit", "fagure", "sort-de-in",
        "camasa",
    ]  # fmt: skip
    assert badges_on(page) == [ATTESTED, INSERTION, ATTESTED, ATTESTED, INSERTION, INSERTION]
    assert words(page).count(LINE) == 2


def test_a_product_whose_maker_nobody_told_carries_no_badge(shop: Market, client: Client) -> None:
    made = market.add_product(shop, "ceva", "Ceva", origin=None)
    search.reindex([made.pk])

    found, page = client.get("/en/produse/?q=ceva"), client.get("/en/produse/ceva/")

    assert (goods(found), badges_on(found)) == (["ceva"], [])
    assert LINE in words(found)
    assert LINE in words(page).split("You may also like")[0]


def test_a_product_page_knows_its_origin_by_the_attribute(shop: Market, client: Client) -> None:
    market.add_product(shop, "traista", "Traistă", origin=None, origine="productie-proprie")

    assert INSERTION in badges_on(client.get("/en/produse/traista/"))


def test_what_is_verified_and_what_is_stated_stand_apart(shop: Market, client: Client) -> None:
    told = words(client.get("/en/produse/sort-de-in/"))

    verified, stated = told.split("Stated by the maker", 1)
    assert "Verified by document Made by a social enterprise of work integration." in verified
    assert "Document Social mark (marca socială) Series and number DEMO-MS 000077" in verified
    assert "Issued by AJOFM Iași Issued on 12 March 2024 Valid until 2 June 2027" in verified
    assert "Checked by us in the register 2 November 2026" in verified
    assert "Composition 100% in" in stated
    assert "Composition" not in verified


def test_companies_learn_what_counts_for_them(shop: Market, client: Client) -> None:
    unit = papers.standing(papers.attestation(), papers.sheltered_unit())
    shop.prove("atelierul-anei", unit)

    own, resold = client.get("/en/produse/sort-de-in/"), client.get("/en/produse/prosop-de-bumbac/")

    assert "eligible product under art. 78 of Law 448/2006" in words(own)
    assert "authorisation DEMO 000009, valid until 11 March 2029" in words(own)
    assert "448/2006" not in words(resold)


def test_search_engines_read_the_certification(shop: Market, client: Client) -> None:
    page = client.get("/en/produse/bol-smaltuit/").content.decode()

    facts = json.loads(page.split('application/ld+json">')[1].split("</script>")[0])
    certification = facts["hasCertification"]
    assert certification["@type"] == "Certification"
    assert certification["certificationIdentification"] == "DEMO 000002"
    assert (certification["validFrom"], certification["expires"]) == ("2024-03-12", "2029-03-11")
    assert certification["issuedBy"]["name"] == "AJOFM Iași"
    assert certification["auditDate"] == "2026-11-02"
    assert certification["url"].startswith("http")


def test_a_resold_thing_has_no_certification(shop: Market, client: Client) -> None:
    assert "hasCertification" not in client.get("/en/produse/prosop-de-bumbac/").content.decode()


def test_the_facet_counts_attested_goods_with_those_of_insertion(shop: Market, client: Client) -> None:
    page = client.get("/en/produse/").content.decode()

    counts = re.findall(r'name="insigna" value="(\w+)".*?facet__count">(\d+)<', re.sub(r"\s+", " ", page))
    assert dict(counts) == {"atestat": "6", "insertie": "3"}


def test_the_facet_narrows_a_search(shop: Market, client: Client) -> None:
    assert goods(client.get("/en/produse/?q=lut&sort=nume")) == ["ulcior", "bol-smaltuit"]
    assert goods(client.get("/en/produse/?q=lut&insigna=atestat")) == ["bol-smaltuit"]
    assert goods(client.get("/en/produse/?q=bol&insigna=atestat")) == ["bol-smaltuit"]
    assert goods(client.get("/en/produse/?q=bol&insigna=insertie")) == []


def test_badges_take_no_query_for_each_product(shop: Market, client: Client, settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 0
    client.get("/produse/")
    with CaptureQueriesContext(connection) as few:
        client.get("/produse/")
    for number in range(12):
        market.add_product(shop, f"lucru-{number}", f"Lucru {number}")
    _forget()
    client.get("/produse/")

    with CaptureQueriesContext(connection) as many:
        page = client.get("/produse/")

    assert len(badges_on(page)) == 18
    assert len(many) <= len(few)


def test_facts_of_strangers_break_no_page(shop: Market, client: Client) -> None:
    odd = papers.document(kind=Kind.ATTESTATION, series="<b>", number='"><script>', code="../../x y")
    shop.prove("lut-si-foc", papers.standing(odd))

    for path in PLACES.values():
        page = client.get(path)
        assert page.status_code == 200
        assert b"<script>&" not in page.content
        assert b'"><script>' not in page.content.split(b"application/ld+json")[0]


# --- From the basket to the order ---


def _buy(client: Client, shop: Market, *skus: str) -> str:
    """Put things into the basket, look at the summary, press the button; return the order's address."""
    for sku in skus:
        ordering.put(client, shop, sku)
    ordering.fill_in(client, "/en")
    location: str = ordering.order(client, "/en")["Location"]
    return location


@pytest.fixture
def _no_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirm_order, "apply_async", lambda *_args, **_options: None)


@pytest.mark.usefixtures("_no_letters")
def test_the_summary_shows_the_badge_beside_each_line(shop: Market, client: Client) -> None:
    for sku in ("BOL", "PROSOP"):
        ordering.put(client, shop, sku)
    ordering.fill_in(client, "/en")

    page = client.get("/en/comanda/sumar/")

    assert badges_on(page) == [ATTESTED]
    assert words(page).count(LINE) == 1


@pytest.mark.usefixtures("_no_letters")
def test_an_order_shows_what_was_frozen_and_judges_nothing_anew(shop: Market, client: Client) -> None:
    link = _buy(client, shop, "BOL")
    unfrozen = words(client.get(link))
    frozen = {"level": "attested", "kind": "atestat", "series": "DEMO", "number": "000002", "code": "X"}
    OrderLine.objects.update(
        metadata={PRODUCT_KEY: json.dumps({**frozen, "issuer": "AJOFM Suceava", "valid_until": "2029-03-11"})}
    )
    shop.prove("lut-si-foc", papers.standing(papers.attestation("000002", stopped_at=papers.VERIFIED)))

    with at(2031, 1, 1, 12, 0, 0):
        page = client.get(link)

    assert "As at purchase" not in unfrozen
    told = words(page)
    assert "As at purchase: Made by social economy" in told
    assert "(Attestation of social enterprise DEMO 000002, valid until 11 March 2029)" in told
    assert badges_on(page) == []


@pytest.mark.usefixtures("_no_letters")
def test_the_letter_tells_what_was_true_when_it_was_bought(shop: Market, client: Client) -> None:
    _buy(client, shop, "BOL", "PROSOP")
    row = Order.objects.get()
    shop.prove("lut-si-foc", papers.standing(papers.attestation("000002", stopped_at=timezone.now())))
    placed = orders.one(order_id=OrderId(to_global_id("Order", row.pk)), language="EN")
    assert placed is not None

    letter = mails.confirmation(placed, {})

    html = str(letter.alternatives[0][0])
    for text in (str(letter.body), html):
        told = " ".join(unescape(text).split())
        assert "As at purchase: Made by social economy (Attestation of social enterprise DEMO 000002" in told
        assert "As at purchase: Sold by an attested social enterprise" in told
