"""What the core said of goods, sellers and pages, kept for longer than it is fresh.

An answer is fresh for `settings.CATALOGUE_CACHE_SECONDS`, unless word of a change drops the catalogue
(`commerce.freshness`). One that is not fresh is asked for again, and a page waits `PATIENCE_SECONDS` for it;
where the core is slower the answer comes in behind the page's back and serves the next one. Where the core
fails or is away the last good answer serves for `KEPT_SECONDS`, and `oldest()` tells the page how old what it
shows may be, so that it can say so.

Only what is the same for everybody is kept: nothing of a basket, an order or an account. The embedded core
is as near as a cache; for it the setting is 0, and nothing is kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache as once
from typing import Any, TypeVar

import orjson
from django.conf import settings

from commerce import documents, freshness, transport
from commerce.call import nodes, query
from commerce.errors import CommerceError, CoreUnavailable
from commerce.freshness import shared
from commerce.transport import Json

T = TypeVar("T")

logger = logging.getLogger(__name__)

#: Seconds for which the last good answer serves while the core is away; what was searched for, which is as
#: many things as people type, for less.
KEPT_SECONDS, SEARCH_KEPT_SECONDS = 12 * 3600, 900
#: Seconds a page waits for news where it has an answer to fall back on, and for how long no page waits after
#: one that waited in vain.
PATIENCE_SECONDS, IMPATIENT_SECONDS = 1.0, 5.0
#: Questions that are asked behind pages' backs at a time, by one process.
ASKERS, LONGEST_QUEUE = 4, 32
# The core gives at most this many rows at once.
CHUNK = 100


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, how fresh the catalogue was when it was asked for, and when that was (Unix seconds)."""

    value: Any
    stamp: str
    read_at: float

    @property
    def is_fresh(self) -> bool:
        age = time.time() - self.read_at
        return self.stamp == freshness.stamp("catalogue") and age < settings.CATALOGUE_CACHE_SECONDS


# --- Asking ---


def answer(operation: str, variables: Json, *, seconds: int = KEPT_SECONDS) -> Json:
    """Return what `query` does, from what is kept where it can be. Raises what `query` raises."""
    return _recall(_key(operation, variables), lambda: query(operation, variables), seconds)  # type: ignore[no-any-return]


def rows(operation: str, variables: Json) -> Sequence[Json]:
    """Return all the nodes of a query's only connection. Raises what `query` raises."""
    found: Sequence[Json] = _recall(
        _key(operation, variables), lambda: list(nodes(operation, variables)), KEPT_SECONDS
    )
    return found


def by_id(operation: str, variables: Json, ids: Sequence[str]) -> dict[str, Json]:
    """Return the nodes of a query that has `$ids`, each kept by itself; what is not there is left out.

    So a listing nobody has looked at yet is there while the core is away, if its goods were seen elsewhere.
    What is missing then is left out, too. Raises what `query` raises, where nothing of it is kept.
    """
    if not is_on():
        return _ask_for(operation, variables, ids)
    keys = {each: _key(operation, {**variables, "id": each}) for each in ids}
    stored = _load(keys.values())
    found = {each: stored[key] for each, key in keys.items() if key in stored}
    wanted = [each for each in ids if each not in found or not found[each].is_fresh]
    if not wanted:
        _note_if_away(found.values())
    else:
        found |= _rows_anew(operation, variables, wanted, keys, found)
    return {each: kept.value for each, kept in found.items() if kept.value is not None}


def is_on() -> bool:
    """Say whether anything is kept."""
    return settings.CATALOGUE_CACHE_SECONDS > 0


# --- How old ---

_oldest: ContextVar[float | None] = ContextVar("oldest", default=None)


def begin() -> None:
    """Begin a page: nothing old was shown yet."""
    _oldest.set(None)


def oldest() -> datetime | None:
    """Return since when what the page shows may have changed; None where it is as fresh as can be."""
    read_at = _oldest.get()
    return None if read_at is None else datetime.fromtimestamp(read_at, tz=UTC)


def note(read_at: float) -> None:
    """Note that the page shows something that was read then (Unix seconds) and could not be read again."""
    before = _oldest.get()
    _oldest.set(read_at if before is None else min(before, read_at))


def _note_if_away(shown: Iterable[_Kept]) -> None:
    """A core that is away tells of no changes either, so even what is fresh may be old."""
    if transport.current().is_away:
        for kept in shown:
            note(kept.read_at)


# --- One answer ---


def _recall(key: str, ask: Callable[[], Any], seconds: int) -> Any:
    if not is_on():
        return ask()
    kept = _load([key]).get(key)
    if kept is None:
        return _fetch(key, ask, seconds).value
    if kept.is_fresh:
        _note_if_away([kept])
        return kept.value
    newer = renewed(key, lambda: _fetch(key, ask, seconds))
    if newer is None:
        note(kept.read_at)
    return (newer or kept).value


def _fetch(key: str, ask: Callable[[], Any], seconds: int) -> _Kept:
    """Ask and keep. The stamp is read first: a change that comes meanwhile makes the answer old at once."""
    stamp, now = freshness.stamp("catalogue"), time.time()
    kept = _Kept(ask(), stamp, now)
    is_empty = isinstance(kept.value, dict) and not any(kept.value.values())
    _store({key: kept}, settings.CATALOGUE_CACHE_SECONDS if is_empty else seconds)
    return kept


# --- Many rows ---


def _rows_anew(
    operation: str,
    variables: Json,
    wanted: Sequence[str],
    keys: Mapping[str, str],
    found: Mapping[str, _Kept],
) -> Mapping[str, _Kept]:
    """Read rows that are not kept or not fresh; nothing where those that are kept have to do."""

    def ask() -> dict[str, _Kept]:
        return _fetch_rows(operation, variables, {each: keys[each] for each in wanted})

    if all(each in found for each in wanted):
        newer = renewed(_key(operation, {**variables, "ids": sorted(wanted)}), ask)
        if newer is not None:
            return newer
    else:
        try:
            return ask()
        except CommerceError:
            if not found:
                raise
    for kept in found.values():
        note(kept.read_at)
    return {}


def _fetch_rows(operation: str, variables: Json, keys: Mapping[str, str]) -> dict[str, _Kept]:
    """Ask for rows and keep each; that one is not there is kept, too, while it is fresh."""
    stamp, now = freshness.stamp("catalogue"), time.time()
    nodes = _ask_for(operation, variables, list(keys))
    rows = {each: _Kept(nodes.get(each), stamp, now) for each in keys}
    for seconds, there in ((KEPT_SECONDS, True), (settings.CATALOGUE_CACHE_SECONDS, False)):
        _store({keys[each]: row for each, row in rows.items() if (row.value is not None) is there}, seconds)
    return rows


def _ask_for(operation: str, variables: Json, ids: Sequence[str]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for start in range(0, len(ids), CHUNK):
        data = query(operation, {**variables, "ids": list(ids[start : start + CHUNK])})
        (connection,) = data.values()
        found |= {edge["node"]["id"]: edge["node"] for edge in connection["edges"]}
    return found


# --- Asking behind the page's back ---


class _Asker:
    """Asks in threads, every question once at a time however many pages wait for its answer."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(ASKERS, thread_name_prefix="ask")
        self._lock = threading.Lock()
        self._asked: dict[str, Future[Any]] = {}
        self.impatient_until = 0.0

    def ask(self, key: str, question: Callable[[], Any]) -> Future[Any]:
        """Return the answer to come. A queue that is full refuses, as a core that is away does."""
        with self._lock:
            asked = self._asked.get(key)
            if asked is not None:
                return asked
            if len(self._asked) >= LONGEST_QUEUE:
                refused: Future[Any] = Future()
                refused.set_exception(CoreUnavailable("Too many questions wait for the core already."))
                return refused
            asked = self._asked[key] = self._pool.submit(question)
        asked.add_done_callback(lambda _: self._forget(key))
        return asked

    def _forget(self, key: str) -> None:
        with self._lock:
            self._asked.pop(key, None)


@once
def _asker() -> _Asker:
    return _Asker()


# A forked worker has none of its parent's threads.
os.register_at_fork(after_in_child=_asker.cache_clear)


def renewed(key: str, question: Callable[[], T]) -> T | None:
    """Ask again, and wait a little for the answer; None where there is none yet, or none to be had.

    The question is asked in another thread: it must touch no database. Whoever asks the same meanwhile, by
    its key, waits for the same answer.
    """
    asker = _asker()
    is_patient = time.monotonic() >= asker.impatient_until
    try:
        asked: Future[T] = asker.ask(key, question)
        return asked.result(timeout=PATIENCE_SECONDS if is_patient else 0)
    except TimeoutError:
        if is_patient:
            asker.impatient_until = time.monotonic() + IMPATIENT_SECONDS
            logger.warning("The core is slow; pages go on with what is kept.")
    except CoreUnavailable:
        pass
    except CommerceError:
        logger.exception("Unable to read again what is kept.")
    return None


# --- Keeping ---


def _key(operation: str, variables: Json) -> str:
    told = [settings.SALEOR_API_URL, _document(operation), variables]
    digest = hashlib.blake2b(orjson.dumps(told, option=orjson.OPT_SORT_KEYS), digest_size=16)
    return f"core:{digest.hexdigest()}"


@once
def _document(operation: str) -> str:
    """Name a document by what is in it: no answer outlives a change of what is asked."""
    return hashlib.blake2b(documents.get(operation).text.encode(), digest_size=16).hexdigest()


def _store(values: Mapping[str, _Kept], seconds: int) -> None:
    """Keep answers for all processes. Without the cache that they share nothing is kept, and all goes on."""
    written = {key: _written(kept) for key, kept in values.items()}
    try:
        if written:
            shared.set_many(written, seconds)
    except freshness.SHARED_AWAY:
        logger.exception("Unable to keep what the core said.")


def _load(keys: Iterable[str]) -> dict[str, _Kept]:
    try:
        return {key: _read(stored) for key, stored in shared.get_many(keys).items()}
    except freshness.SHARED_AWAY:
        logger.exception("Unable to read what is kept of the core.")
        return {}


def _written(kept: _Kept) -> bytes:
    told = orjson.dumps([kept.value, kept.stamp, kept.read_at], default=str)
    return zlib.compress(told, level=1)


def _read(stored: bytes) -> _Kept:
    return _Kept(*orjson.loads(zlib.decompress(stored)))
