"""The keys of a core: reading its JSON Web Key Set, and verifying with one of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

from kernel import jws

# Bits. Shorter RSA keys can be broken; longer ones than this only cost time.
SHORTEST, LONGEST = 2048, 8192


def names(jwks: Mapping[str, Any]) -> frozenset[str]:
    """Return the names (`kid`) of the keys that can be used."""
    return frozenset(str(each["kid"]) for each in _listed(jwks) if each.get("kid") and _public(each))


def verify(jwks: Mapping[str, Any], signature: jws.Detached, content: bytes) -> bool:
    """Say whether a key of the set made the signature over the content."""
    for each in _listed(jwks):
        key = _public(each) if each.get("kid") == signature.key_id else None
        if key is not None and _is_by(key, signature, content):
            return True
    return False


def _listed(jwks: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    listed = jwks.get("keys")
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []


def _public(jwk: Mapping[str, Any]) -> RSAPublicKey | None:
    """Build an RSA key; None for what is none, is too short, or is for something else than signatures."""
    if jwk.get("kty") != "RSA" or jwk.get("use", "sig") != "sig" or jwk.get("alg", "RS256") != "RS256":
        return None
    try:
        return _built(jwk["n"], jwk["e"])
    except (KeyError, TypeError, AttributeError, ValueError):
        return None


# A core has a key or two, and each of its events is verified with the same.
@lru_cache(maxsize=16)
def _built(modulus: str, exponent: str) -> RSAPublicKey | None:
    number = _whole(modulus)
    if not SHORTEST <= number.bit_length() <= LONGEST:
        return None
    return RSAPublicNumbers(_whole(exponent), number).public_key()


def _whole(text: str) -> int:
    return int.from_bytes(jws.from_url_safe(text), "big")


def _is_by(key: RSAPublicKey, signature: jws.Detached, content: bytes) -> bool:
    try:
        key.verify(signature.signature, signature.signed(content), PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True
