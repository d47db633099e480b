"""The shop on a Saleor server that is slow, fails, is cut off, busy or away, and comes back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from commerce import breaker, cached, freshness, http, transport
from engine.catalog.models import Product
from engine.checkout.models import Checkout
from engine.orders.models import Order
from engine.webhooks import envelopes
from storefront import catalogue_index
from tests.fakes import faulty_core
from tests.fakes.faulty_core import FaultyCore
from tests.storefront import ordering
from tests.storefront.market import Market
from tests.storefront.visiting import HOME, text_of

NOTICE = "Prețurile și stocul pot fi puțin în urmă."
BACK_SOON = "Revenim imediat"
GOODS = ["/", "/produse/", "/produse/sort-de-in/", "/ses/", "/ses/atelierul-anei/", "/produse/?q=bol"]
FAULTS = {
    "slow": faulty_core.SLOW,
    "500": faulty_core.BROKEN,
    "GraphQL errors": faulty_core.GRAPHQL,
    "errors without a name": faulty_core.NAMELESS,
    "429": faulty_core.BUSY,
    "cut off": faulty_core.CUT,
    "maintenance": faulty_core.MAINTENANCE,
    "away": None,
}
# What makes pages wait in vain is no test of a basket: it needs the core.
FAILING = {name: fault for name, fault in FAULTS.items() if name != "slow"}


@pytest.fixture
def core(shop: Market, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyCore]:
    """The small market on a Saleor server of its own, with what is read there kept."""
    monkeypatch.setattr(http, "BACKOFF_SECONDS", 0.01)
    monkeypatch.setattr(cached, "PATIENCE_SECONDS", 0.3)
    transport._build.cache_clear()
    cached._asker.cache_clear()
    with faulty_core.serving(connections["default"]) as server:
        settings.SALEOR_API_URL = server.url
        # The server is the embedded core, which names itself so to the App that is paid through.
        settings.APP_ALLOWED_API_URLS = [envelopes.api_url()]
        settings.COMMERCE_TRANSPORT = "commerce.http.HttpTransport"
        settings.CATALOGUE_CACHE_SECONDS = 300
        settings.PAGE_CACHE_SECONDS = 0
        yield server
        # What is still asked belongs to this test, not to the next.
        cached._asker()._pool.shutdown()
    transport._build.cache_clear()
    cached._asker.cache_clear()


def break_down(core: FaultyCore, name: str) -> None:
    """Let everything that is kept be old, and the core fail."""
    core.reset()
    freshness.drop("catalogue", "assortment")
    if FAULTS[name] is None:
        core.stop()
    core.fault = FAULTS[name]


def come_back(core: FaultyCore) -> None:
    """Let the core work again, and so much time pass that the shop looks."""
    core.start()
    core.reset()
    remote = transport.current()
    assert isinstance(remote, http.HttpTransport)
    remote._breaker._refuses_until = 0.0
    catalogue_index._copy.away_until = 0.0


@pytest.mark.parametrize("name", FAULTS)
def test_browsing_goes_on_and_says_how_old_it_is(core: FaultyCore, client: Client, name: str) -> None:
    before = {path: client.get(path) for path in GOODS}
    break_down(core, name)

    started = time.monotonic()
    pages = {path: client.get(path) for path in GOODS}
    took = time.monotonic() - started

    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(GOODS, 200)
    assert [path for path, page in before.items() if NOTICE in text_of(page)] == []
    # A slow core's answers come in meanwhile, so that later pages are as new as can be.
    told = [path for path, page in pages.items() if NOTICE in text_of(page)]
    sure = 3 if name == "slow" else len(GOODS)
    assert told[:sure] == GOODS[:sure]
    assert "79,00" in text_of(pages["/produse/sort-de-in/"])
    assert took < 6
    assert not core.mutations


@pytest.mark.parametrize("name", ["500", "away"])
def test_pages_are_whole_again_when_the_core_is_back(core: FaultyCore, client: Client, name: str) -> None:
    client.get("/produse/sort-de-in/")
    break_down(core, name)
    assert NOTICE in text_of(client.get("/produse/sort-de-in/"))

    come_back(core)

    assert NOTICE not in text_of(client.get("/produse/sort-de-in/"))


def test_a_slow_core_is_waited_for_once_and_its_answer_serves_the_next_page(
    core: FaultyCore, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/produse/sort-de-in/")
    break_down(core, "slow")

    started = time.monotonic()
    behind = client.get("/produse/sort-de-in/")
    waited = time.monotonic() - started
    while NOTICE in text_of(client.get("/produse/sort-de-in/")) and time.monotonic() - started < 20:
        time.sleep(0.2)

    assert NOTICE in text_of(behind)
    assert waited < 1.5
    assert NOTICE not in text_of(client.get("/produse/sort-de-in/"))


def test_a_core_that_is_away_is_not_asked_by_every_page(core: FaultyCore, client: Client) -> None:
    client.get("/produse/sort-de-in/")
    break_down(core, "500")
    client.get("/produse/sort-de-in/")
    asked = len(core.asked)

    for _ in range(5):
        client.get("/produse/sort-de-in/")

    assert asked >= breaker.FAILURES
    assert len(core.asked) == asked
    assert transport.current().is_away


def test_what_was_never_seen_gets_a_friendly_page(core: FaultyCore, client: Client) -> None:
    break_down(core, "500")

    page = client.get("/produse/sort-de-in/")

    assert page.status_code == 503
    assert BACK_SOON in text_of(page)
    assert 'href="/produse/"' in page.content.decode()


def test_a_search_nobody_made_before_finds_by_name(core: FaultyCore, client: Client) -> None:
    client.get("/produse/")
    break_down(core, "500")

    page = client.get("/produse/?q=Bol smălțuit")

    assert page.status_code == 200
    assert "Bol smălțuit" in text_of(page)
    assert NOTICE in text_of(page)


def test_a_filter_by_htmx_brings_the_notice_along(core: FaultyCore, client: Client) -> None:
    client.get("/produse/")
    break_down(core, "500")

    part = client.get("/produse/?sort=ieftine", headers={"HX-Request": "true"}).content.decode()

    assert 'id="behind"' in part
    assert 'hx-swap-oob="true"' in part
    assert NOTICE in part


def test_a_change_is_seen_at_once_when_the_core_tells_of_it(
    core: FaultyCore, client: Client, shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The core is well here, however busy the machine is.
    monkeypatch.setattr(cached, "PATIENCE_SECONDS", 10)
    client.get("/produse/sort-de-in/")
    asked = len(core.asked)
    kept = client.get("/produse/sort-de-in/")
    assert len(core.asked) == asked

    Product.objects.filter(slug="sort-de-in").update(name="Șorț de cânepă")
    freshness.drop("catalogue")

    assert "Șorț de cânepă" not in text_of(kept)
    assert "Șorț de cânepă" in text_of(client.get("/produse/sort-de-in/"))


def test_a_kept_page_of_old_things_is_kept_shortly(
    core: FaultyCore, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PAGE_CACHE_SECONDS = 300
    monkeypatch.setattr("storefront.page_cache.STALE_SECONDS", 0.01)
    client.get("/ses/")
    break_down(core, "500")
    assert NOTICE in text_of(client.get("/ses/"))

    come_back(core)
    time.sleep(0.05)

    assert NOTICE not in text_of(client.get("/ses/"))


# --- Basket and checkout ---


@pytest.mark.parametrize("name", FAILING)
def test_the_basket_says_what_to_do(core: FaultyCore, client: Client, shop: Market, name: str) -> None:
    ordering.put(client, shop, "BOL")
    break_down(core, name)

    pages = [client.get("/cos/"), client.get("/comanda/"), ordering.put(client, shop, "BOL", 2)]

    assert [page.status_code for page in pages] == [503, 503, 503]
    assert all(BACK_SOON in text_of(page) for page in pages)
    assert all("Coșul dumneavoastră este păstrat" in text_of(page) for page in pages)
    assert f'value="{shop.variant_id("BOL")}"' in pages[2].content.decode()
    assert all(times == 1 for times in core.mutations.values())


@pytest.mark.parametrize("name", FAILING)
def test_the_checkout_loses_nothing_that_was_typed(
    core: FaultyCore, client: Client, shop: Market, name: str
) -> None:
    ordering.put(client, shop, "BOL")
    break_down(core, name)

    page = ordering.fill_in(client, note="Sunați la poartă")

    assert page.status_code == 503
    told = page.content.decode()
    assert 'name="note" value="Sunați la poartă"' in told
    assert f'name="shipping-street" value="{HOME["street"]}"' in told
    assert all(times == 1 for times in core.mutations.values())


def test_what_was_typed_goes_through_when_the_core_is_back(
    core: FaultyCore, client: Client, shop: Market
) -> None:
    ordering.put(client, shop, "BOL")
    break_down(core, "away")
    assert ordering.fill_in(client).status_code == 503
    come_back(core)

    sent = ordering.fill_in(client)

    assert sent["Location"] == "/comanda/sumar/"
    assert Checkout.objects.get().email == ordering.EMAIL


@pytest.mark.parametrize("name", ["500", "GraphQL errors", "429", "maintenance"])
def test_an_order_that_was_not_taken_is_not_sent_again(
    core: FaultyCore, client: Client, shop: Market, name: str
) -> None:
    ordering.put(client, shop, "BOL")
    ordering.fill_in(client)
    choices = ordering.choices(client)
    core.reset()
    fault = FAULTS[name]
    assert fault is not None
    core.faults["CheckoutComplete"] = fault

    page = client.post("/comanda/sumar/", choices, follow=True)

    assert page.status_code in (200, 503)
    assert core.mutations["mutation CheckoutComplete"] == 1
    assert not Order.objects.exists()
    assert Checkout.objects.count() == 1


def test_an_order_whose_answer_was_lost_is_found_without_ordering_again(
    core: FaultyCore, client: Client, shop: Market
) -> None:
    ordering.put(client, shop, "BOL")
    ordering.fill_in(client)
    choices = ordering.choices(client)
    core.reset()

    class Once(dict[str, faulty_core.Fault]):
        def get(self, name: str, default: Any = None) -> Any:
            return self.pop(name, default)

    core.faults = Once(CheckoutComplete=faulty_core.CUT)

    response = client.post("/comanda/sumar/", choices)

    assert response["Location"].startswith("/comanda/urmarire/")
    assert Order.objects.count() == 1
    asked = [name for name in core.asked if name in ("mutation CheckoutComplete", "query BasketGet")]
    assert asked[-3:] == ["mutation CheckoutComplete", "query BasketGet", "mutation CheckoutComplete"]


def test_an_order_of_which_nothing_is_known_can_be_sent_again(
    core: FaultyCore, client: Client, shop: Market
) -> None:
    ordering.put(client, shop, "BOL")
    ordering.fill_in(client)
    choices = ordering.choices(client)
    core.reset()
    core.faults["CheckoutComplete"] = faulty_core.BROKEN

    page = client.post("/comanda/sumar/", choices, follow=True)
    core.reset()
    again = client.post("/comanda/sumar/", choices)

    assert "Nu știm încă dacă s-a înregistrat comanda." in text_of(page)
    assert again["Location"].startswith("/comanda/urmarire/")
    assert Order.objects.count() == 1


# --- Accounts ---


@pytest.mark.parametrize("name", FAILING)
def test_logging_in_waits_for_better_times(core: FaultyCore, client: Client, name: str) -> None:
    break_down(core, name)

    page = client.post("/cont/intra/", {"email": "bogdan@client.example", "password": "cana-albastra-26"})

    assert page.status_code == 503
    assert "cana-albastra-26" not in page.content.decode()
    assert BACK_SOON in text_of(page)
