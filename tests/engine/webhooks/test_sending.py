"""The same bytes and headers reach an app on this site and one elsewhere."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from django.utils import translation
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from engine.webhooks import envelopes, sending
from engine.webhooks.models import App, Webhook
from engine.webhooks.sending import Letter, Unreachable
from tests.engine.webhooks.listening import Mailbox, Received, is_signed

pytestmark = pytest.mark.django_db
BODY = '{"order": "Șorț"}'.encode()


def letter(url: str, **fields: Any) -> Letter:
    """What a webhook at an address is sent."""
    return envelopes.seal(Webhook(app=App(name="Piața"), target_url=url, **fields), "ORDER_CREATED", BODY)


def heard_at(server: HTTPServer, status: int = 200) -> list[Received]:
    """Let a server elsewhere receive."""
    received: list[Received] = []

    def handle(request: Request) -> Response:
        received.append(Received(dict(request.headers), request.get_data()))
        return Response(b'{"ok": true}', status=status, content_type="application/json")

    server.expect_request("/app/orders").respond_with_handler(handle)
    return received


def test_an_app_on_this_site_gets_a_signed_request_without_a_socket(mailbox: Mailbox) -> None:
    mailbox.answer = {"ok": True}

    reply = sending.send(letter("http://localhost:8000/app/orders"), timeout=1)

    assert (reply.status, json.loads(reply.body)) == (200, {"ok": True})
    (received,) = mailbox.received
    assert received.body == BODY
    assert is_signed(received)


def test_an_app_elsewhere_gets_the_same_over_http(mailbox: Mailbox, httpserver: HTTPServer) -> None:
    received = heard_at(httpserver)

    sending.send(letter(httpserver.url_for("/app/orders")), timeout=5)
    sending.send(letter("http://localhost:8000/app/orders"), timeout=5)

    (there,), (here,) = received, mailbox.received
    wanted = [name for name in there.headers if "Saleor" in name or name in ("User-Agent", "Content-Type")]
    assert sorted(wanted) == sorted(
        [
            "User-Agent",
            "Content-Type",
            "X-Saleor-Event",
            "X-Saleor-Domain",
            "X-Saleor-Signature",
            "Saleor-Event",
            "Saleor-Domain",
            "Saleor-Signature",
            "Saleor-Api-Url",
        ]
    )
    assert {name: there.headers[name] for name in wanted} == {name: here.headers[name] for name in wanted}
    assert there.headers["Saleor-Event"] == "order_created"
    assert there.headers["Saleor-Domain"] == "localhost:8000"
    assert there.headers["Saleor-Api-Url"] == "http://localhost:8000/graphql/"
    assert there.headers["User-Agent"] == "Saleor/3.24"
    assert is_signed(there)


def test_a_changed_body_is_not_what_was_signed(mailbox: Mailbox) -> None:
    sending.send(letter("http://localhost:8000/app/orders"), timeout=1)

    (received,) = mailbox.received
    assert not is_signed(Received(received.headers, received.body + b" "))


def test_a_webhook_with_a_secret_is_signed_with_it(mailbox: Mailbox) -> None:
    sending.send(letter("http://localhost:8000/app/orders", secret_key="cheie"), timeout=1)

    (received,) = mailbox.received
    # HMAC-SHA256 of the body, as `openssl dgst -sha256 -hmac cheie` says it.
    assert received.headers["Saleor-Signature"] == (
        "1f3471430683567ed5b9daad5c9211f19905363638f2cfa43f87c87fed2521da"
    )


def test_the_inner_requests_language_stays_inside(mailbox: Mailbox) -> None:
    with translation.override("ro"):
        sending.send(letter("http://localhost:8000/app/orders"), timeout=1)

        assert translation.get_language() == "ro"


def test_an_app_that_is_away_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        sending.send(letter("http://127.0.0.1:9/app/orders"), timeout=1)


def test_an_app_that_takes_too_long_is_given_up(httpserver: HTTPServer) -> None:
    def sleep(_: Request) -> Response:
        time.sleep(1)
        return Response()

    httpserver.expect_request("/app/orders").respond_with_handler(sleep)

    with pytest.raises(Unreachable):
        sending.send(letter(httpserver.url_for("/app/orders")), timeout=0.2)


def test_an_answer_without_end_is_given_up(httpserver: HTTPServer, monkeypatch: Any) -> None:
    monkeypatch.setattr(sending, "LONGEST_ANSWER", 10)
    httpserver.expect_request("/app/orders").respond_with_data("x" * 11)

    with pytest.raises(Unreachable):
        sending.send(letter(httpserver.url_for("/app/orders")), timeout=5)


def test_a_redirection_is_not_followed(httpserver: HTTPServer) -> None:
    there = heard_at(httpserver)
    moved = {"Location": httpserver.url_for("/app/orders")}
    httpserver.expect_request("/old").respond_with_data("", status=307, headers=moved)

    reply = sending.send(letter(httpserver.url_for("/old")), timeout=5)

    assert (reply.status, there) == (307, [])
