"""Links of mails lead only to shops of ours."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http.request import validate_host

from engine.errors import refuse


def check(url: str | None) -> str:
    """Return an address that a mail may lead to.

    Raises:
        Refusal: REQUIRED without one; INVALID when it is no web address or of a host that is not allowed.
    """
    if not url:
        raise refuse("REQUIRED", "This field is required.", "redirectUrl")
    host = _host(url)
    if host is None:
        raise refuse("INVALID", f"{url} is not a valid URL.", "redirectUrl")
    if not validate_host(host, settings.ALLOWED_CLIENT_HOSTS or settings.ALLOWED_HOSTS):
        raise refuse("INVALID", f"{url} this is not valid storefront address.", "redirectUrl")
    return url


def _host(url: str) -> str | None:
    # Browsers read a backslash as a slash, so http://evil\\@ours would lead to evil.
    if "\\" in url or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None


def with_values(url: str, **values: str) -> str:
    """Return the address with more values in its query."""
    parts = urlsplit(url)
    query = [*parse_qsl(parts.query, keep_blank_values=True), *values.items()]
    return urlunsplit(parts._replace(query=urlencode(query)))
