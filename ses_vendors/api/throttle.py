"""How often one address may ask, counted in the cache that all processes share.

A window is a minute of the clock: at its end everybody starts anew. Networks of version 6 count by their
first 64 bits, which is what one household or machine is given.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from commerce.freshness import SHARED_AWAY, shared
from ses_vendors.callers import network_of

WINDOW_SECONDS = 60

logger = logging.getLogger(__name__)


def wait(request: HttpRequest, *, now: datetime) -> int:
    """Count a request; return 0 where it may pass, else the seconds until it may be made again.

    While the shared cache is away nobody is counted, and everybody passes.
    """
    minute, passed = divmod(int(now.timestamp()), WINDOW_SECONDS)
    key = f"api:asked:{minute}:{_digest(network_of(request))}"
    try:
        shared.add(key, 0, timeout=2 * WINDOW_SECONDS)
        count = shared.incr(key)
    except ValueError:  # The cache dropped the key between the two.
        return 0
    except SHARED_AWAY:
        logger.exception("Unable to count who asks.")
        return 0
    return WINDOW_SECONDS - passed if count > settings.API_REQUESTS_A_MINUTE else 0


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
