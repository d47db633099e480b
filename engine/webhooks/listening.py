"""Who listens to what."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from engine.prepared import prepared
from engine.webhooks.kinds import ANY, KINDS
from engine.webhooks.models import App, Webhook, WebhookEvent


def webhooks(kind: str, *, app: App | None = None) -> list[Webhook]:
    """Return the active webhooks of active apps that listen to a kind of event, with their apps.

    As at Saleor, an app that lacks the event's permission is not told.
    """
    permission = KINDS[kind].permission
    return [
        hook
        for hook in _listed(_names(kind))
        if (app is None or hook.app_id == app.pk)
        and (permission is None or permission in hook.app.permissions)
    ]


@prepared
def _listed(names: Collection[str]) -> QuerySet[Any, Any]:
    listed = Webhook.objects.filter(is_active=True, app__is_active=True, events__event_type__in=names)
    return listed.select_related("app").order_by("pk").distinct()


def heard(kinds: Collection[str]) -> list[str]:
    """Return those of the kinds that somebody listens to, in one query."""
    found = set(_heard({name for kind in kinds for name in _names(kind)}))
    return [kind for kind in kinds if found.intersection(_names(kind))]


@prepared
def _heard(names: Collection[str]) -> QuerySet[Any, Any]:
    listed = WebhookEvent.objects.filter(webhook__is_active=True, webhook__app__is_active=True)
    return listed.filter(event_type__in=names).values_list("event_type", flat=True)


def _names(kind: str) -> tuple[str, ...]:
    return (kind,) if KINDS[kind].is_question else (kind, ANY)
