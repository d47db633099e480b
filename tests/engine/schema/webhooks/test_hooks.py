"""Webhooks through GraphQL: made, changed, deleted, and what was sent to them."""

from __future__ import annotations

from typing import Any

import pytest

from engine.webhooks.models import EventDelivery, Webhook
from engine.webhooks.services import deliveries
from tests.engine.checkout.market import NOW
from tests.engine.schema.asking import ask, data
from tests.engine.schema.setup.staff import ana, gid, tell
from tests.engine.webhooks import listening
from tests.engine.webhooks.listening import ORDER_QUERY, Mailbox

pytestmark = pytest.mark.django_db

URL = "http://localhost:8000/app/orders"
FIELDS = """id name targetUrl isActive subscriptionQuery customHeaders
  asyncEvents { name eventType } syncEvents { eventType } app { name }"""
CREATE = f"""mutation($input: WebhookCreateInput!) {{
  webhookCreate(input: $input) {{ webhook {{ {FIELDS} }} errors {{ field code message }} }} }}"""
UPDATE = f"""mutation($id: ID, $identifier: String, $input: WebhookUpdateInput!) {{
  webhookUpdate(id: $id, identifier: $identifier, input: $input) {{
    webhook {{ {FIELDS} }} errors {{ field code message }} }} }}"""
DELETE = "mutation($id: ID) { webhookDelete(id: $id) { webhook { id } errors { field code } } }"
DELIVERIES = """query($id: ID!, $filter: EventDeliveryFilterInput) { webhook(id: $id) {
  eventDeliveries(first: 5, filter: $filter) { totalCount edges { node { id status eventType payload
    attempts(first: 5) { edges { node { status responseStatusCode response } } } } } } } }"""
RETRY = "mutation($id: ID!) { eventDeliveryRetry(id: $id) { delivery { status } errors { field code } } }"


def input_of(**changes: Any) -> dict[str, Any]:
    """A webhook that is told of orders."""
    return {"name": "Orders", "targetUrl": URL, "query": ORDER_QUERY, **changes}


def test_an_app_listens_for_itself_to_what_its_query_asks_for() -> None:
    app, _ = listening.app()

    payload = data(CREATE, {"input": input_of(customHeaders='{"X-Key": "1"}')}, app=app)

    assert payload["errors"] == []
    assert payload["webhook"] == {
        "id": gid(Webhook.objects.get()),
        "name": "Orders",
        "targetUrl": URL,
        "isActive": True,
        "subscriptionQuery": ORDER_QUERY,
        "customHeaders": '{"x-key": "1"}',
        "asyncEvents": [{"name": "Order created", "eventType": "ORDER_CREATED"}],
        "syncEvents": [],
        "app": {"name": "Piața"},
    }


def test_staff_names_the_app_and_the_events() -> None:
    app, _ = listening.app()
    given = input_of(
        app=gid(app), asyncEvents=["ORDER_PAID"], syncEvents=["CHECKOUT_FILTER_SHIPPING_METHODS"]
    )

    webhook = tell(CREATE, {"input": given})["webhook"]

    assert [event["eventType"] for event in webhook["asyncEvents"]] == ["ORDER_PAID"]
    assert webhook["syncEvents"] == [{"eventType": "CHECKOUT_FILTER_SHIPPING_METHODS"}]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"query": "subscription {"}, ("query", "SYNTAX")),
        ({"query": "subscription { event { price } }"}, ("query", "GRAPHQL_ERROR")),
        ({"query": "{ shop { name } }"}, ("query", "MISSING_SUBSCRIPTION")),
        ({"query": "subscription { event { issuedAt } }"}, ("query", "MISSING_EVENT")),
        ({"targetUrl": "nowhere"}, ("targetUrl", "INVALID")),
        ({"targetUrl": None}, ("targetUrl", "REQUIRED")),
        ({"customHeaders": '{"Cookie": "a"}'}, ("customHeaders", "INVALID_CUSTOM_HEADERS")),
        ({"customHeaders": "[1]"}, ("customHeaders", "INVALID_CUSTOM_HEADERS")),
        ({"identifier": "orders"}, (None, "UNIQUE")),
    ],
)
def test_what_cannot_be_a_webhook_is_refused(
    changes: dict[str, Any], refusal: tuple[str | None, str]
) -> None:
    app, _ = listening.app()
    listening.webhook(app, URL, identifier="orders")

    payload = data(CREATE, {"input": input_of(**changes)}, app=app)

    assert [(error["field"], error["code"]) for error in payload["errors"]] == [refusal]
    assert Webhook.objects.count() == 1


def test_staff_without_an_app_is_refused() -> None:
    payload = tell(CREATE, {"input": input_of()})

    assert [error["code"] for error in payload["errors"]] == ["INVALID"]


def test_an_app_changes_its_webhook_by_the_identifier_it_gave() -> None:
    app, _ = listening.app()
    webhook = listening.webhook(app, URL, "ORDER_CREATED", identifier="orders")
    query = "subscription { event { ... on OrderCancelled { order { id } } } }"

    payload = data(UPDATE, {"identifier": "orders", "input": {"query": query, "isActive": False}}, app=app)

    assert payload["errors"] == []
    assert payload["webhook"]["isActive"] is False
    assert [event["eventType"] for event in payload["webhook"]["asyncEvents"]] == ["ORDER_CANCELLED"]
    webhook.refresh_from_db()
    assert (webhook.target_url, webhook.subscription_query) == (URL, query)


def test_an_app_leaves_anothers_webhook_alone() -> None:
    app, _ = listening.app()
    webhook = listening.webhook(listening.app("Alta")[0], URL, "ORDER_CREATED")

    changed = data(UPDATE, {"id": gid(webhook), "input": {"name": "Al meu"}}, app=app)
    deleted = data(DELETE, {"id": gid(webhook)}, app=app)

    assert [error["code"] for error in changed["errors"]] == ["NOT_FOUND"]
    assert [error["code"] for error in deleted["errors"]] == ["NOT_FOUND"]
    webhook.refresh_from_db()
    assert webhook.name == ""
    assert data("query($id: ID!) { webhook(id: $id) { name } }", {"id": gid(webhook)}, app=app) is None


def test_a_webhook_is_deleted() -> None:
    webhook = listening.webhook(listening.app()[0], URL, "ORDER_CREATED")

    payload = tell(DELETE, {"id": gid(webhook)})

    assert payload == {"webhook": {"id": gid(webhook)}, "errors": []}
    assert not Webhook.objects.exists()


def test_nobody_else_listens() -> None:
    (error,) = ask(CREATE, {"input": input_of()})["errors"]

    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
    assert not Webhook.objects.exists()


def test_what_failed_is_read_and_sent_once_more(
    mailbox: Mailbox, django_capture_on_commit_callbacks: Any
) -> None:
    app, _ = listening.app()
    webhook = listening.webhook(app, URL, "ORDER_CREATED")
    delivery = EventDelivery.objects.create(
        webhook=webhook, event_type="ORDER_CREATED", payload="{}", due_at=NOW, created_at=NOW
    )
    mailbox.status, mailbox.answer = 422, {"why": "unknown"}
    deliveries.attempt(delivery_id=delivery.pk, now=NOW)

    seen = data(DELIVERIES, {"id": gid(webhook), "filter": {"status": "FAILED"}}, app=app)["eventDeliveries"]
    with django_capture_on_commit_callbacks() as callbacks:
        retried = data(RETRY, {"id": gid(delivery)}, app=app)
    mailbox.status = 200
    deliveries.attempt(delivery_id=delivery.pk, now=NOW)

    (edge,) = seen["edges"]
    assert seen["totalCount"] == 1
    assert (edge["node"]["eventType"], edge["node"]["payload"]) == ("ORDER_CREATED", "{}")
    assert edge["node"]["attempts"]["edges"] == [
        {"node": {"status": "FAILED", "responseStatusCode": 422, "response": '{"why": "unknown"}'}}
    ]
    assert retried == {"delivery": {"status": "PENDING"}, "errors": []}
    assert len(callbacks) == 1
    found = data(DELIVERIES, {"id": gid(webhook)}, user=ana())["eventDeliveries"]["edges"][0]["node"]
    assert (found["status"], len(found["attempts"]["edges"])) == ("SUCCESS", 2)


def test_another_apps_delivery_is_not_there() -> None:
    webhook = listening.webhook(listening.app()[0], URL, "ORDER_CREATED")
    delivery = EventDelivery.objects.create(
        webhook=webhook, event_type="ORDER_CREATED", payload="{}", status="FAILED", due_at=NOW, created_at=NOW
    )

    payload = data(RETRY, {"id": gid(delivery)}, app=listening.app("Alta")[0])

    assert payload == {"delivery": None, "errors": [{"field": "id", "code": "NOT_FOUND"}]}
    delivery.refresh_from_db()
    assert delivery.status == "FAILED"
