"""How often one address may do a thing: ask for codes that do not exist, report badges."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest

# One household or server has a whole /64 of IPv6.
V6_GROUPS = 4


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within so many seconds from one address; all processes count together."""

    name: str
    most: int
    window: int

    def is_reached(self, request: HttpRequest) -> bool:
        """Say whether an address has to wait."""
        return int(_shared().get(self._key(request), 0)) >= self.most

    def count(self, request: HttpRequest) -> None:
        """Count one time."""
        key = self._key(request)
        _shared().add(key, 0, self.window)
        try:
            _shared().incr(key)
        except ValueError:
            # It ran out between the two lines.
            _shared().set(key, 1, self.window)

    def _key(self, request: HttpRequest) -> str:
        return f"{self.name}:{_network(address_of(request))}"


#: A guesser who has used them up waits with right codes too, or right ones would stand out.
WRONG_CODES = Limit("badge-wrong-codes", most=30, window=600)
REPORTS = Limit("badge-reports", most=5, window=3600)


def address_of(request: HttpRequest) -> str:
    """Return who asks; behind a proxy, whom the proxy names last: earlier names can be invented."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.split(",")[-1].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    return ":".join(known.exploded.split(":")[:V6_GROUPS])


def _shared() -> BaseCache:
    return caches["shared"]
