"""A verifier that knows nothing of our code: W3C's rules, and jwcrypto for the signatures.

It is told where a token came from and how to fetch addresses; everything else it takes from what it fetches.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from jwcrypto import jwk, jws

Fetch = Callable[[str], str]


class Refused(Exception):
    """The credential is not to be believed; the text says why."""


def verify(token: str, *, fetch: Fetch, now: datetime) -> dict[str, Any]:
    """Verify a credential and its status, and return what it says. Raises Refused."""
    told = _signed(token, fetch=fetch)
    _in_time(told, now)
    for entry in told.get("credentialStatus", []):
        if _bit(entry, issuer=_issuer(told), fetch=fetch, now=now):
            raise Refused(entry["statusPurpose"])
    return told


def _signed(token: str, *, fetch: Fetch) -> dict[str, Any]:
    header = json.loads(_decoded(token.split(".")[0]))
    if header["typ"] != "vc+jwt" or header["alg"] != "EdDSA":
        raise Refused("header")
    controller, _, _ = header["kid"].partition("#")
    document = json.loads(fetch(did_address(controller)))
    if document["id"] != controller:
        raise Refused("did")
    method = next((each for each in document["verificationMethod"] if each["id"] == header["kid"]), None)
    if method is None or header["kid"] not in document["assertionMethod"]:
        raise Refused("key")
    checked = jws.JWS()
    checked.deserialize(token)
    try:
        checked.verify(jwk.JWK(**method["publicKeyJwk"]), alg="EdDSA")
    except jws.InvalidJWSSignature as error:
        raise Refused("signature") from error
    told: dict[str, Any] = json.loads(checked.payload)
    if _issuer(told) != controller or told["iss"] != controller:
        raise Refused("issuer")
    return told


def did_address(did: str) -> str:
    """https://w3c-ccg.github.io/did-method-web/, 3.2 (http for this machine's own names)."""
    method, name, host = did.split(":", 2)
    assert (method, name) == ("did", "web")
    host = unquote(host)
    return f"{'http' if host.startswith('localhost') else 'https'}://{host}/.well-known/did.json"


def _in_time(told: dict[str, Any], now: datetime) -> None:
    if now < datetime.fromisoformat(told["validFrom"]) or now.timestamp() < told["nbf"]:
        raise Refused("not yet")
    if now > datetime.fromisoformat(told["validUntil"]) or now.timestamp() >= told["exp"]:
        raise Refused("expired")


def _bit(entry: dict[str, str], *, issuer: str, fetch: Fetch, now: datetime) -> int:
    """https://www.w3.org/TR/vc-bitstring-status-list/, 3.2."""
    listed = _signed(fetch(entry["statusListCredential"]), fetch=fetch)
    _in_time(listed, now)
    subject = listed["credentialSubject"]
    assert "BitstringStatusListCredential" in listed["type"]
    assert subject["type"] == "BitstringStatusList"
    if listed["id"] != entry["statusListCredential"] or _issuer(listed) != issuer:
        raise Refused("list")
    if subject["statusPurpose"] != entry["statusPurpose"]:
        raise Refused("purpose")
    assert subject["encodedList"].startswith("u")
    bits = gzip.decompress(_decoded(subject["encodedList"][1:]))
    assert len(bits) * 8 >= 131_072
    position = int(entry["statusListIndex"])
    return bits[position // 8] >> (7 - position % 8) & 1


def _issuer(told: dict[str, Any]) -> str:
    issuer = told["issuer"]
    return str(issuer["id"] if isinstance(issuer, dict) else issuer)


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
