"""Apps for the tests: who they are, what they listen to, and what reaches them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from django.test import Client

from engine.webhooks.models import App, Webhook, WebhookEvent
from engine.webhooks.services import apps
from tests.engine.schema.asking import NOW

ALL = (
    "MANAGE_PRODUCTS",
    "MANAGE_ORDERS",
    "MANAGE_PAGES",
    "MANAGE_CHANNELS",
    "MANAGE_SHIPPING",
    "MANAGE_CHECKOUTS",
    "HANDLE_PAYMENTS",
)
ORDER_QUERY = "subscription { event { issuedAt ... on OrderCreated { order { number } } } }"


def app(name: str = "Piața", *, permissions: Sequence[str] = ALL) -> tuple[App, str]:
    """An app and its key."""
    return apps.create(name=name, permissions=permissions, now=NOW)


def webhook(of: App, url: str, *events: str, query: str = ORDER_QUERY, **fields: Any) -> Webhook:
    """A webhook of an app."""
    made = Webhook.objects.create(app=of, target_url=url, subscription_query=query, **fields)
    WebhookEvent.objects.bulk_create(WebhookEvent(webhook=made, event_type=code) for code in events)
    return made


@dataclass
class Received:
    """What has reached an app."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def content(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Mailbox:
    """An app on this site: what reached it, and what it answers; `answers` are those to one kind of event."""

    received: list[Received] = field(default_factory=list)
    status: int = 200
    answer: Any = None
    answers: dict[str, Any] = field(default_factory=dict)


def is_signed(received: Received) -> bool:
    """Whether the signature is the core's over these bytes, checked with nothing but its published key."""
    header, payload, signature = received.headers["Saleor-Signature"].split(".")
    told = json.loads(_decoded(header))
    keys = json.loads(Client().get("/.well-known/jwks.json").content)["keys"]
    key: Any = next(jwt.PyJWK(each).key for each in keys if each["kid"] == told["kid"])
    assert (told["alg"], told["b64"], told["crit"], payload) == ("RS256", False, ["b64"], "")
    try:
        signed = header.encode() + b"." + received.body
        key.verify(_decoded(signature), signed, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _decoded(text: str) -> bytes:
    return jwt.utils.base64url_decode(text)
