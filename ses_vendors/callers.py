"""Who calls: the person who is signed in, the network the call comes from."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

#: Bits of an IPv6 address that are one household's or server's.
V6_BITS = 64


def person_of(request: HttpRequest) -> User:
    """Return who is signed in. Raises PermissionDenied where nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def network_of(request: HttpRequest) -> str:
    """Return the address that calls, of IPv6 the first 64 bits; what is no address is "unknown" to all.

    Behind a proxy it is whom the proxy names last: earlier names can be invented.
    """
    named = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or named
    try:
        address = ip_address(named)
    except ValueError:
        return "unknown"
    return str(ip_network((address, V6_BITS), strict=False)) if address.version == 6 else str(address)
