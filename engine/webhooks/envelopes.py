"""The headers of what the core sends, and who it says it is."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlsplit

from django.conf import settings

from engine import signing
from engine.webhooks.models import Webhook
from engine.webhooks.sending import Letter

#: The dialect that is spoken: apps read it from the User-Agent and from `Saleor-Schema-Version`.
SCHEMA_VERSION = "3.24"
USER_AGENT = f"Saleor/{SCHEMA_VERSION}"


def domain() -> str:
    """Return the host (and port) that the core is known by."""
    return urlsplit(settings.PUBLIC_URL).netloc


def api_url() -> str:
    """Return the address of the core's API."""
    return f"{settings.PUBLIC_URL}/graphql/"


def plain() -> dict[str, str]:
    """Return the headers that every request to an app has; they are not signed."""
    return {
        "User-Agent": USER_AGENT,
        "Content-Type": "application/json",
        "X-Saleor-Domain": domain(),
        "Saleor-Domain": domain(),
        "Saleor-Api-Url": api_url(),
        "Saleor-Schema-Version": SCHEMA_VERSION,
    }


def seal(webhook: Webhook, event_type: str, body: bytes) -> Letter:
    """Return a webhook's request: addressed, named and signed."""
    name, signature = event_type.lower(), sign(body, webhook.secret_key)
    headers = {
        **custom(webhook),
        "User-Agent": USER_AGENT,
        "Content-Type": "application/json",
        "X-Saleor-Event": name,
        "X-Saleor-Domain": domain(),
        "X-Saleor-Signature": signature,
        "Saleor-Event": name,
        "Saleor-Domain": domain(),
        "Saleor-Signature": signature,
        "Saleor-Api-Url": api_url(),
    }
    return Letter(webhook.target_url, headers, body)


def custom(webhook: Webhook) -> dict[str, str]:
    """Return the headers that the app wished for."""
    return {str(name): str(value) for name, value in (webhook.custom_headers or {}).items()}


def sign(body: bytes, secret_key: str = "") -> str:
    """Return the signature of a body: a detached JWS, or with a secret its HMAC-SHA256 in hex."""
    if secret_key:
        return hmac.new(secret_key.encode(), body, hashlib.sha256).hexdigest()
    return signing.detached(body)
