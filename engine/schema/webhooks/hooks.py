"""Making and changing webhooks, and sending what failed once more."""

from __future__ import annotations

from functools import partial
from typing import Any

import graphene
from django.db import transaction

from engine.errors import PermissionDenied, refuse
from engine.schema.enums import code
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import JSONString
from engine.schema.setup import rows
from engine.schema.webhooks.deliveries import EventDelivery
from engine.schema.webhooks.enums import (
    WebhookEventTypeAsyncEnum,
    WebhookEventTypeEnum,
    WebhookEventTypeSyncEnum,
)
from engine.schema.webhooks.errors import WebhookError
from engine.schema.webhooks.types import Webhook, require_own
from engine.webhooks import models, tasks
from engine.webhooks.services import deliveries, hooks

EVENTS = ("events", "async_events", "sync_events")


class _WebhookFields(graphene.InputObjectType):
    class Meta:
        abstract = True

    name = graphene.String()
    identifier = graphene.String()
    target_url = graphene.String()
    events = graphene.List(graphene.NonNull(WebhookEventTypeEnum))
    async_events = graphene.List(graphene.NonNull(WebhookEventTypeAsyncEnum))
    sync_events = graphene.List(graphene.NonNull(WebhookEventTypeSyncEnum))
    app = graphene.ID()
    is_active = graphene.Boolean()
    secret_key = graphene.String()
    query = graphene.String()
    custom_headers = JSONString()


class WebhookCreateInput(_WebhookFields):
    """A new webhook."""


class WebhookUpdateInput(_WebhookFields):
    """What changes of a webhook."""


def _given(input: dict[str, Any]) -> dict[str, Any]:
    """Return an input with plain codes for its events."""
    listed = {name: [code(each) for each in input[name]] for name in EVENTS if input.get(name) is not None}
    return {**input, **listed}


class WebhookCreate(CoreMutation):
    """Listen to events: an app for itself, or staff for an app."""

    class Arguments:
        input = WebhookCreateInput(required=True)

    permissions = ("MANAGE_APPS", "AUTHENTICATED_APP")
    webhook = graphene.Field(Webhook)
    errors = errors_of(WebhookError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it."""
        app = info.context.app
        if app is None:
            if not input.get("app"):
                message = "Missing app id. Fill in the app field or run the mutation by the app"
                raise refuse("INVALID", message)
            app = rows.one(models.App, input["app"], "App", field="app")
        return {"webhook": hooks.create(app=app, given=_given(input))}


class WebhookUpdate(CoreMutation):
    """Change what a webhook listens to, and where."""

    class Arguments:
        id = graphene.ID()
        identifier = graphene.String()
        input = WebhookUpdateInput(required=True)

    permissions = ("MANAGE_APPS", "AUTHENTICATED_APP")
    webhook = graphene.Field(Webhook)
    errors = errors_of(WebhookError)

    @classmethod
    def perform(
        cls, info: Any, input: dict[str, Any], id: str | None = None, identifier: str | None = None
    ) -> dict[str, Any]:
        """Change it."""
        return {"webhook": hooks.update(webhook=_own(info, id, identifier), given=_given(input))}


class WebhookDelete(CoreMutation):
    """Listen no more."""

    class Arguments:
        id = graphene.ID()
        identifier = graphene.String()

    permissions = ("MANAGE_APPS", "AUTHENTICATED_APP")
    webhook = graphene.Field(Webhook)
    errors = errors_of(WebhookError)

    @classmethod
    def perform(cls, info: Any, id: str | None = None, identifier: str | None = None) -> dict[str, Any]:
        """Delete it."""
        webhook = _own(info, id, identifier)
        key = webhook.pk
        hooks.delete(webhook=webhook)
        webhook.pk = key
        return {"webhook": webhook}


def _own(info: Any, id: str | None, identifier: str | None) -> models.Webhook:
    """Return a webhook that the caller may change: an app its own, staff any by its id.

    Raises:
        Refusal: GRAPHQL_ERROR when not exactly one of id and identifier is given, NOT_FOUND.
    """
    app = info.context.app
    if identifier is not None and id is None and app is not None:
        found = app.webhooks.filter(identifier=identifier).first()
    else:
        found = rows.by(models.Webhook, "Webhook", id=id, identifier=None if id else identifier)
    if found is None or (app is not None and found.app_id != app.pk):
        raise refuse("NOT_FOUND", "Couldn't resolve to a node.", "id" if id else "identifier")
    return found


class EventDeliveryRetry(CoreMutation):
    """Send a payload once more."""

    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_APPS", "AUTHENTICATED_APP")
    delivery = graphene.Field(EventDelivery)
    errors = errors_of(WebhookError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Send it."""
        found = rows.one(models.EventDelivery, id, "EventDelivery")
        try:
            require_own(found.webhook.app_id, info)
        except PermissionDenied as error:
            raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {id}", "id") from error
        delivery = deliveries.retry(delivery_id=found.pk, now=info.context.now)
        transaction.on_commit(partial(tasks.deliver.delay, delivery.pk), robust=True)
        return {"delivery": delivery}


class WebhookMutations:
    """The webhooks' fields of Mutation."""

    webhook_create = WebhookCreate.Field()
    webhook_update = WebhookUpdate.Field()
    webhook_delete = WebhookDelete.Field()
    event_delivery_retry = EventDeliveryRetry.Field()
