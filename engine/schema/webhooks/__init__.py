"""Apps, webhooks and what they are told, on the wire."""

from __future__ import annotations

from engine.schema.webhooks.apps import AppMutations
from engine.schema.webhooks.events import EVENT_TYPES, Subscription
from engine.schema.webhooks.hooks import WebhookMutations as _WebhookMutations
from engine.schema.webhooks.queries import AppQueries
from engine.schema.webhooks.trials import TrialMutations


class WebhookMutations(_WebhookMutations, TrialMutations):
    """The webhooks' fields of Mutation."""


__all__ = ["EVENT_TYPES", "AppMutations", "AppQueries", "Subscription", "WebhookMutations"]
