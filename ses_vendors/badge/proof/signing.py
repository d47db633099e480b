"""Signed with the shop's key: a JSON Web Token whose payload is a verifiable credential.

Sources: https://www.w3.org/TR/vc-jose-cose/ (3.1.1, header `typ` vc+jwt); Open Badges 3.0, 8.2 (claims).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import jwt

from ses_vendors.badge.proof import did, keys

MEDIA_TYPE = "application/vc+jwt"


def signed(payload: dict[str, Any], *, now: datetime) -> str:
    """Sign a payload with the current key. The same payload and key give the same text."""
    signer = keys.current(now=now)
    headers = {"typ": "vc+jwt", "cty": "vc", "kid": did.key_url(signer.public.key_id)}
    return jwt.encode(payload, signer.private, algorithm="EdDSA", headers=headers)
