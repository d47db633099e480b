"""Values that come later: a resolver asks for one row, and one query fetches the rows of all who asked."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

Batch = Callable[[Sequence[Any]], Sequence[Any]]


class Promise:
    """A value that is not known yet. Kept or broken once; listeners are told at that moment."""

    __slots__ = ("_error", "_is_settled", "_listeners", "_value")

    def __init__(self) -> None:
        self._is_settled = False
        self._value: Any = None
        self._error: Exception | None = None
        self._listeners: list[Callable[[], None]] = []

    @property
    def is_settled(self) -> bool:
        """Whether the value, or the error in its place, is known."""
        return self._is_settled

    def result(self) -> Any:
        """Return the value of a settled promise, or raise what broke it."""
        if self._error is not None:
            raise self._error
        return self._value

    def keep(self, value: Any) -> None:
        """Settle with a value; with another promise, settle when and as that one does."""
        if isinstance(value, Promise):
            value.listen(lambda: self._copy(value))
        else:
            self._value = value
            self._settle()

    def fail(self, error: Exception) -> None:
        """Settle with an error."""
        self._error = error
        self._settle()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call the listener when this is settled; at once when it is."""
        if self._is_settled:
            listener()
        else:
            self._listeners.append(listener)

    def then(self, step: Callable[[Any], Any]) -> Promise:
        """Promise what `step` makes of the value; it may return a promise itself."""
        following = Promise()
        self.listen(lambda: following._follow(self.result, step))
        return following

    def rescue(self, step: Callable[[Exception], Any]) -> Promise:
        """Promise the same value, or what `step` makes of the error."""
        following = Promise()
        self.listen(lambda: following._replace_error(self, step))
        return following

    def _follow(self, source: Callable[[], Any], step: Callable[[Any], Any]) -> None:
        try:
            value = step(source())
        except Exception as error:  # noqa: BLE001 - travels on in the promise
            self.fail(error)
        else:
            self.keep(value)

    def _replace_error(self, source: Promise, step: Callable[[Exception], Any]) -> None:
        error = source._error
        if error is None:
            self.keep(source._value)
        else:
            self._follow(lambda: error, step)

    def _copy(self, other: Promise) -> None:
        self._value, self._error = other._value, other._error
        self._settle()

    def _settle(self) -> None:
        self._is_settled = True
        listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener()


def gather(values: Iterable[Any]) -> list[Any] | Promise:
    """Return the values with promises replaced by theirs; a promise of the list while one is open.

    Raises (or breaks the promise): what broke the first of them.
    """
    values = list(values)
    open_ones = [value for value in values if isinstance(value, Promise) and not value.is_settled]
    if not open_ones:
        return [value.result() if isinstance(value, Promise) else value for value in values]
    whole, left = Promise(), len(open_ones)

    def count_down() -> None:
        nonlocal left
        left -= 1
        if not left:
            whole._follow(lambda: values, gather)

    for one in open_ones:
        one.listen(count_down)
    return whole


class Batches:
    """The batches of one request: keys wait until `run` asks for all of a batch at once."""

    def __init__(self) -> None:
        self._known: dict[Batch, dict[Hashable, Promise]] = {}
        self._waiting: dict[Batch, list[Any]] = {}

    def load(self, batch: Batch, key: Hashable) -> Promise:
        """Promise the batch's answer for one key; the same key is asked for once."""
        known = self._known.setdefault(batch, {})
        promise = known.get(key)
        if promise is None:
            promise = known[key] = Promise()
            self._waiting.setdefault(batch, []).append(key)
        return promise

    def run(self) -> None:
        """Run batches, the longest waiting first, until no key waits."""
        while self._waiting:
            batch = next(iter(self._waiting))
            self._run(batch, self._waiting.pop(batch))

    def forget(self) -> None:
        """Drop what is known: after a change, everything is read anew."""
        self._known.clear()

    def _run(self, batch: Batch, keys: list[Any]) -> None:
        promises = [self._known[batch][key] for key in keys]
        try:
            values = batch(keys)
            if len(values) != len(keys):
                raise ValueError(f"{batch} returned {len(values)} values for {len(keys)} keys.")
        except Exception as error:  # noqa: BLE001 - travels on in the promises
            for promise in promises:
                promise.fail(error)
            return
        for promise, value in zip(promises, values, strict=True):
            promise.keep(value)
