"""Trying webhooks out: what would be told of an object, and telling it now."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import graphene
from django.db import transaction
from django.db.models import Model

from engine.errors import Refusal, refuse
from engine.schema import payloads
from engine.schema.enums import enum
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import JSONString
from engine.schema.setup import rows
from engine.schema.setup.metadata import KINDS as OBJECTS
from engine.schema.webhooks.deliveries import EventDelivery
from engine.webhooks import models, subscriptions, tasks
from engine.webhooks.kinds import KINDS
from engine.webhooks.payloads import Happening
from kernel.ids import MalformedId, from_global_id

_CODES = [
    "GRAPHQL_ERROR",
    "NOT_FOUND",
    "INVALID_ID",
    "MISSING_PERMISSION",
    "TYPE_NOT_SUPPORTED",
    "SYNTAX",
    "MISSING_SUBSCRIPTION",
    "UNABLE_TO_PARSE",
    "MISSING_EVENT",
]
WebhookDryRunErrorCode = enum("WebhookDryRunErrorCode", _CODES, "Why nothing was tried.")
WebhookTriggerErrorCode = enum("WebhookTriggerErrorCode", [*_CODES, "MISSING_QUERY"], "Why nothing was sent.")

#: Whose events begin with what; stocks have no id that could be given.
TYPES = {
    "PRODUCT_VARIANT": "ProductVariant",
    "PRODUCT": "Product",
    "CATEGORY": "Category",
    "COLLECTION": "Collection",
    "PAGE": "Page",
    "CHANNEL": "Channel",
    "ORDER": "Order",
    "FULFILLMENT": "Fulfillment",
}


class WebhookDryRunError(graphene.ObjectType):
    """One refusal."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(WebhookDryRunErrorCode, required=True)


class WebhookTriggerError(graphene.ObjectType):
    """One refusal."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(WebhookTriggerErrorCode, required=True)


def _kind(query: str) -> str:
    """Return the event that a query asks for first.

    Raises:
        Refusal: those of `payloads.fault` and TYPE_NOT_SUPPORTED, on `query`.
    """
    if (fault := payloads.fault(query)) is not None:
        raise refuse(*fault, "query")
    kind = subscriptions.events_of(query)[0]
    if KINDS[kind].is_question or "STOCK" in kind or _type_of(kind) is None:
        raise refuse("TYPE_NOT_SUPPORTED", f"Event type: {kind}, which is not supported.", "query")
    return kind


def _type_of(kind: str) -> str | None:
    return next((name for prefix, name in TYPES.items() if kind.startswith(prefix)), None)


def _subject(object_id: str, kind: str) -> Model:
    """Return the object to tell of. Raises Refusal: INVALID_ID, NOT_FOUND on `objectId`."""
    wanted = _type_of(kind)
    try:
        from_global_id(object_id, wanted)
    except MalformedId as error:
        raise refuse("INVALID_ID", "ObjectId doesn't match event type.", "objectId") from error
    try:
        return rows.one(OBJECTS[str(wanted)].model, object_id, str(wanted))
    except Refusal as error:
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {object_id}", "objectId") from error


class WebhookDryRun(CoreMutation):
    """Show what a query would tell of an object, to whoever asks."""

    class Arguments:
        object_id = graphene.ID(required=True)
        query = graphene.String(required=True)

    permissions = ("AUTHENTICATED_STAFF_USER",)
    payload = graphene.Field(JSONString)
    errors = errors_of(WebhookDryRunError)

    @classmethod
    def perform(cls, info: Any, object_id: str, query: str) -> dict[str, Any]:
        """Build it."""
        kind, context = _kind(query), info.context
        happening = Happening(kind, _subject(object_id, kind), context.now, context.requestor)
        return {"payload": payloads.build(happening, query, context.app, user=context.user)}


class WebhookTrigger(CoreMutation):
    """Tell a webhook of an object now, as if it had just happened."""

    class Arguments:
        object_id = graphene.ID(required=True)
        webhook_id = graphene.ID(required=True)

    permissions = ("AUTHENTICATED_STAFF_USER",)
    delivery = graphene.Field(EventDelivery)
    errors = errors_of(WebhookTriggerError)

    @classmethod
    def perform(cls, info: Any, object_id: str, webhook_id: str) -> dict[str, Any]:
        """Build it and send it."""
        webhook = rows.one(models.Webhook, webhook_id, "Webhook", field="webhookId")
        if not webhook.subscription_query:
            raise refuse("MISSING_QUERY", "Missing webhook subscription query.", "webhookId")
        kind, now = _kind(webhook.subscription_query), info.context.now
        happening = Happening(kind, _subject(object_id, kind), now, info.context.requestor)
        payload = payloads.build(happening, webhook.subscription_query, webhook.app)
        delivery = models.EventDelivery.objects.create(
            webhook=webhook, event_type=kind, payload=json.dumps(payload), due_at=now, created_at=now
        )
        transaction.on_commit(partial(tasks.deliver.delay, delivery.pk), robust=True)
        return {"delivery": delivery}


class TrialMutations:
    """The trials' fields of Mutation."""

    webhook_dry_run = WebhookDryRun.Field()
    webhook_trigger = WebhookTrigger.Field()
