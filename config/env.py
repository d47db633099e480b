"""Typed reads of environment variables, with errors that name the variable.

A variable that is set but empty counts as unset, so `PORT= make run` means the default.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
POSTGRES_SCHEMES = frozenset({"postgres", "postgresql"})


def _read(name: str, environ: Mapping[str, str] | None) -> str:
    return (os.environ if environ is None else environ).get(name, "").strip()


def text(name: str, default: str = "", *, environ: Mapping[str, str] | None = None) -> str:
    """Return the variable as text."""
    return _read(name, environ) or default


def integer(name: str, default: int, *, environ: Mapping[str, str] | None = None) -> int:
    """Return the variable as a whole number; raises ImproperlyConfigured for anything else."""
    raw = _read(name, environ)
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {raw!r}.") from None


def boolean(name: str, default: bool, *, environ: Mapping[str, str] | None = None) -> bool:
    """Return the variable as a switch (1/0, true/false, yes/no, on/off)."""
    raw = _read(name, environ).lower()
    if not raw:
        return default
    if raw not in TRUE_WORDS | FALSE_WORDS:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {raw!r}.")
    return raw in TRUE_WORDS


def path(name: str, default: Path, *, environ: Mapping[str, str] | None = None) -> Path:
    """Return the variable as a path; `~` is the home folder."""
    raw = _read(name, environ)
    return Path(raw).expanduser() if raw else default


def words(name: str, default: list[str], *, environ: Mapping[str, str] | None = None) -> list[str]:
    """Return the variable as a list of comma-separated words."""
    raw = _read(name, environ)
    return [word.strip() for word in raw.split(",") if word.strip()] if raw else default


def postgres(name: str, *, environ: Mapping[str, str] | None = None) -> dict[str, Any] | None:
    """Return Django's settings of the PostgreSQL server in a URL, or None when the variable is unset.

    The shape is `postgres://user:password@host:port/name?sslmode=require`; what follows `?` goes to libpq.

    Raises:
        ImproperlyConfigured: another kind of server, no database name, or a port that is no number.
    """
    raw = _read(name, environ)
    if not raw:
        return None
    parts = urlsplit(raw)
    database = unquote(parts.path.lstrip("/"))
    if parts.scheme not in POSTGRES_SCHEMES or not database:
        # The value is not repeated: it may hold a password.
        raise ImproperlyConfigured(f"{name} must look like postgres://user:password@host:5432/name.")
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"{name} has a port that is not a number.") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def origins(*addresses: str) -> list[str]:
    """Return the scheme and host of each address that is one, as a content security policy names them."""
    split = (urlsplit(address) for address in addresses)
    return list(dict.fromkeys(f"{each.scheme}://{each.netloc}" for each in split if each.netloc))
