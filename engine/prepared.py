"""Questions to the database that are asked all the time: their SQL is written once, not at each call.

Django writes a queryset's SQL anew whenever it is read, which takes several times as long as the database
needs to answer. Here it is written with marks in place of the values, and each call puts its values in.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

from engine.reading import reader

#: Keys that one piece of SQL takes at most, where no other number is given; more are rare, and read by a
#: queryset like any other.
MOST_KEYS = 128

#: Values that nobody stores, by type: where one of them stands in the SQL's values, a call's own will stand.
MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2_000_000_000 + number,
    str: lambda number: f"mark \ue000 {number}",
    UUID: lambda number: UUID(int=(0xFACADE << 96) + number),
    datetime: lambda number: datetime(8000, 1, 1, tzinfo=UTC) + timedelta(days=number),
}
SINGLE = tuple(MARKS)


def prepared(
    ask: Callable[..., QuerySet[Any, Any]], *, most_keys: int = MOST_KEYS
) -> Callable[..., list[Any]]:
    """Let a function that makes a queryset of its arguments be called for the rows.

    Arguments are by position: single values (whole numbers, texts, UUIDs, moments; never None) and
    collections of such keys, each for an `…__in`. Without a key nothing is found, and nothing is asked.
    What the function makes may not depend on its arguments in any other way, and cannot prefetch.
    """

    @functools.wraps(ask)
    def rows(*arguments: Any) -> list[Any]:
        given = [each if isinstance(each, SINGLE) else list(each) for each in arguments]
        keys = [each for each in given if isinstance(each, list)]
        if not all(keys):
            return []
        if any(len(each) > most_keys for each in keys):
            return list(ask(*arguments))
        given = [_padded(each) if isinstance(each, list) else each for each in given]
        return _question(ask, given).rows(_flat(given))

    return rows


def _padded(keys: list[Any]) -> list[Any]:
    """Repeat the last key up to a power of two, so that a few pieces of SQL serve every number of keys."""
    return keys + keys[-1:] * ((1 << (len(keys) - 1).bit_length()) - len(keys))


def _flat(given: Sequence[Any]) -> list[Any]:
    return [value for each in given for value in (each if isinstance(each, list) else (each,))]


def _question(ask: Callable[..., QuerySet[Any, Any]], given: list[Any]) -> _Question:
    """Return what was written for arguments of these types and sizes, on this thread's connection."""
    shape = tuple((len(each), type(each[0])) if isinstance(each, list) else type(each) for each in given)
    written: dict[Any, _Question] = vars(connections[DEFAULT_DB_ALIAS]).setdefault("prepared_questions", {})
    question = written.get((ask, shape))
    if question is None:
        question = written[ask, shape] = _Question(ask, given)
    return question


class _Question:
    """A queryset over marks, with its SQL, and the places of the marks among the SQL's values."""

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], given: list[Any]) -> None:
        self._database = connections[DEFAULT_DB_ALIAS]
        marks = [MARKS[type(value)](number) for number, value in enumerate(_flat(given))]
        rest = iter(marks)
        self._rows = ask(
            *([next(rest) for _ in each] if isinstance(each, list) else next(rest) for each in given)
        )
        compiler = self._rows.query.get_compiler(connection=self._database)
        self._is_locking = self._rows.query.select_for_update
        self._sql, values = compiler.as_sql()
        places = {self._stored(mark): place for place, mark in enumerate(marks)}
        self._values = [(places.get(value), value) for value in values]
        missing = set(range(len(marks))) - {place for place, _ in self._values}
        if missing:
            raise ValueError(f"{ask.__qualname__} does not ask with all of its arguments.")
        self._reader = reader(self._rows, compiler, self._database)
        if self._reader is None:
            self._let_django_read(compiler)

    def _let_django_read(self, compiler: Any) -> None:
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        # Django's own reading of rows, over this SQL in place of what it would write.
        compiler.as_sql = self._written
        compiler.get_converters = lambda _: converters
        self._rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]

    def rows(self, given: list[Any]) -> list[Any]:
        """Ask with these values, in the order of the arguments."""
        if self._is_locking and not self._database.in_atomic_block:
            raise TransactionManagementError("Rows are locked within a transaction only.")
        self._given = given
        if self._reader is not None:
            with self._database.cursor() as cursor:
                cursor.execute(*self._written())
                return self._reader.read(cursor.fetchall())
        iterable: Any = self._rows._iterable_class
        return list(iterable(self._rows))

    def _written(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        given = self._given
        return self._sql, tuple(
            value if place is None else self._stored(given[place]) for place, value in self._values
        )

    def _stored(self, value: Any) -> Any:
        """Write a value as this database's driver takes it."""
        if isinstance(value, datetime):
            return self._database.ops.adapt_datetimefield_value(value)
        if isinstance(value, UUID) and not self._database.features.has_native_uuid_field:
            return value.hex
        return value
