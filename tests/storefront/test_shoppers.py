"""Tokens in the signed cookie, over a core whose answers the test writes."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from commerce import transport
from commerce.errors import CoreUnavailable, PermissionRefused
from commerce.types import Tokens
from storefront import shoppers
from tests.commerce import answers
from tests.commerce.fake_core import FakeCore

ME = {
    "id": "VXNlcjox",
    "email": "bogdan@a.example",
    "firstName": "Bogdan",
    "lastName": "Ionescu",
    "isConfirmed": True,
    "languageCode": "RO",
    "addresses": [],
}


@pytest.fixture
def core(monkeypatch: pytest.MonkeyPatch) -> FakeCore:
    """A core whose answers the test writes; Bogdan is known to it."""
    fake = FakeCore()
    fake.answers["account/me"] = {"me": ME}
    monkeypatch.setattr(transport, "current", lambda: fake)
    return fake


def token(*, ends_in: timedelta) -> str:
    """A token as JWTs are written; nobody here checks its signature."""
    claims = json.dumps({"exp": (datetime.now(UTC) + ends_in).timestamp()}).encode()
    return f"h.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}.s"


def visit(path: str = "/cont/", *, method: str = "get", data: Any = None, **session: Any) -> HttpRequest:
    """A request with a session and a place for messages."""
    request: HttpRequest = getattr(RequestFactory(), method)(path, data)
    request.session = SessionStore()
    request.session.update(session)
    request._messages = _Said()  # type: ignore[attr-defined]
    return request


class _Said(list[str]):
    def add(self, level: int, message: str, extra_tags: str = "") -> None:
        self.append(message)


@pytest.fixture(autouse=True)
def romanian() -> Iterator[None]:
    """Addresses are asserted in the first language."""
    with translation.override("ro"):
        yield


LATER, SOON = timedelta(minutes=4), timedelta(seconds=20)


def test_a_fresh_token_is_used_as_it_is(core: FakeCore) -> None:
    fresh = token(ends_in=LATER)

    assert shoppers.current_token(visit(access=fresh, refresh="r")) == fresh
    assert core.operations == []


def test_a_guest_has_no_token(core: FakeCore) -> None:
    assert shoppers.current_token(visit()) is None
    assert core.operations == []


@pytest.mark.parametrize(
    "old",
    [token(ends_in=SOON), token(ends_in=-LATER), "nonsense", "a.b.c", "a.W10.c"],
    ids=["ends soon", "has ended", "no token", "no base64", "no claims"],
)
def test_a_token_at_its_end_is_renewed_and_kept(core: FakeCore, old: str) -> None:
    renewed = token(ends_in=LATER)
    core.answers["account/refresh"] = {"tokenRefresh": {"token": renewed, "errors": []}}
    request = visit(access=old, refresh="r")

    assert shoppers.current_token(request) == renewed
    assert shoppers.current_token(request) == renewed
    assert core.calls == [("account/refresh", {"refreshToken": "r"}, None)]
    assert request.session["access"] == renewed


def test_a_spent_refresh_token_makes_a_guest_who_keeps_the_basket(core: FakeCore) -> None:
    core.answers["account/refresh"] = answers.refused("tokenRefresh", "refreshToken", "JWT_SIGNATURE_EXPIRED")
    request = visit(access="old", refresh="r", account_name="Bogdan", basket="B")

    assert shoppers.current_token(request) is None
    assert dict(request.session.items()) == {"basket": "B"}


def test_a_core_that_is_away_logs_nobody_out(core: FakeCore) -> None:
    core.answers["account/refresh"] = CoreUnavailable("away")
    request = visit(access="old", refresh="r", account_name="Bogdan")

    with pytest.raises(CoreUnavailable):
        shoppers.current_token(request)

    assert request.session["refresh"] == "r"


def test_the_basket_becomes_the_shoppers(core: FakeCore) -> None:
    core.answers["basket/attach_customer"] = {"checkoutCustomerAttach": {"errors": []}}
    request = visit(basket="B", basket_count=2)

    shoppers.enter(request, Tokens("a", "r"))

    assert core.calls[-1] == ("basket/attach_customer", {"id": "B"}, "a")
    assert dict(request.session.items()) == {
        "basket": "B",
        "basket_count": 2,
        "access": "a",
        "refresh": "r",
        "account_name": "Bogdan",
    }


@pytest.mark.parametrize(
    "answer",
    [
        answers.refused("checkoutCustomerAttach", "id", "NOT_FOUND"),
        answers.refused("checkoutCustomerAttach", "customerId", "INVALID"),
        PermissionRefused("another's"),
    ],
)
def test_a_basket_that_cannot_be_had_does_not_hinder_the_log_in(core: FakeCore, answer: Any) -> None:
    core.answers["basket/attach_customer"] = answer
    request = visit(basket="B", basket_count=2)

    shoppers.enter(request, Tokens("a", "r"))

    assert request.session["access"] == "a"
    assert "basket" not in request.session


def test_a_page_for_shoppers_gets_the_token(core: FakeCore) -> None:
    fresh = token(ends_in=LATER)

    @shoppers.shopper_required
    def page(request: HttpRequest, token: str, word: str) -> HttpResponse:
        return HttpResponse(f"{word} {token}")

    response = page(visit(access=fresh, refresh="r"), word="for")

    assert response.content.decode() == f"for {fresh}"  # type: ignore[attr-defined]
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/comanda/?a=1", "/comanda/?a=1"),
        ("https://testserver/cont/", "/cont/"),
        ("https://rau.example/", "/cont/"),
        ("///rau.example", "/cont/"),
        ("\n/comanda/", "/cont/"),
    ],
)
def test_the_way_on_stays_on_this_site(wanted: str, goes_to: str) -> None:
    request = visit("/cont/intra/", data={"next": wanted})

    assert shoppers.safe_next(request, "storefront:account") == goes_to


def test_a_form_is_kept_over_a_log_in_without_passwords(core: FakeCore) -> None:
    typed = {"city": "Iași", "password": "secret", "csrfmiddlewaretoken": "t"}
    request = visit("/cont/adrese/noua/", method="post", data=typed)

    response = shoppers.shopper_required(lambda request, token: HttpResponse())(request)

    assert response.headers["Location"] == "/cont/intra/?next=%2Fcont%2Fadrese%2Fnoua%2F"
    assert request.session["typed"] == {"path": "/cont/adrese/noua/", "values": {"city": "Iași"}}
    assert shoppers.take_typed(visit("/cont/", typed=request.session["typed"])) == {}
    assert shoppers.take_typed(request) == {"city": "Iași"}
    assert shoppers.take_typed(request) == {}


def test_a_form_too_large_for_a_cookie_is_not_kept(core: FakeCore) -> None:
    request = visit(method="post", data={"note": "a" * 2000})

    shoppers.shopper_required(lambda request, token: HttpResponse())(request)

    assert "typed" not in request.session
