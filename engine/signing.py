"""The core's RSA key: it signs tokens (and webhooks), and whoever reads them fetches its public half."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

BITS = 2048
ALGORITHM = "RS256"


def private_key() -> RSAPrivateKey:
    """Return the key of RSA_PRIVATE_KEY, else this machine's own, made once in VAR_DIR.

    Raises:
        ImproperlyConfigured: RSA_PRIVATE_KEY holds no RSA key in PEM.
    """
    given = settings.RSA_PRIVATE_KEY
    return _read(given) if given else _stored(Path(settings.VAR_DIR) / "rsa_key.pem")


def key_id() -> str:
    """Return the name of the key: its thumbprint by RFC 7638."""
    jwk = _public_numbers()
    text = json.dumps({name: jwk[name] for name in ("e", "kty", "n")}, separators=(",", ":"))
    return _url_safe(hashlib.sha256(text.encode()).digest())


def jwks() -> dict[str, list[dict[str, str]]]:
    """Return the public half as a JSON Web Key Set."""
    return {"keys": [{**_public_numbers(), "kid": key_id(), "use": "sig", "alg": "RS256"}]}


def detached(body: bytes) -> str:
    """Return the signature of a body as a detached JWS (RFC 7515, appendix F), RS256.

    The body is signed as it is, not encoded (RFC 7797, `b64` false): `header..signature`.
    """
    headers = {"kid": key_id(), "crit": ["b64"]}
    return jwt.api_jws.encode(body, private_key(), ALGORITHM, headers=headers, is_payload_detached=True)


def _public_numbers() -> dict[str, str]:
    numbers = private_key().public_key().public_numbers()
    return {"kty": "RSA", "n": _whole(numbers.n), "e": _whole(numbers.e)}


def _whole(number: int) -> str:
    return _url_safe(number.to_bytes((number.bit_length() + 7) // 8, "big"))


def _url_safe(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


@lru_cache(maxsize=4)
def _read(pem: str) -> RSAPrivateKey:
    # An environment file writes the line breaks of a PEM as \n.
    try:
        key = serialization.load_pem_private_key(pem.replace("\\n", "\n").encode(), password=None)
    except (ValueError, TypeError) as error:
        raise ImproperlyConfigured(
            "RSA_PRIVATE_KEY must be an RSA key in PEM, without a password."
        ) from error
    if not isinstance(key, RSAPrivateKey):
        raise ImproperlyConfigured("RSA_PRIVATE_KEY must be an RSA key.")
    return key


@lru_cache(maxsize=4)
def _stored(path: Path) -> RSAPrivateKey:
    if not path.exists():
        _store_new_key(path)
    return _read(path.read_text(encoding="ascii"))


def _store_new_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = generate_private_key(public_exponent=65537, key_size=BITS).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(pem)
    # A link cannot replace a file: of two processes that start together, one wins and both read its key.
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(unfinished)
    unfinished.unlink()
