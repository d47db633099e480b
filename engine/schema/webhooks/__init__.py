"""Apps, webhooks and what they are told, on the wire."""

from __future__ import annotations

from engine.schema.webhooks.apps import AppMutations
from engine.schema.webhooks.events import EVENT_TYPES, Subscription
from engine.schema.webhooks.hooks import WebhookMutations
from engine.schema.webhooks.queries import AppQueries

__all__ = ["EVENT_TYPES", "AppMutations", "AppQueries", "Subscription", "WebhookMutations"]
