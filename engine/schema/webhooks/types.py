"""Apps and their webhooks on the wire."""

from __future__ import annotations

from typing import Any

import graphene

from engine.schema.connections import PAGE_ARGUMENTS, connect, connection_types
from engine.schema.enums import code
from engine.schema.fields import MetadataItem, Node, ObjectWithMetadata, global_id, pairs
from engine.schema.scalars import JSONString
from engine.schema.webhooks.deliveries import (
    EventDeliveryCountableConnection,
    EventDeliveryFilterInput,
    EventDeliverySortingInput,
    order_by,
)
from engine.schema.webhooks.enums import (
    PERMISSIONS,
    AppTypeEnum,
    CircuitBreakerStateEnum,
    JobStatusEnum,
    PermissionEnum,
    WebhookEventTypeAsyncEnum,
    WebhookEventTypeEnum,
    WebhookEventTypeSyncEnum,
)
from engine.webhooks import models
from engine.webhooks.kinds import ALL_QUESTIONS


class Permission(graphene.ObjectType):
    """What a caller is allowed."""

    code = graphene.Field(PermissionEnum, required=True)
    name = graphene.String(required=True)


def permission(name: str) -> Permission:
    """Return a permission with the words for it."""
    return Permission(code=name, name=PERMISSIONS[name])


def require_own(app: models.App | int, info: Any) -> None:
    """Refuse callers who are neither the app itself nor may manage apps."""
    caller = info.context.app
    if caller is None or caller.pk != getattr(app, "pk", app):
        info.context.require_staff("MANAGE_APPS", "OWNER")


def text_or_null(name: str) -> Any:
    """Make the resolver of a text that is null when it is empty."""

    def resolve_text(root: Any, info: Any) -> str | None:
        return getattr(root, name) or None

    return staticmethod(resolve_text)


class AppToken(graphene.ObjectType):
    """A key of an app; of the key itself only the end is known."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    auth_token = graphene.String()

    resolve_id = global_id("AppToken")

    @staticmethod
    def resolve_auth_token(root: models.AppToken, info: Any) -> str:
        return root.last_four


class WebhookEvent(graphene.ObjectType):
    """An event that a webhook listens to; the root is its code."""

    name = graphene.String(required=True)
    event_type = graphene.Field(WebhookEventTypeEnum, required=True)

    @staticmethod
    def resolve_name(root: str, info: Any) -> str:
        return words(root)

    @staticmethod
    def resolve_event_type(root: str, info: Any) -> str:
        return root


def words(event: str) -> str:
    """Write an event's code for people: ORDER_CREATED as "Order created"."""
    return event.replace("_", " ").capitalize()


class WebhookEventAsync(graphene.ObjectType):
    """An event that a webhook is told of; the root is its code."""

    name = graphene.String(required=True)
    event_type = graphene.Field(WebhookEventTypeAsyncEnum, required=True)

    resolve_name = WebhookEvent.resolve_name
    resolve_event_type = WebhookEvent.resolve_event_type


class WebhookEventSync(graphene.ObjectType):
    """A question that a webhook is asked; the root is its code."""

    name = graphene.String(required=True)
    event_type = graphene.Field(WebhookEventTypeSyncEnum, required=True)

    resolve_name = WebhookEvent.resolve_name
    resolve_event_type = WebhookEvent.resolve_event_type


class Webhook(graphene.ObjectType):
    """Where an app listens."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    identifier = graphene.String()
    events = graphene.List(graphene.NonNull(WebhookEvent), required=True)
    sync_events = graphene.List(graphene.NonNull(WebhookEventSync), required=True)
    async_events = graphene.List(graphene.NonNull(WebhookEventAsync), required=True)
    app = graphene.Field("engine.schema.webhooks.types.App", required=True)
    event_deliveries = graphene.Field(
        EventDeliveryCountableConnection,
        sort_by=EventDeliverySortingInput(),
        filter=EventDeliveryFilterInput(),
        **PAGE_ARGUMENTS,
    )
    target_url = graphene.String(required=True)
    is_active = graphene.Boolean(required=True)
    secret_key = graphene.String()
    subscription_query = graphene.String()
    custom_headers = graphene.Field(JSONString)

    resolve_id = global_id("Webhook")
    resolve_name = text_or_null("name")
    resolve_subscription_query = text_or_null("subscription_query")

    @staticmethod
    def resolve_events(root: models.Webhook, info: Any) -> list[str]:
        return _codes(root)

    @staticmethod
    def resolve_sync_events(root: models.Webhook, info: Any) -> list[str]:
        return [event for event in _codes(root) if event in ALL_QUESTIONS]

    @staticmethod
    def resolve_async_events(root: models.Webhook, info: Any) -> list[str]:
        return [event for event in _codes(root) if event not in ALL_QUESTIONS]

    @staticmethod
    def resolve_event_deliveries(
        root: models.Webhook, info: Any, sort_by: Any = None, filter: Any = None, **arguments: Any
    ) -> Any:
        require_own(root.app_id, info)
        wanted = {name: code(value) for name, value in (filter or {}).items() if value is not None}
        rows = root.deliveries.filter(**wanted)
        return connect(info, rows, order=order_by(sort_by), arguments=arguments)

    @staticmethod
    def resolve_secret_key(root: models.Webhook, info: Any) -> str | None:
        require_own(root.app_id, info)
        return root.secret_key or None

    @staticmethod
    def resolve_custom_headers(root: models.Webhook, info: Any) -> Any:
        require_own(root.app_id, info)
        return root.custom_headers


def _codes(webhook: models.Webhook) -> list[str]:
    return [event.event_type for event in webhook.events.all()]


class App(graphene.ObjectType):
    """Another program that works for the shop."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    identifier = graphene.String()
    permissions = graphene.List(graphene.NonNull(Permission))
    created = graphene.DateTime()
    is_active = graphene.Boolean()
    name = graphene.String()
    type = graphene.Field(AppTypeEnum)
    tokens = graphene.List(graphene.NonNull(AppToken))
    webhooks = graphene.List(graphene.NonNull(Webhook))
    about_app = graphene.String()
    data_privacy_url = graphene.String()
    homepage_url = graphene.String()
    support_url = graphene.String()
    configuration_url = graphene.String()
    app_url = graphene.String()
    manifest_url = graphene.String()
    version = graphene.String()
    author = graphene.String()
    breaker_state = graphene.Field(CircuitBreakerStateEnum, required=True)
    breaker_last_state_change = graphene.DateTime()

    resolve_id = global_id("App")
    resolve_about_app = text_or_null("about_app")
    resolve_data_privacy_url = text_or_null("data_privacy_url")
    resolve_homepage_url = text_or_null("homepage_url")
    resolve_support_url = text_or_null("support_url")
    resolve_configuration_url = text_or_null("configuration_url")
    resolve_app_url = text_or_null("app_url")
    resolve_manifest_url = text_or_null("manifest_url")
    resolve_version = text_or_null("version")
    resolve_author = text_or_null("author")

    @staticmethod
    def resolve_private_metadata(root: models.App, info: Any) -> list[MetadataItem]:
        require_own(root, info)
        return pairs(root.private_metadata)

    @staticmethod
    def resolve_permissions(root: models.App, info: Any) -> list[Permission]:
        return [permission(name) for name in root.permissions]

    @staticmethod
    def resolve_created(root: models.App, info: Any) -> Any:
        return root.created_at

    @staticmethod
    def resolve_tokens(root: models.App, info: Any) -> Any:
        require_own(root, info)
        return root.tokens.order_by("pk")

    @staticmethod
    def resolve_webhooks(root: models.App, info: Any) -> Any:
        require_own(root, info)
        return root.webhooks.prefetch_related("events")

    @staticmethod
    def resolve_breaker_state(root: models.App, info: Any) -> str:
        return "CLOSED"

    @staticmethod
    def resolve_breaker_last_state_change(root: models.App, info: Any) -> None:
        return None


AppCountableConnection = connection_types(App)


class Job(graphene.Interface):
    """Work that takes its time."""

    status = graphene.Field(JobStatusEnum, required=True)
    created_at = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    message = graphene.String()


class AppInstallation(graphene.ObjectType):
    """An app that is being installed."""

    class Meta:
        interfaces = (Node, Job)

    app_name = graphene.String(required=True)
    manifest_url = graphene.String(required=True)

    resolve_id = global_id("AppInstallation")
    resolve_message = text_or_null("message")
