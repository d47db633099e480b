"""Detached signatures (JWS, RFC 7515, appendix F): `header..signature`, the content travels beside it.

Saleor signs the bytes of a webhook's body as they are (RFC 7797: `b64` false, named in `crit`). This module
reads the text and says which bytes were signed; whether the signature is good is for who has the key.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ALGORITHM = "RS256"
# Extensions that are understood; RFC 7515, 4.1.11: a signature that needs any other must be refused.
KNOWN_EXTENSIONS = frozenset({"b64"})
# Characters; Saleor's are about 500.
LONGEST = 4_096
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


class MalformedSignature(ValueError):
    """The text is no detached JWS that can be verified here."""


@dataclass(frozen=True, slots=True)
class Detached:
    """A signature, the name of its key, and how what was signed is written."""

    key_id: str
    signature: bytes
    encoded_header: bytes
    is_encoded: bool

    def signed(self, content: bytes) -> bytes:
        """Return the bytes that the signature is over, for a content."""
        return self.encoded_header + b"." + (url_safe(content) if self.is_encoded else content)


def parse(text: str) -> Detached:
    """Read a detached JWS with an RS256 signature.

    Raises:
        MalformedSignature: it is too long, not of three parts, carries a content of its own, has no key's
            name, another algorithm ("none" among them), or an extension that is not understood.
    """
    if len(text) > LONGEST:
        raise MalformedSignature("The signature is too long.")
    parts = text.split(".")
    if len(parts) != 3 or parts[1]:
        raise MalformedSignature("The signature is not a detached JWS.")
    header = _header(parts[0])
    if header.get("alg") != ALGORITHM:
        raise MalformedSignature(f"The signature's algorithm is not {ALGORITHM}.")
    key_id = header.get("kid")
    if not isinstance(key_id, str) or not key_id:
        raise MalformedSignature("The signature does not name its key.")
    return Detached(key_id, from_url_safe(parts[2]), parts[0].encode("ascii"), _is_encoded(header))


def url_safe(content: bytes) -> bytes:
    """Write bytes as base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=")


def from_url_safe(text: str) -> bytes:
    """Read base64url without padding; raises MalformedSignature."""
    if not _BASE64URL.fullmatch(text):
        raise MalformedSignature("The signature is not in base64url.")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise MalformedSignature("The signature is not in base64url.") from error


def _header(text: str) -> Mapping[str, Any]:
    try:
        header = json.loads(from_url_safe(text))
    except (ValueError, RecursionError) as error:
        raise MalformedSignature("The signature's header cannot be read.") from error
    if not isinstance(header, dict):
        raise MalformedSignature("The signature's header cannot be read.")
    return header


def _is_encoded(header: Mapping[str, Any]) -> bool:
    """Say whether the content was signed in base64url: it is, unless `b64` is false and named in `crit`."""
    needed = header.get("crit", [])
    if not isinstance(needed, list) or not all(name in KNOWN_EXTENSIONS for name in map(str, needed)):
        raise MalformedSignature("The signature needs an extension that is not understood.")
    is_encoded = header.get("b64", True)
    if not isinstance(is_encoded, bool) or (not is_encoded and "b64" not in needed):
        raise MalformedSignature("The signature's b64 must be named in crit.")
    return is_encoded
