"""Encrypting what the database keeps of other systems' secrets.

`settings.APP_ENCRYPTION_KEYS` are words of any length, the newest first: it encrypts, all of them decrypt.
A key that leaves the list makes what it encrypted unreadable: rotate first (`manage.py app_health --rotate`).
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Ties the derived keys to this use: the same word signs cookies elsewhere.
PURPOSE = b"ses_vendors.installation.token"


class Undecryptable(Exception):
    """None of the keys opens it: the key it was encrypted with has left the settings, or it is damaged."""


def encrypt(text: str) -> str:
    """Encrypt a secret with the newest key."""
    return _keys().encrypt(text.encode()).decode("ascii")


def decrypt(encrypted: str) -> str:
    """Open what `encrypt` made. Raises Undecryptable."""
    try:
        return _keys().decrypt(encrypted).decode()
    except InvalidToken as error:
        raise Undecryptable("The stored token cannot be opened with APP_ENCRYPTION_KEY.") from error


def rotate(encrypted: str) -> str:
    """Encrypt anew with the newest key. Raises Undecryptable."""
    return encrypt(decrypt(encrypted))


def _keys() -> MultiFernet:
    return MultiFernet([_fernet(word) for word in settings.APP_ENCRYPTION_KEYS])


@lru_cache(maxsize=8)
def _fernet(word: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(word.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
