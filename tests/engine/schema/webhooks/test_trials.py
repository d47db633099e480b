"""Trying webhooks out on objects that are there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.webhooks.models import EventDelivery
from engine.webhooks.services import deliveries
from kernel.ids import to_global_id
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import sale
from tests.engine.schema.asking import ask
from tests.engine.schema.setup.staff import gid, refused, tell
from tests.engine.webhooks import listening
from tests.engine.webhooks.listening import Mailbox

pytestmark = pytest.mark.django_db

QUERY = "subscription { event { ... on OrderCreated { order { number user { email } } } } }"
DRY_RUN = """mutation($id: ID!, $query: String!) { webhookDryRun(objectId: $id, query: $query) {
  payload errors { field code message } } }"""
TRIGGER = """mutation($id: ID!, $webhook: ID!) { webhookTrigger(objectId: $id, webhookId: $webhook) {
  delivery { id status eventType } errors { field code } } }"""


def test_a_dry_run_shows_the_payload_and_sends_nothing() -> None:
    order = sale().order

    payload = tell(DRY_RUN, {"id": gid(order), "query": QUERY})

    assert payload["errors"] == []
    assert json.loads(payload["payload"]) == {"order": {"number": str(order.number), "user": None}}
    assert not EventDelivery.objects.exists()


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("subscription {", ("query", "SYNTAX")),
        ("subscription { event { nothing } }", ("query", "GRAPHQL_ERROR")),
        ("{ shop { name } }", ("query", "MISSING_SUBSCRIPTION")),
        ("subscription { event { issuedAt } }", ("query", "MISSING_EVENT")),
        (
            "subscription { event { ... on CheckoutFilterShippingMethods { checkout { id } } } }",
            ("query", "TYPE_NOT_SUPPORTED"),
        ),
        ("subscription { event { ... on PageCreated { page { id } } } }", ("objectId", "INVALID_ID")),
    ],
)
def test_what_cannot_be_tried_is_refused(query: str, refusal: tuple[str, str]) -> None:
    assert refused(DRY_RUN, {"id": gid(sale().order), "query": query}) == [refusal]


def test_an_object_that_is_not_there_is_refused() -> None:
    missing = to_global_id("Order", "00000000-0000-0000-0000-000000000000")

    assert refused(DRY_RUN, {"id": missing, "query": QUERY}) == [("objectId", "NOT_FOUND")]


def test_a_trigger_tells_the_webhook(mailbox: Mailbox, django_capture_on_commit_callbacks: Any) -> None:
    order = sale().order
    webhook = listening.webhook(listening.app()[0], "http://localhost:8000/app/orders", query=QUERY)

    with django_capture_on_commit_callbacks() as callbacks:
        payload = tell(TRIGGER, {"id": gid(order), "webhook": gid(webhook)})
    deliveries.attempt(delivery_id=EventDelivery.objects.get().pk, now=NOW)

    assert payload["errors"] == []
    assert (payload["delivery"]["status"], payload["delivery"]["eventType"]) == ("PENDING", "ORDER_CREATED")
    assert len(callbacks) == 1
    (received,) = mailbox.received
    assert received.content == {"order": {"number": str(order.number), "user": None}}


def test_a_webhook_without_a_query_cannot_be_triggered() -> None:
    webhook = listening.webhook(listening.app()[0], "http://localhost:8000/app/orders", query="")

    assert refused(TRIGGER, {"id": gid(sale().order), "webhook": gid(webhook)}) == [
        ("webhookId", "MISSING_QUERY")
    ]


def test_only_staff_tries() -> None:
    app, _ = listening.app()

    (error,) = ask(DRY_RUN, {"id": "x", "query": QUERY}, app=app)["errors"]

    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
