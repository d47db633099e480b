"""Room for the frames of a deep call, so that the interpreter need not ask for it again and again.

CPython (3.11 and later) keeps the frames of Python functions in chunks of 16 KiB, which it takes from the
operating system and gives back as calls go deeper and return. A loop that happens to call across the end of a
chunk does so at each turn: a listing had 1,100 page faults and spent 8 of its 23 ms on them. A frame larger
than a chunk gets a chunk of the next power of two, and what is left of it holds all the calls within.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

# Of 8 bytes each: a frame just above 256 KiB has a chunk of 512 KiB. What no call reaches takes no memory.
SLOTS = 33_000


def with_room(application: Callable[..., Any]) -> Callable[..., Any]:
    """Return an application that does the same, with room for 240 KiB of frames under it."""

    def roomy(*args: Any) -> Any:
        return application(*args)

    assert isinstance(roomy, FunctionType)  # noqa: S101
    roomy.__code__ = roomy.__code__.replace(co_stacksize=SLOTS)
    return roomy
