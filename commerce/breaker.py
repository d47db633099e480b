"""A circuit breaker: a core that is away is not asked again by everybody who would then wait for it.

Closed, every call goes through. After `FAILURES` faults in a row it opens: calls are refused at once. When
its pause is over one call is let through to look; an answer closes it, another fault opens it for twice as
long. Each process has its own, and learns by itself; nothing is shared.
"""

from __future__ import annotations

import threading
import time

#: Faults in a row that open it.
FAILURES = 3
#: Seconds it stays open: at first, and at most. It closes soon after the core is back.
SHORTEST_PAUSE, LONGEST_PAUSE = 2.0, 16.0
#: Seconds for which a core that asks for rest (Retry-After) is left alone, at most.
LONGEST_REST = 30.0
#: Seconds after which a look that never ended counts as none.
LONGEST_LOOK = 30.0


class Breaker:
    """Counts faults in a row. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults = 0
        self._pause = SHORTEST_PAUSE
        self._refuses_until = 0.0
        self._is_open = False

    @property
    def is_open(self) -> bool:
        """Say whether the last that was heard of the core is that it is away."""
        return self._is_open

    def lets_through(self) -> bool:
        """Say whether a call may be made now. Whoever hears yes tells how it ended."""
        with self._lock:
            now = time.monotonic()
            if not self._is_open:
                return True
            if now < self._refuses_until:
                return False
            # This one looks; the others wait for what it finds.
            self._refuses_until = now + LONGEST_LOOK
            return True

    def succeeded(self) -> None:
        """Note that the core answered."""
        with self._lock:
            self._faults, self._pause, self._is_open = 0, SHORTEST_PAUSE, False

    def failed(self, *, rest: float | None = None) -> None:
        """Note a fault; `rest` is for how many seconds the core asked to be left alone."""
        with self._lock:
            self._faults += 1
            if self._faults < FAILURES and rest is None:
                return
            pause = self._pause if rest is None else min(max(rest, SHORTEST_PAUSE), LONGEST_REST)
            self._pause = min(self._pause * 2, LONGEST_PAUSE) if self._is_open else SHORTEST_PAUSE * 2
            self._refuses_until, self._is_open = time.monotonic() + pause, True
