"""Errors in the shop's dress: nothing bare, nothing lost, nothing repeated that must not be."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from commerce.errors import CoreUnavailable
from config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from config.urls import urlpatterns as site_patterns
from tests.storefront.visiting import text_of

pytestmark = pytest.mark.django_db


def away(request: HttpRequest) -> HttpResponse:
    raise CoreUnavailable("no answer", may_have_happened=request.method == "POST")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a defect of ours")


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


urlpatterns = [
    path("away/", away),
    path("broken/", broken),
    path("refused/", refused),
    *site_patterns,
]


@pytest.fixture
def client(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_an_address_that_leads_nowhere_offers_a_search(client: Client) -> None:
    page = client.get("/nu-este/")

    assert page.status_code == 404
    assert "Pagina nu este aici" in text_of(page)
    assert 'action="/produse/"' in page.content.decode().split("<main", 1)[1]


def test_in_english_the_error_is_english_and_leads_back_to_romanian(client: Client) -> None:
    page = client.get("/en/nowhere/")

    assert page.status_code == 404
    assert "This page is not here" in text_of(page)
    assert re.search(r'href="/nowhere/"\s+hreflang="ro"', page.content.decode())


def test_a_refusal_leads_to_the_log_in(client: Client) -> None:
    page = client.get("/refused/")

    assert page.status_code == 403
    assert "/cont/intra/" in page.content.decode().split("<main", 1)[1]


def test_a_defect_gets_a_page_that_needs_nothing(client: Client) -> None:
    page = client.get("/broken/")

    assert page.status_code == 500
    assert "A apărut o greșeală la noi" in text_of(page)
    assert "RuntimeError" not in page.content.decode()


def test_a_form_without_its_token_is_explained_and_leads_back(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    strict = Client(enforce_csrf_checks=True)

    page = strict.post("/refused/", {"note": "x"}, headers={"referer": "http://testserver/produse/?q=in"})

    assert page.status_code == 403
    assert "Trimiteți formularul încă o dată" in text_of(page)
    assert 'href="/produse/"' in page.content.decode().split("<main", 1)[1]


def test_a_form_from_another_site_does_not_lead_back_there(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    strict = Client(enforce_csrf_checks=True)

    page = strict.post("/refused/", {}, headers={"referer": "http://elsewhere.example/trap/"})

    assert page.status_code == 403
    assert "elsewhere.example" not in page.content.decode()
    assert "/trap/" not in page.content.decode()


def test_ten_megabytes_of_form_are_too_much_and_said_so(client: Client) -> None:
    body = "email=" + "a" * 10_000_000

    page = client.post("/cont/intra/", body, "application/x-www-form-urlencoded")

    assert page.status_code == 413
    assert "E prea mult pentru un formular" in text_of(page)


def test_a_core_that_is_away_gets_a_friendly_page_and_is_not_asked_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def must_not_ask(**_: Any) -> Any:
        raise AssertionError("The page of a core that is away asked it.")

    monkeypatch.setattr("commerce.shop.catalogue.categories", must_not_ask)

    page = client.get("/away/?q=in")

    assert page.status_code == 503
    assert page["Retry-After"] == "30"
    assert "Revenim imediat" in text_of(page)
    assert 'href="/away/?q=in"' in page.content.decode().split("<main", 1)[1]


def test_a_form_sent_to_a_core_that_is_away_can_be_sent_again(client: Client) -> None:
    page = client.post("/away/", {"note": 'Ștefan "ș" <b>', "colour": ["alb", "gri"]})

    main = page.content.decode().split("<main", 1)[1]
    fields = [(n, unescape(v)) for n, v in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', main)]
    assert page.status_code == 503
    assert [field for field in fields if field[0] != "csrfmiddlewaretoken"] == [
        ("note", 'Ștefan "ș" <b>'),
        ("colour", "alb"),
        ("colour", "gri"),
    ]
    assert sum(name == "csrfmiddlewaretoken" for name, _ in fields) == 1
    assert "S-ar putea ca ce ați cerut să se fi făcut" in text_of(page)


def test_a_password_is_never_sent_back(client: Client) -> None:
    page = client.post("/away/", {"email": "bogdan@x.example", "password": "secretul meu"})

    assert page.status_code == 503
    assert "secretul meu" not in page.content.decode()
    assert "butonul „înapoi” al browserului" in text_of(page)
