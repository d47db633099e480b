"""What an app is told: the answer to its webhook's query, as the schema builds it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, cast

import orjson
from django.conf import settings
from django.utils.module_loading import import_string

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


#: (happening, query, app) to the payload; None when the query asks for nothing of this event.
Builder = Callable[[Happening, str, App], Mapping[str, Any] | None]


@cache
def _builder(path: str) -> Builder:
    return cast(Builder, import_string(path))


def build(happening: Happening, webhook: Webhook) -> bytes | None:
    """Return the body for a webhook; None when there is nothing to tell it.

    Rooms may not import the schema: `settings.ENGINE_PAYLOADS` names who builds.
    """
    payload = _builder(settings.ENGINE_PAYLOADS)(happening, webhook.subscription_query, webhook.app)
    if payload is None:
        logger.warning("Nothing of %s is asked for by webhook %s.", happening.kind, webhook.pk)
        return None
    return orjson.dumps(payload, default=str)
