"""Questions that wait for an answer."""

from __future__ import annotations

from typing import Any

import pytest

from engine.checkout import quotes
from engine.checkout.quotes import Question
from engine.webhooks import asking
from engine.webhooks.models import App
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.webhooks import listening
from tests.engine.webhooks.listening import Mailbox, is_signed

pytestmark = pytest.mark.django_db
QUERY = """subscription { event { ... on ShippingListMethodsForCheckout { checkout { email } } } }"""
HERE, AWAY = "http://localhost:8000/app/ship", "http://127.0.0.1:9/ship"


def question() -> Question:
    """What apps are asked about Bogdan's basket."""
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 5)
    return Question(market.basket(shop, (apron, 1), email="bogdan@example.com"), [])


def listener(url: str = HERE, name: str = "Piața", **fields: Any) -> App:
    """An app that is asked for shipping methods."""
    app, _ = listening.app(name)
    listening.webhook(app, url, quotes.LIST, query=QUERY, **fields)
    return app


def ask(**how: Any) -> list[asking.Answer]:
    """Put the question."""
    return asking.ask(quotes.LIST, question(), now=NOW, **how)


def test_the_answer_is_the_apps_json_and_the_question_is_signed(mailbox: Mailbox) -> None:
    app = listener()
    mailbox.answer = [{"id": "curier"}]

    (answer,) = ask()

    assert (answer.app, answer.content, answer.failure) == (app, [{"id": "curier"}], "")
    (received,) = mailbox.received
    assert received.content == {"checkout": {"email": "bogdan@example.com"}}
    assert received.headers["Saleor-Event"] == "shipping_list_methods_for_checkout"
    assert is_signed(received)


def test_nobody_listens(mailbox: Mailbox) -> None:
    assert ask() == []


def test_an_empty_answer_is_an_answer(mailbox: Mailbox) -> None:
    listener()

    (answer,) = ask()

    assert (answer.content, answer.is_given) == (None, True)


@pytest.mark.parametrize(("status", "why"), [(500, "HTTP 500"), (404, "HTTP 404"), (302, "HTTP 302")])
def test_an_app_that_refuses_gives_a_failure(mailbox: Mailbox, status: int, why: str) -> None:
    listener()
    mailbox.status, mailbox.answer = status, [{"id": "curier"}]

    (answer,) = ask()

    assert (answer.content, answer.failure) == (None, why)


def test_an_app_that_is_away_does_not_keep_the_others_from_answering(mailbox: Mailbox) -> None:
    listener(AWAY, "Departe")
    listener()
    mailbox.answer = []

    away, here = ask()

    assert (away.is_given, here.is_given, here.content) == (False, True, [])
    assert away.failure.startswith("ConnectError")


def test_what_is_no_json_is_a_failure(mailbox: Mailbox, httpserver: Any) -> None:
    httpserver.expect_request("/ship").respond_with_data("<html>")
    listener(httpserver.url_for("/ship"))

    (answer,) = ask()

    assert answer.failure == "The answer is not JSON."


def test_one_app_can_be_asked_alone(mailbox: Mailbox) -> None:
    listener(name="Una")
    wanted = listener(name="Alta")
    mailbox.answer = []

    answers = ask(app=wanted)

    assert [answer.app for answer in answers] == [wanted]
    assert len(mailbox.received) == 1
