"""The Ed25519 keys that sign credentials: made here and kept encrypted, or given by the operator.

`settings.CREDENTIAL_KEYS` are private keys from the environment, the newest first: that one signs, all of
them are published. Without any, the first credential makes a key, which the database keeps encrypted;
`rotate` (`manage.py rotate_badge_key`) replaces it. A replaced key's private half is erased; its public half
stays published until the last credential that it may have signed has ended.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from kernel import jws
from kernel.badge import day_of
from ses_vendors.badge.models import Attestation, SigningKey
from ses_vendors.badge.states import VOUCHED
from ses_vendors.installation import encryption

#: Bytes of a private key of Ed25519.
SEED_LENGTH = 32


class BadKey(ValueError):
    """CREDENTIAL_KEYS holds what is no key."""


class KeysGiven(Exception):
    """The keys come from the environment: there they are replaced, not here."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half that verifies: its name (a JWK thumbprint) and its bytes in base64url."""

    key_id: str
    x: str

    def jwk(self) -> dict[str, str]:
        """Write it as a JSON Web Key (RFC 8037)."""
        return {"kty": "OKP", "crv": "Ed25519", "x": self.x, "kid": self.key_id, "alg": "EdDSA", "use": "sig"}


@dataclass(frozen=True, slots=True)
class Signer:
    """The half that signs, and its public one."""

    private: Ed25519PrivateKey
    public: PublicKey


def current(*, now: datetime) -> Signer:
    """Return the key that signs now; where there is none yet, one is made.

    Raises BadKey, and `encryption.Undecryptable` where none of APP_ENCRYPTION_KEY's keys opens it.
    """
    if settings.CREDENTIAL_KEYS:
        return _given(settings.CREDENTIAL_KEYS[0])
    row = SigningKey.objects.filter(is_current=True).first() or _made(now=now)
    return _given(encryption.decrypt(row.private))


def published(*, now: datetime) -> tuple[PublicKey, ...]:
    """Return every key by which a credential that has not ended may be verified, the current one first."""
    rows = SigningKey.objects.exclude(needed_until__lt=day_of(now)).order_by("-is_current", "-made_at", "-pk")
    kept = [PublicKey(row.key_id, row.public_x) for row in rows]
    if not (settings.CREDENTIAL_KEYS or any(row.is_current for row in rows)):
        kept.insert(0, current(now=now).public)
    return tuple(dict.fromkeys((*given(), *kept)))


def given() -> tuple[PublicKey, ...]:
    """Return the keys from the environment. Raises BadKey."""
    return tuple(_given(seed).public for seed in settings.CREDENTIAL_KEYS)


def rotate(*, now: datetime) -> SigningKey:
    """Replace the current key by a new one. Raises KeysGiven where keys come from the environment."""
    if settings.CREDENTIAL_KEYS:
        raise KeysGiven("CREDENTIAL_KEYS are set: put a new key before them, and leave the old one in.")
    with transaction.atomic():
        for row in SigningKey.objects.select_for_update().filter(is_current=True):
            row.is_current, row.private, row.replaced_at = False, "", now
            row.needed_until = _last_day(now=now)
            row.save(update_fields=("is_current", "private", "replaced_at", "needed_until"))
        return _create(now=now)


def encrypt_anew() -> int:
    """Encrypt the stored key with the newest APP_ENCRYPTION_KEY; returns how many there were."""
    rows = list(SigningKey.objects.filter(is_current=True))
    for row in rows:
        row.private = encryption.rotate(row.private)
        row.save(update_fields=("private",))
    return len(rows)


def new_seed() -> str:
    """Return a new private key as CREDENTIAL_KEYS and the database write it."""
    return jws.url_safe(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def _last_day(*, now: datetime) -> date:
    """The last day of any document that a credential may have been signed for."""
    last = Attestation.objects.filter(status__in=VOUCHED).aggregate(last=Max("valid_until"))["last"]
    return max(last or day_of(now), day_of(now))


def _made(*, now: datetime) -> SigningKey:
    try:
        with transaction.atomic():
            return _create(now=now)
    except IntegrityError:
        # Another process was first.
        return SigningKey.objects.get(is_current=True)


def _create(*, now: datetime) -> SigningKey:
    seed = new_seed()
    public = _given(seed).public
    return SigningKey.objects.create(
        key_id=public.key_id, public_x=public.x, private=encryption.encrypt(seed), made_at=now
    )


def _given(seed: str) -> Signer:
    try:
        raw = jws.from_url_safe(seed)
        private = Ed25519PrivateKey.from_private_bytes(raw)
    except ValueError as error:
        raise BadKey(f"CREDENTIAL_KEYS must be {SEED_LENGTH} bytes each, in base64url.") from error
    x = jws.url_safe(private.public_key().public_bytes_raw()).decode()
    return Signer(private, PublicKey(_thumbprint(x), x))


def _thumbprint(x: str) -> str:
    """Name a key by its bytes (RFC 7638)."""
    members = json.dumps({"crv": "Ed25519", "kty": "OKP", "x": x}, separators=(",", ":"), sort_keys=True)
    return jws.url_safe(hashlib.sha256(members.encode()).digest()).decode()
