"""Who sent this? Requests from a core are signed with its key (RS256, detached JWS).

The headers that name the core are not signed. They choose the keys to verify with, so that a request which
claims to be another core's does not verify. Which event a body tells of is in the body (`__typename`).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, UnreadablePostError
from django.utils import timezone

from commerce.app.installing import signing_keys
from commerce.errors import CoreUnavailable
from kernel import jws
from ses_vendors.installation import keys, origins
from ses_vendors.installation.models import Installation

#: Bytes of a body; what the App's subscriptions ask for is a hundredth of it.
LONGEST_BODY = 1_000_000
#: After this long the keys are read again also when none is unknown: one may have been withdrawn.
KEYS_STALE_AFTER = timedelta(days=1)
#: Seconds between two readings of the keys: whoever sends nonsense does not make the App ask without end.
REFETCH_PAUSE = 10

logger = logging.getLogger(__name__)


class Unverified(Exception):
    """The request is not taken. `status` is HTTP's: a core repeats what got 5xx, and gives 4xx up."""

    status = 401

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class TooLarge(Unverified):
    """The body is longer than anything that was asked for."""

    status = 413


class KeysUnavailable(Unverified):
    """The signature names a key that could not be looked up now; the same request may be good later."""

    status = 503


def verify(request: HttpRequest) -> Installation:
    """Return the installation whose core sent this request; its body is then `request.body`.

    Raises:
        Unverified: unknown core or domain; no signature, a malformed one, or one that does not fit.
        TooLarge: more than `LONGEST_BODY` bytes.
        KeysUnavailable: the signature's key is unknown, and the core did not give its keys.
    """
    installation = _sender(request)
    body = _body(request)
    try:
        signature = jws.parse(request.headers.get("Saleor-Signature", ""))
    except jws.MalformedSignature as error:
        raise Unverified("SIGNATURE_MALFORMED", str(error)) from error
    _look_after_keys(installation, signature.key_id, now=timezone.now())
    if not keys.verify(installation.jwks, signature, body):
        raise Unverified("SIGNATURE_WRONG", "The signature does not fit the body and the core's keys.")
    return installation


def fetch_keys() -> Mapping[str, Any]:
    """Read the core's keys.

    Raises:
        CoreUnavailable: it did not give them, or none of them can be used.
    """
    found = signing_keys()
    if not keys.names(found):
        raise CoreUnavailable("The core publishes no key that can be used.")
    return found


def _sender(request: HttpRequest) -> Installation:
    """Find the installation that the headers name, and nothing without one: most noise ends here."""
    api_url, domain = request.headers.get("Saleor-Api-Url", ""), request.headers.get("Saleor-Domain", "")
    if not origins.is_allowed(api_url, domain):
        raise Unverified("CORE_UNKNOWN", "This core may not send to the App.")
    installation = Installation.objects.filter(api_url=api_url, domain=domain).first()
    if installation is None:
        raise Unverified("NOT_INSTALLED", "The App is not installed at this core.")
    return installation


def _body(request: HttpRequest) -> bytes:
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > LONGEST_BODY:
        raise TooLarge("BODY_TOO_LARGE", f"A body may have {LONGEST_BODY} bytes.")
    try:
        return request.body
    except UnreadablePostError as error:
        raise Unverified("BODY_UNREADABLE", "The body ended before its end.") from error


def _look_after_keys(installation: Installation, key_id: str, *, now: datetime) -> None:
    """Read the core's keys again, once, when they are old or the one that is named is not among them."""
    is_known = key_id in keys.names(installation.jwks)
    if is_known and now - installation.jwks_fetched_at < KEYS_STALE_AFTER:
        return
    try:
        if not cache.add(f"keys:{installation.pk}", 1, REFETCH_PAUSE):
            raise CoreUnavailable("The keys were read a moment ago.")
        installation.jwks, installation.jwks_fetched_at = dict(fetch_keys()), now
    except CoreUnavailable as error:
        if is_known:
            logger.warning("Unable to read the keys of %s again: %s", installation, error)
            return
        raise KeysUnavailable("KEY_UNKNOWN", "The signature's key is unknown; try again later.") from error
    installation.save(update_fields=["jwks", "jwks_fetched_at"])
    if key_id not in keys.names(installation.jwks):
        raise Unverified("KEY_UNKNOWN", "The signature's key is none of the core's.")
