"""Whose wish is being done: the caller of the mutation that runs now, for the events it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from engine.accounts.models import User
from engine.webhooks.models import App

Requestor = User | App | None


@dataclass(slots=True)
class Wish:
    """Who wishes, and whether events were written down along the way."""

    requestor: Requestor
    has_events: bool = False


_wish: ContextVar[Wish | None] = ContextVar("wish", default=None)


def current() -> Requestor:
    """Return the caller; None when it is nobody in particular, or the clock."""
    wish = _wish.get()
    return wish.requestor if wish else None


def note_event() -> None:
    """Remember that an event was written, so that whoever runs the wish has it sent."""
    wish = _wish.get()
    if wish is not None:
        wish.has_events = True


@contextmanager
def acting(requestor: Requestor) -> Iterator[Wish]:
    """Do something as the caller's wish."""
    wish = Wish(requestor)
    token = _wish.set(wish)
    try:
        yield wish
    finally:
        _wish.reset(token)
