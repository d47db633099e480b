"""How long whoever asks is willing to wait for a core over the network.

with patience.within(4):
    client.set_metadata(…)      # ends, or raises CoreUnavailable, within about four seconds

A view that wants something told at once and has a task to fall back on waits less than the task does.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let everything that is asked of the core inside end within so many seconds altogether."""
    token = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def until(usual: float) -> float:
    """Return when to give up (monotonic seconds): the usual moment, or the one that is wished if sooner."""
    wished = _deadline.get()
    return usual if wished is None else min(usual, wished)


def is_wished() -> bool:
    """Say whether somebody waits less than usual."""
    return _deadline.get() is not None
