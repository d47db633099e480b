"""Who signs: the shop's decentralised identifier, which its own web address resolves (did:web).

`https://magazin.example` is `did:web:magazin.example`; a port is part of the name, as in
`did:web:localhost%3A8000`. Whoever verifies reads `/.well-known/did.json` there, so a key
counts only for the host that publishes it.

Source: https://w3c-ccg.github.io/did-method-web/
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from ses_vendors.badge.proof import keys

CONTEXTS = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1")


def identifier() -> str:
    """Return the shop's identifier."""
    return f"did:web:{quote(urlsplit(settings.PUBLIC_URL).netloc, safe='')}"


def key_url(key_id: str) -> str:
    """Return the name under which others find a key."""
    return f"{identifier()}#{key_id}"


def document(*, now: datetime) -> dict[str, Any]:
    """Describe the shop's keys: those of credentials that have not ended, the current one first."""
    listed = keys.published(now=now)
    return {
        "@context": list(CONTEXTS),
        "id": identifier(),
        "alsoKnownAs": [f"{settings.PUBLIC_URL}/"],
        "verificationMethod": [
            {
                "id": key_url(each.key_id),
                "type": "JsonWebKey",
                "controller": identifier(),
                "publicKeyJwk": each.jwk(),
            }
            for each in listed
        ],
        "assertionMethod": [key_url(each.key_id) for each in listed],
    }
