"""Who takes no orders on every page of the shop, in the basket and at the button, to the second.

No job runs in these tests, and pages are kept: what changes is the clock, or word of a suspension.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from commerce import freshness
from engine.checkout.models import Checkout
from engine.orders.models import Order
from kernel.badge.rule import BUCHAREST
from kernel.selling import Closure, Sales, StopKind
from storefront import catalogue_index
from tests.storefront import ordering, papers
from tests.storefront.market import Market
from tests.storefront.views.test_badges import goods, words

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=BUCHAREST)
HOLIDAY = Closure(date(2026, 12, 1), date(2026, 12, 5), "Suntem la târg.", "We are at a fair.")
CLOSED, OPEN_ENDED = Sales(closures=(HOLIDAY,)), Sales(closures=(Closure(date(2026, 12, 1)),))
STOPPED = Sales(stopped_at=NOON - timedelta(hours=1), stop_kind=StopKind.SUSPENDED)
IOANA, BOWL = "lut-si-foc", "/en/produse/bol-smaltuit/"
UNTIL = "Takes no orders until 5 December 2026"


@pytest.fixture(autouse=True)
def _kept_pages_of_a_day(settings: Any) -> Iterator[None]:
    settings.PAGE_CACHE_SECONDS = 300
    _forget()
    with time_machine.travel(NOON, tick=False):
        yield
    _forget()


def _forget() -> None:
    cache.clear()
    freshness.shared.clear()
    catalogue_index.forget()


def at(*moment: int) -> Any:
    """The clock in Bucharest."""
    return time_machine.travel(datetime(*moment, tzinfo=BUCHAREST), tick=False)  # type: ignore[arg-type]


# --- Closed for some days ---


def test_goods_of_a_closed_seller_are_found_and_say_until_when(client: Client, shop: Market) -> None:
    shop.sell(IOANA, CLOSED)

    listing = client.get(f"/en/produse/?ses={IOANA}")
    page = client.get(BOWL)
    seller = client.get(f"/en/ses/{IOANA}/")

    assert "bol-smaltuit" in goods(listing)
    assert UNTIL in words(listing)
    assert "Add to basket" not in words(listing)
    assert f"{UNTIL}. It takes orders again from 6 December 2026." in words(page)
    assert "The seller says: We are at a fair." in words(page)
    assert "basket-add" not in page.content.decode().split("product__related")[0].split("product__buy")[1]
    assert b"schema.org/OutOfStock" in page.content
    assert b"schema.org/InStock" not in page.content
    assert UNTIL in words(seller)
    assert "Suntem la târg." in words(client.get("/produse/bol-smaltuit/"))


def test_others_go_on_selling(client: Client, shop: Market) -> None:
    shop.sell(IOANA, CLOSED)

    page = words(client.get("/en/produse/?ses=atelierul-anei"))

    assert "Takes no orders" not in page
    assert "Add to basket" in page


@pytest.mark.parametrize(
    ("clock", "is_closed"),
    [
        ((2026, 11, 30, 23, 59, 59), False),
        ((2026, 12, 1, 0, 0, 0), True),
        ((2026, 12, 5, 23, 59, 59), True),
        ((2026, 12, 6, 0, 0, 0), False),
    ],
)
def test_the_four_moments_of_a_closure_on_kept_pages(
    client: Client, shop: Market, clock: tuple[int, ...], is_closed: bool
) -> None:
    shop.sell(IOANA, CLOSED)
    with time_machine.travel(datetime(*clock, tzinfo=BUCHAREST) - timedelta(seconds=2), tick=False):
        client.get(BOWL)

    with at(*clock):
        page, listing = words(client.get(BOWL)), words(client.get(f"/en/produse/?ses={IOANA}"))
        ordering.put(client, shop, "BOL")

    assert (UNTIL in page, UNTIL in listing) == (is_closed, is_closed)
    assert ("Add to basket" in page) is not is_closed
    assert (ordering.quantities() == {}) is is_closed


def test_a_closure_without_an_end_names_none(client: Client, shop: Market) -> None:
    shop.sell(IOANA, OPEN_ENDED)

    assert "Takes no orders for now." in words(client.get(BOWL))


# --- Stopped ---


@pytest.mark.parametrize(
    "path", ["", "produse/", "produse/?q=bol", "categorii/ceramica/", "ses/", f"ses/{IOANA}/"]
)
def test_goods_of_a_stopped_seller_are_nowhere(client: Client, shop: Market, path: str) -> None:
    shop.sell(IOANA, Sales())
    before = client.get(f"/en/{path}").content.decode()

    shop.sell(IOANA, STOPPED)
    after = client.get(f"/en/{path}").content.decode()

    assert "bol-smaltuit" in before or IOANA in before
    assert "bol-smaltuit" not in after
    assert IOANA not in after.split("<main", 1)[1].split("</main")[0] or IOANA in path


def test_facets_count_without_them(client: Client, shop: Market) -> None:
    before = client.get("/en/produse/").context["listing"].found
    shop.sell(IOANA, STOPPED)

    after = client.get("/en/produse/").context["listing"].found

    theirs = before.counts["ses"][IOANA]
    assert (theirs > 0, after.counts["ses"][IOANA]) == (True, 0)
    assert after.total == before.total - theirs
    assert after.counts["categorie"]["ceramica"] == 0
    assert after.counts["insigna"]["atestat"] < before.counts["insigna"]["atestat"]


def test_its_pages_say_so_and_nothing_is_lost_for_good(client: Client, shop: Market) -> None:
    shop.sell(IOANA, STOPPED)

    page, seller = client.get(BOWL), client.get(f"/en/ses/{IOANA}/")

    assert page.status_code == 404
    assert "This product is not sold at the moment." in words(page)
    assert "bol-smaltuit" not in goods(page)
    assert seller.status_code == 200
    assert "does not sell here now" in words(seller)
    assert goods(seller) == []
    assert b"bol-smaltuit" not in client.get("/sitemap.xml").content

    shop.sell(IOANA, Sales())
    assert client.get(BOWL).status_code == 200


def test_a_suspended_attestation_stops_at_once_and_an_ended_one_after_thirty_days(
    client: Client, shop: Market
) -> None:
    shop.sell(IOANA, Sales())
    shop.prove(IOANA, papers.standing(papers.attestation(valid_until=date(2026, 12, 4))))

    with at(2027, 1, 3, 23, 59, 59):
        assert client.get(BOWL).status_code == 200
    with at(2027, 1, 4, 0, 0, 0):
        assert client.get(BOWL).status_code == 404
        assert "bol-smaltuit" not in goods(client.get(f"/en/produse/?ses={IOANA}"))

    shop.prove(IOANA, papers.standing(papers.attestation(stopped_at=NOON)))
    assert client.get(BOWL).status_code == 404


# --- Basket and order ---


@pytest.mark.parametrize(
    ("sales", "said"),
    [
        (CLOSED, "takes no orders until 5 decembrie 2026."),
        (OPEN_ENDED, "takes no orders for now."),
        (STOPPED, "does not sell here at the moment."),
    ],
)
def test_adding_is_refused_and_takes_nothing_out(
    client: Client, shop: Market, sales: Sales, said: str
) -> None:
    ordering.put(client, shop, "BOL", 2)
    ordering.put(client, shop, "SORT-NATUR")
    shop.sell(IOANA, sales)

    refused = client.post(
        "/en/cos/adauga/", {"variant": shop.variant_id("BOL"), "quantity": "1"}, follow=True
    )

    assert ordering.quantities() == {"BOL": 2, "SORT-NATUR": 1}
    told = ordering.messages_of(refused)[-1]
    assert told.startswith("Lut")
    assert said.replace("decembrie", "December") in told


def test_the_basket_marks_them_and_lets_them_go_together(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL", 2)
    ordering.put(client, shop, "SORT-NATUR")
    shop.sell(IOANA, CLOSED)

    page = client.get("/en/cos/")
    basket = page.context["basket"]

    assert words(page).count(UNTIL) == 2
    assert "Go on to order" not in words(page)
    assert basket.subtotal == sum((line.total for line in basket.lines[1:]), basket.lines[0].total)

    done = client.post("/en/cos/vanzator/", {"seller": IOANA}, follow=True)

    assert ordering.quantities() == {"SORT-NATUR": 1}
    assert "Go on to order" in words(done)


def test_nothing_happens_for_a_seller_that_is_not_in_it(client: Client, shop: Market) -> None:
    assert client.post("/cos/vanzator/", {"seller": IOANA}).status_code == 302
    ordering.put(client, shop, "BOL")

    client.post("/cos/vanzator/", {"seller": "\x00"})
    client.post("/cos/vanzator/", {})

    assert ordering.quantities() == {"BOL": 1}
    assert client.get("/cos/vanzator/").status_code == 405


@pytest.mark.parametrize("sales", [CLOSED, OPEN_ENDED, STOPPED])
def test_ordering_is_refused_at_each_step(client: Client, shop: Market, sales: Sales) -> None:
    ordering.put(client, shop, "BOL")
    ordering.put(client, shop, "SORT-NATUR")
    ordering.fill_in(client)
    button = ordering.choices(client)
    shop.sell(IOANA, sales)

    answers = [
        client.get("/en/comanda/"),
        ordering.fill_in(client, "/en"),
        client.get("/en/comanda/sumar/"),
        client.post("/en/comanda/sumar/", button),
    ]

    assert [each["Location"] for each in answers] == ["/en/cos/"] * 4
    assert not Order.objects.exists()
    assert Checkout.objects.get().email == ordering.EMAIL
    assert ordering.quantities() == {"BOL": 1, "SORT-NATUR": 1}
    told = ordering.messages_of(client.get("/en/cos/"))
    assert any("Take its goods out, then you can order the rest." in each for each in told)


def test_the_button_pressed_after_midnight_orders_nothing(client: Client, shop: Market) -> None:
    shop.sell(IOANA, CLOSED)
    with at(2026, 11, 30, 23, 59, 50):
        ordering.put(client, shop, "BOL")
        ordering.fill_in(client)
        button = ordering.choices(client)

    with at(2026, 12, 1, 0, 0, 0):
        refused = client.post("/comanda/sumar/", button)
        client.post("/cos/vanzator/", {"seller": IOANA})

    assert refused["Location"] == "/cos/"
    assert not Order.objects.exists()


def test_without_its_goods_the_rest_is_ordered(client: Client, shop: Market) -> None:
    ordering.put(client, shop, "BOL")
    ordering.put(client, shop, "SORT-NATUR")
    ordering.fill_in(client)
    shop.sell(IOANA, STOPPED)

    client.post("/cos/vanzator/", {"seller": IOANA})
    placed = ordering.order(client)

    assert placed.status_code == 302
    assert [line.product_sku for line in Order.objects.get().lines.all()] == ["SORT-NATUR"]
