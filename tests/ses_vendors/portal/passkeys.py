"""A device that makes a passkey, as a browser would send it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from tests.ses_vendors.signing_in import PeopleClient

FLAG = AuthenticatorData.FLAG
KEY_ID = b"the-passkey-of-ana-2026"


def made(client: PeopleClient, *, is_verified: bool) -> str:
    """Answer the page that adds a passkey; `is_verified` says that it asked for finger, face or PIN."""
    challenge = client.people_session()["mfa.webauthn.state"]["challenge"]
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    told = CollectedClientData.create("webauthn.create", challenge, "https://testserver")
    held = AttestationObject.create("none", _data(key, is_verified=is_verified), {})
    answer: dict[str, Any] = {
        "id": websafe_encode(KEY_ID),
        "rawId": websafe_encode(KEY_ID),
        "type": "public-key",
        "response": {"clientDataJSON": websafe_encode(told), "attestationObject": websafe_encode(held)},
        "clientExtensionResults": {},
    }
    return json.dumps(answer)


def _data(key: ES256, *, is_verified: bool) -> AuthenticatorData:
    flags = FLAG.UP | FLAG.AT | (FLAG.UV if is_verified else FLAG(0))
    credential = AttestedCredentialData.create(Aaguid.NONE, KEY_ID, key)
    return AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 0, credential)
