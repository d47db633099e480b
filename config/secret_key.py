"""Where the key that signs cookies and links comes from."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KNOWN_DEFAULTS = frozenset({"secret", "changeme", "change-me", "insecure", "development", "test"})
# Characters; Django's own deployment check asks for the same.
SHORTEST = 50


def load_secret_key(given: str, *, stored_at: Path, production: bool) -> str:
    """Return the given key; a demo without one gets its own, made once and kept in `stored_at`.

    Raises:
        ImproperlyConfigured: production without a key, or with one that others know or can guess;
            a demo whose folder cannot be written to.
    """
    if production:
        _refuse_weak(given)
    return given or _stored_key(stored_at)


def derived_password(secret_key: str, purpose: str = "staff password") -> str:
    """Return a password that follows from the secret key and does not give it, or another one, away."""
    return hmac.digest(secret_key.encode(), purpose.encode(), "sha256").hex()


def _refuse_weak(key: str) -> None:
    if not key:
        raise ImproperlyConfigured("SECRET_KEY must be set in production.")
    if key.lower() in KNOWN_DEFAULTS or key.startswith("django-insecure-"):
        raise ImproperlyConfigured("SECRET_KEY is a known default: make your own.")
    if len(key) < SHORTEST:
        raise ImproperlyConfigured(f"SECRET_KEY must have at least {SHORTEST} characters.")


def _stored_key(path: Path) -> str:
    try:
        if not path.exists():
            _store_new_key(path)
    except OSError as error:
        raise ImproperlyConfigured(f"{path.parent} cannot be written to ({error.strerror}).") from error
    return path.read_text(encoding="ascii").strip()


def _store_new_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.touch(mode=0o600)
    unfinished.write_text(secrets.token_urlsafe(48), encoding="ascii")
    # A link cannot replace a file: of two processes that start together, one wins and both read its key.
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(unfinished)
    unfinished.unlink()
