"""Which cores the App may be installed at: those that the operator has named, and no other."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings


def allowed() -> tuple[str, ...]:
    """Return the API addresses that may install the App and send to it; the first is the shop's own core."""
    named: list[str] = settings.APP_ALLOWED_API_URLS
    return tuple(named or [settings.SALEOR_API_URL or f"{settings.PUBLIC_URL}/graphql/"])


def is_allowed(api_url: str, domain: str) -> bool:
    """Say whether an API address is an operator's, and the domain the one in it."""
    return api_url in allowed() and urlsplit(api_url).netloc == domain
