"""Stamps that caches put into their keys: dropping an area makes everything kept under its stamp old.

What the core tells of (a price, a page, a stock) drops an area in one process, and every process keys its
caches by the new stamp from then on, at most `TRUST_SECONDS` later. Nothing is deleted: what is old is not
found any more, and runs out by itself.

Three areas: `catalogue` is whatever pages show of goods and sellers; `assortment` is which goods there are
and what they are found by (stocks that merely shrink do not change it); `index` is the storefront's own
index over them, dropped by whoever has built it anew.
"""

from __future__ import annotations

import logging
import time
import uuid
from dataclasses import dataclass, field
from typing import Literal, get_args

from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from redis.exceptions import RedisError

Area = Literal["catalogue", "assortment", "index"]

AREAS: tuple[Area, ...] = get_args(Area)
#: Seconds for which a process believes the stamps it has read.
TRUST_SECONDS = 0.2
#: The stamp of an area that nobody has dropped.
NEVER = "0"

#: The cache that all processes of the shop share, where there is one.
shared = ConnectionProxy(caches, "shared")
#: What it raises while its server is away.
SHARED_AWAY = (RedisError, OSError)

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Seen:
    """The stamps as this process read them, all at one moment, and when (monotonic seconds)."""

    stamps: dict[str, str] = field(default_factory=dict)
    read_at: float = -TRUST_SECONDS


_seen = _Seen()


def stamp(area: Area) -> str:
    """Return what a cache of an area puts into its keys. Never fails: without a cache it stays as it was."""
    if time.monotonic() - _seen.read_at >= TRUST_SECONDS:
        _read()
    return _seen.stamps.get(area, NEVER)


def drop(*areas: Area) -> None:
    """Make everything old that is kept under the stamps of these areas.

    Without the cache that processes share it stays undone; what is kept then runs out by itself.
    """
    new = {_key(area): uuid.uuid4().hex[:12] for area in areas}
    try:
        shared.set_many(new, timeout=None)
    except SHARED_AWAY:
        logger.exception("Unable to drop what is kept of %s.", ", ".join(areas))
    forget()


def forget() -> None:
    """Believe no stamp that this process has read."""
    _seen.read_at = -TRUST_SECONDS


def _read() -> None:
    try:
        found = shared.get_many([_key(area) for area in AREAS])
        # One new dictionary: whoever reads meanwhile sees all the old stamps or all the new.
        _seen.stamps = {area: str(found.get(_key(area), NEVER)) for area in AREAS}
    except SHARED_AWAY:
        logger.exception("Unable to read how fresh things are.")
    _seen.read_at = time.monotonic()


def _key(area: str) -> str:
    return f"fresh:{area}"
