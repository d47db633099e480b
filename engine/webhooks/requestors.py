"""Whose wish is being done: the caller of the mutation that runs now, for the events it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from engine.accounts.models import User
from engine.webhooks.models import App

Requestor = User | App | None

_requestor: ContextVar[Requestor] = ContextVar("requestor", default=None)


def current() -> Requestor:
    """Return the caller; None when it is nobody in particular, or the clock."""
    return _requestor.get()


@contextmanager
def acting(requestor: Requestor) -> Iterator[None]:
    """Do something as the caller's wish."""
    token = _requestor.set(requestor)
    try:
        yield
    finally:
        _requestor.reset(token)
