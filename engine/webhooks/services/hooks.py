"""Webhooks of apps: made, changed, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from engine.errors import refuse
from engine.validation import store
from engine.webhooks import headers, payloads, subscriptions
from engine.webhooks.models import App, Webhook, WebhookEvent

FIELDS = ("name", "identifier", "target_url", "is_active", "secret_key", "custom_headers")
#: Checked elsewhere, or right already.
UNCHECKED = ("app", "subscription_query", "custom_headers")


@transaction.atomic
def create(*, app: App | None, given: Mapping[str, Any]) -> Webhook:
    """Make a webhook of an app. `given` has Saleor's input, in Python's spelling.

    Raises:
        Refusal: NOT_FOUND (no such active app), REQUIRED, UNIQUE or INVALID per field,
            INVALID_CUSTOM_HEADERS, and for the query SYNTAX, GRAPHQL_ERROR, MISSING_SUBSCRIPTION.
    """
    if app is None or not app.is_active:
        raise refuse("NOT_FOUND", "App doesn't exist or is disabled")
    webhook = Webhook(app=app)
    _fill(webhook, given)
    _listen(webhook, _events(given) or subscriptions.events_of(webhook.subscription_query))
    return webhook


@transaction.atomic
def update(*, webhook: Webhook, given: Mapping[str, Any]) -> Webhook:
    """Change a webhook; events change when events or a query are given. Raises Refusal as `create`."""
    _fill(webhook, given)
    events = _events(given)
    if not events and given.get("query"):
        events = subscriptions.events_of(webhook.subscription_query)
    if events:
        webhook.events.all().delete()
        _listen(webhook, events)
    return webhook


def _fill(webhook: Webhook, given: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if given.get(name) is not None:
            setattr(webhook, name, given[name])
    webhook.identifier = (webhook.identifier or "").strip() or None
    _take_query(webhook, given.get("query"))
    _check_headers(webhook)
    store(webhook, exclude=UNCHECKED)


def _take_query(webhook: Webhook, query: str | None) -> None:
    if query is None:
        return
    if query and (fault := payloads.writer().fault(query)) is not None:
        code, message = fault
        raise refuse(code, message, "query")
    webhook.subscription_query = query


def _check_headers(webhook: Webhook) -> None:
    wrong = headers.fault(webhook.custom_headers)
    if wrong is not None:
        raise refuse("INVALID_CUSTOM_HEADERS", wrong, "customHeaders")
    webhook.custom_headers = {name.lower(): value for name, value in webhook.custom_headers.items()}


def _events(given: Mapping[str, Any]) -> list[str]:
    """Return the codes that are named; `events`, where it is given, speaks alone."""
    named = given.get("events") or [*(given.get("async_events") or ()), *(given.get("sync_events") or ())]
    return list(dict.fromkeys(named))


def _listen(webhook: Webhook, events: list[str]) -> None:
    WebhookEvent.objects.bulk_create(WebhookEvent(webhook=webhook, event_type=code) for code in events)


@transaction.atomic
def delete(*, webhook: Webhook) -> None:
    """Delete a webhook with its deliveries."""
    webhook.delete()
