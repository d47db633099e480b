"""What an app is told: the answer to its webhook's query, as the schema builds it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any, Protocol, cast

import orjson
from django.conf import settings

from engine.accounts.models import User
from engine.webhooks.models import App, Webhook

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, or a question put to an app: the root of a subscription's event.

    `subject` is what the event type's fields are read from: a row, or for the questions of payments a
    value of that room. `details` are further facts, such as the warehouse of a stock.
    """

    kind: str
    subject: Any
    issued_at: datetime
    requestor: User | App | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


class Writer(Protocol):
    """The module that `settings.ENGINE_PAYLOADS` names: rooms may not import the schema."""

    def build(self, happening: Happening, query: str, app: App) -> Mapping[str, Any] | None:
        """Return the payload; None when the query asks for nothing of this event."""
        ...

    def fault(self, query: str) -> tuple[str, str] | None:
        """Return code and message of what is wrong with a subscription query; None for a good one."""
        ...


def writer() -> Writer:
    """Return who writes payloads and reads queries."""
    return cast(Writer, import_module(settings.ENGINE_PAYLOADS))


def build(happening: Happening, webhook: Webhook) -> bytes | None:
    """Return the body for a webhook; None when there is nothing to tell it."""
    payload = writer().build(happening, webhook.subscription_query, webhook.app)
    if payload is None:
        logger.warning("Nothing of %s is asked for by webhook %s.", happening.kind, webhook.pk)
        return None
    return orjson.dumps(payload, default=str)
