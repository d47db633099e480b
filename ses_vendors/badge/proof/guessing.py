"""Guessing codes is slow: who asks for too many that do not exist is asked to wait."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest

#: Wrong codes from one address within `WINDOW` seconds; the next question, right or wrong, has to wait.
MOST_WRONG = 30
WINDOW = 600
# One household or server has a whole /64 of IPv6.
V6_PREFIX_GROUPS = 4


def is_locked(request: HttpRequest) -> bool:
    """Say whether an address has asked for too many codes that do not exist."""
    return int(_shared().get(_key(request), 0)) >= MOST_WRONG


def note_wrong(request: HttpRequest) -> None:
    """Count a code that does not exist. Right ones are never counted."""
    key = _key(request)
    _shared().add(key, 0, WINDOW)
    try:
        _shared().incr(key)
    except ValueError:
        # It ran out between the two lines.
        _shared().set(key, 1, WINDOW)


def address_of(request: HttpRequest) -> str:
    """Return who asks; behind a proxy, whom the proxy names last: earlier names can be invented."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.split(",")[-1].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _key(request: HttpRequest) -> str:
    address = address_of(request)
    try:
        known = ip_address(address)
    except ValueError:
        return "badge-wrong:unknown"
    groups = known.exploded.split(":")[:V6_PREFIX_GROUPS]
    return f"badge-wrong:{':'.join(groups)}"


def _shared() -> BaseCache:
    return caches["shared"]
