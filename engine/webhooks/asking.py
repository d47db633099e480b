"""Questions to apps that wait for an answer: Saleor's synchronous webhooks.

Ask outside of a transaction: an app may take its time, and may call back.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings

from engine.webhooks import envelopes, listening, payloads, requestors
from engine.webhooks.models import App, Webhook
from engine.webhooks.payloads import Happening
from engine.webhooks.sending import Reply, Unreachable, send

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an app answered: JSON, or why there is none. An empty answer is `content` None, no failure."""

    app: App
    content: Any = None
    failure: str = ""

    @property
    def is_given(self) -> bool:
        """Whether the app accepted the question (2xx) and what it said can be read."""
        return not self.failure


def ask(
    kind: str, subject: Any, *, now: datetime, app: App | None = None, timeout: float | None = None
) -> list[Answer]:
    """Put a question to the apps that listen to it, or to `app` alone; return their answers in order.

    `kind` is the event's code (TRANSACTION_INITIALIZE_SESSION); `subject` is what the fields of the event's
    type read as `root.subject`. An app that is away, slow (`timeout` in seconds, by default
    `settings.WEBHOOK_SYNC_TIMEOUT`), refuses, or does not answer in JSON gives an answer with a `failure`.
    An empty list means that nobody listens.
    """
    happening = Happening(kind, subject, now, requestors.current())
    limit = timeout or settings.WEBHOOK_SYNC_TIMEOUT
    webhooks = listening.webhooks(kind, app=app)
    return [answer for hook in webhooks if (answer := _ask(hook, happening, limit)) is not None]


def _ask(webhook: Webhook, happening: Happening, timeout: float) -> Answer | None:
    body = payloads.build(happening, webhook)
    if body is None:
        return None
    try:
        reply = send(envelopes.seal(webhook, happening.kind, body), timeout=timeout)
    except Unreachable as error:
        return _failed(webhook, happening, str(error))
    return _read(webhook, happening, reply)


def _read(webhook: Webhook, happening: Happening, reply: Reply) -> Answer:
    if not reply.is_good:
        return _failed(webhook, happening, f"HTTP {reply.status}")
    if not reply.body.strip():
        return Answer(webhook.app)
    try:
        return Answer(webhook.app, orjson.loads(reply.body))
    except orjson.JSONDecodeError:
        return _failed(webhook, happening, "The answer is not JSON.")


def _failed(webhook: Webhook, happening: Happening, why: str) -> Answer:
    logger.warning("Unable to ask %s about %s: %s", webhook.app, happening.kind, why)
    return Answer(webhook.app, failure=why)
