"""Pages kept for all, filled for each."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import Client
from django.urls import reverse

from commerce.shop import catalogue
from storefront import page_cache
from tests.storefront.market import Market


def visitor(**session: Any) -> Client:
    """A browser of its own, with what its session remembers."""
    client = Client()
    if session:
        store = SessionStore()
        store.update(session)
        store.save()
        client.cookies[django_settings.SESSION_COOKIE_NAME] = store.session_key
    return client


def token(page: Any) -> str:
    """The form token on a page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert found
    return found[1]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Count how often the core is asked for a product."""
    asked: list[Any] = []
    real = catalogue.product

    def count(**arguments: Any) -> Any:
        asked.append(arguments)
        return real(**arguments)

    monkeypatch.setattr(catalogue, "product", count)
    return asked


def test_two_visitors_share_a_page_and_nothing_of_each_other(shop: Market, reads: list[Any]) -> None:
    ana = visitor(basket_count=41, account_name="Ana Călin")
    bogdan = visitor(basket_count=77)

    pages = [ana.get("/produse/ulcior/"), bogdan.get("/produse/ulcior/"), visitor().get("/produse/ulcior/")]

    assert len(reads) == 1
    anas, bogdans, strangers = (page.content.decode() for page in pages)
    assert "Ana Călin" in anas
    assert "41" in anas
    assert "Ana Călin" not in bogdans
    assert "77" in bogdans
    assert "Ana Călin" not in strangers
    assert not re.search(r">\s*(41|77)\s*<", strangers)
    assert not any("<!--visitor" in page for page in (anas, bogdans, strangers))
    assert len({token(page) for page in pages}) == 3
    assert len({page.cookies["csrftoken"].value for page in pages}) == 3


def test_the_token_of_a_kept_page_is_accepted_from_its_visitor_only(shop: Market) -> None:
    bogdan, carmen = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    bogdans, carmens = bogdan.get("/produse/ulcior/"), carmen.get("/produse/ulcior/")
    basket = reverse("storefront:basket-add")
    wish = {"variant": shop.variant_id("BOL"), "quantity": "1"}

    refused = bogdan.post(basket, {**wish, "csrfmiddlewaretoken": token(carmens)})
    accepted = bogdan.post(basket, {**wish, "csrfmiddlewaretoken": token(bogdans)})

    assert refused.status_code == 403
    assert accepted.status_code in (200, 302, 303)


def test_an_answer_says_that_it_depends_on_the_cookie(shop: Market, client: Client) -> None:
    page = client.get("/produse/ulcior/")

    assert "Cookie" in page.headers["Vary"]
    assert page.headers["Cache-Control"] == "private, no-cache"


def test_a_page_the_browser_has_is_not_sent_again(shop: Market, client: Client) -> None:
    client.get("/produse/ulcior/")
    tag = client.get("/produse/ulcior/").headers["ETag"]

    again = client.get("/produse/ulcior/", headers={"if-none-match": tag})
    filled = visitor(basket_count=2).get("/produse/ulcior/", headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert filled.status_code == 200


def test_a_browser_that_unpacks_gets_the_same_page_packed(shop: Market) -> None:
    bogdan = visitor(basket_count=77, account_name="Bogdan")
    plain = bogdan.get("/produse/")

    packed = bogdan.get("/produse/", headers={"accept-encoding": "gzip, br"})

    unpacked = gzip.decompress(packed.content)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.content) * 3 < len(unpacked)
    assert _without_token(unpacked) == _without_token(plain.content)
    assert b">Bogdan<" in unpacked


def _without_token(page: bytes) -> bytes:
    """A page with its form token taken out: it is masked anew each time."""
    return re.sub(rb'(csrfmiddlewaretoken" value=")\w+', rb"\1", page)


def test_unknown_parameters_neither_split_nor_soil_a_page(shop: Market, reads: list[Any]) -> None:
    first = visitor().get("/produse/ulcior/?utm_source=x%22%3E%3Cscript%3E")
    second = visitor().get("/produse/ulcior/")

    assert len(reads) == 1
    assert b"utm_source" not in first.content + second.content


def test_languages_and_parts_for_htmx_are_pages_of_their_own(shop: Market, client: Client) -> None:
    romanian, english = client.get("/produse/"), client.get("/en/produse/")
    part = client.get("/produse/", headers={"hx-request": "true"})
    restored = client.get("/produse/", headers={"hx-request": "true", "hx-history-restore-request": "true"})

    assert b'<html lang="ro"' in romanian.content
    assert b'<html lang="en"' in english.content
    assert b"<html" not in part.content
    assert b'id="results"' in part.content
    assert part.headers["HX-Push-Url"] == "/produse/"
    assert b"<html" in restored.content


def test_a_page_is_fresh_while_a_message_waits(shop: Market, reads: list[Any]) -> None:
    visitor().get("/produse/ulcior/")
    told = visitor()
    told.cookies["messages"] = "anything"

    told.get("/produse/ulcior/")

    assert len(reads) == 2


def test_nothing_is_kept_when_switched_off(shop: Market, reads: list[Any], settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 0

    pages = [visitor(basket_count=41).get("/produse/ulcior/") for _ in range(2)]

    assert len(reads) == 2
    assert all("41" in page.content.decode() and token(page) for page in pages)


def test_a_missing_product_is_not_kept(shop: Market, reads: list[Any]) -> None:
    pages = [visitor(account_name="Ana").get("/produse/nimic/"), visitor().get("/produse/nimic/")]

    assert [page.status_code for page in pages] == [404, 404]
    assert len(reads) == 2
    assert b"<!--visitor" not in pages[0].content
    assert b">Ana<" in pages[0].content
    assert b">Ana<" not in pages[1].content


def test_a_page_that_used_the_session_is_not_kept(
    shop: Market, reads: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from storefront.views import products

    real = products.render

    def render(request: Any, *arguments: Any, **more: Any) -> Any:
        request.session.get("basket_count")
        return real(request, *arguments, **more)

    monkeypatch.setattr(products, "render", render)

    pages = [visitor(basket_count=41).get("/produse/ulcior/"), visitor().get("/produse/ulcior/")]

    assert len(reads) == 2
    assert not any(b"<!--visitor" in page.content for page in pages)


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        (datetime(2026, 11, 24, 12, 0, tzinfo=UTC), 60),
        (datetime(2026, 11, 24, 21, 59, 30, tzinfo=UTC), 30),
        (datetime(2026, 11, 24, 22, 0, 0, tzinfo=UTC), 60),
        (datetime(2026, 6, 30, 20, 59, 59, 900_000, tzinfo=UTC), 0),
        (datetime(2026, 10, 25, 21, 59, 30, tzinfo=UTC), 30),
    ],
)
def test_no_page_outlives_the_day_in_bucharest(now: datetime, seconds: int) -> None:
    assert page_cache.seconds_to_keep(now=now) == seconds


def test_a_page_of_yesterday_is_not_found(shop: Market, reads: list[Any], settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 86_400
    before, after = (
        datetime(2026, 10, 24, 20, 59, 58, tzinfo=UTC),
        datetime(2026, 10, 24, 21, 0, tzinfo=UTC),
    )

    with time_machine.travel(before, tick=False):
        visitor().get("/produse/ulcior/")
        visitor().get("/produse/ulcior/")
    with time_machine.travel(after, tick=False):
        visitor().get("/produse/ulcior/")

    assert len(reads) == 2


def test_in_the_last_second_of_the_day_nothing_is_kept(shop: Market, reads: list[Any]) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 21, 59, 59, 900_000, tzinfo=UTC), tick=False):
        visitor().get("/produse/ulcior/")
        visitor().get("/produse/ulcior/")

    assert len(reads) == 2


def test_a_name_is_escaped(shop: Market) -> None:
    page = visitor(account_name="<b>Ana</b><!--visitor:csrf-->").get("/produse/ulcior/")

    assert b"&lt;b&gt;Ana&lt;/b&gt;" in page.content
    assert b"<b>Ana</b>" not in page.content


def test_a_kept_page_loses_its_indentation_but_no_space_between_words(shop: Market, settings: Any) -> None:
    kept = visitor().get("/produse/").content
    settings.PAGE_CACHE_SECONDS = 0
    fresh = visitor().get("/produse/").content

    assert len(kept) < len(fresh)
    assert b"\n " not in kept
    assert _without_token(kept).split() == _without_token(fresh).split()
