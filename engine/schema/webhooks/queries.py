"""What can be asked about apps and webhooks."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from engine.schema.connections import PAGE_ARGUMENTS, connect
from engine.schema.enums import OrderDirection, code
from engine.schema.keys import whole_keys_of
from engine.schema.webhooks.enums import AppSortField, AppTypeEnum
from engine.schema.webhooks.types import App, AppCountableConnection, AppInstallation, Webhook
from engine.webhooks import models
from kernel.ids import from_global_id

SORT_FIELDS = {"NAME": "name", "CREATION_DATE": "created_at"}


class AppFilterInput(graphene.InputObjectType):
    """Which apps."""

    search = graphene.String()
    is_active = graphene.Boolean()
    type = AppTypeEnum()


class AppSortingInput(graphene.InputObjectType):
    """How apps are sorted."""

    direction = OrderDirection(required=True)
    field = AppSortField(required=True)


class AppQueries:
    """The room's fields of Query."""

    app = graphene.Field(App, id=graphene.ID())
    apps = graphene.Field(
        AppCountableConnection, filter=AppFilterInput(), sort_by=AppSortingInput(), **PAGE_ARGUMENTS
    )
    apps_installations = graphene.List(graphene.NonNull(AppInstallation), required=True)
    webhook = graphene.Field(Webhook, id=graphene.ID(required=True))

    @staticmethod
    def resolve_app(root: Any, info: Any, id: str | None = None) -> models.App | None:
        """Return an app by its id, the caller itself without one."""
        info.context.require_staff("AUTHENTICATED_STAFF_USER", "AUTHENTICATED_APP")
        caller = info.context.app
        if id is None:
            return caller
        from_global_id(id, "App")
        found = models.App.objects.filter(pk__in=whole_keys_of([id], "App")).first()
        if caller is not None and found != caller:
            info.context.require_staff("MANAGE_APPS")
        return found

    @staticmethod
    def resolve_apps(root: Any, info: Any, filter: Any = None, sort_by: Any = None, **arguments: Any) -> Any:
        info.context.require_staff("AUTHENTICATED_STAFF_USER", "MANAGE_APPS")
        name = SORT_FIELDS[code((sort_by or {}).get("field")) or "NAME"]
        sign = "-" if code((sort_by or {}).get("direction")) == "DESC" else ""
        rows = _filtered(models.App.objects.all(), filter or {})
        return connect(info, rows, order=(f"{sign}{name}", f"{sign}pk"), arguments=arguments)

    @staticmethod
    def resolve_apps_installations(root: Any, info: Any) -> QuerySet[models.AppInstallation]:
        info.context.require_staff("MANAGE_APPS")
        return models.AppInstallation.objects.order_by("pk")

    @staticmethod
    def resolve_webhook(root: Any, info: Any, id: str) -> models.Webhook | None:
        """Return a webhook to whoever manages apps, and to its own app."""
        info.context.require_staff("AUTHENTICATED_APP", "MANAGE_APPS")
        from_global_id(id, "Webhook")
        rows = models.Webhook.objects.select_related("app").prefetch_related("events")
        found = rows.filter(pk__in=whole_keys_of([id], "Webhook")).first()
        caller = info.context.app
        return None if found and caller is not None and found.app_id != caller.pk else found


def _filtered(rows: QuerySet[models.App], wanted: Any) -> QuerySet[models.App]:
    if wanted.get("search"):
        rows = rows.filter(name__icontains=wanted["search"])
    if wanted.get("is_active") is not None:
        rows = rows.filter(is_active=wanted["is_active"])
    if wanted.get("type") is not None:
        rows = rows.filter(type=code(wanted["type"]))
    return rows
