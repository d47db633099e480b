"""Who listens to what."""

from __future__ import annotations

from collections.abc import Collection

from engine.webhooks.kinds import ANY, KINDS
from engine.webhooks.models import App, Webhook, WebhookEvent


def webhooks(kind: str, *, app: App | None = None) -> list[Webhook]:
    """Return the active webhooks of active apps that listen to a kind of event, with their apps.

    As at Saleor, an app that lacks the event's permission is not told.
    """
    listed = Webhook.objects.filter(is_active=True, app__is_active=True, events__event_type__in=_names(kind))
    if app is not None:
        listed = listed.filter(app=app)
    permission = KINDS[kind].permission
    return [
        hook
        for hook in listed.select_related("app").order_by("pk").distinct()
        if permission is None or permission in hook.app.permissions
    ]


def heard(kinds: Collection[str]) -> list[str]:
    """Return those of the kinds that somebody listens to, in one query."""
    listed = WebhookEvent.objects.filter(webhook__is_active=True, webhook__app__is_active=True)
    wanted = {name for kind in kinds for name in _names(kind)}
    found = set(listed.filter(event_type__in=wanted).values_list("event_type", flat=True))
    return [kind for kind in kinds if found.intersection(_names(kind))]


def _names(kind: str) -> tuple[str, ...]:
    return (kind,) if KINDS[kind].is_question else (kind, ANY)
