"""The database backend; Django looks for it in a module of this name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

#: Pieces of SQL that are remembered, of one or two kB each.
MOST_PIECES = 1024


class Cursor(base.SQLiteCursorWrapper):
    """Django searches the SQL of every query for `%s`, which takes as long as many a query itself."""

    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        """Write placeholders as SQLite knows them."""
        return _converted(query) if param_names is None else _named(query, param_names)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own connection, with cursors that remember."""

    def create_cursor(self, name: Any = None) -> Cursor:
        """Return a cursor; SQLite has none with names."""
        return self.connection.cursor(factory=Cursor)  # type: ignore[no-any-return]


@lru_cache(maxsize=MOST_PIECES)
def _converted(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


def _named(query: str, names: Sequence[str]) -> str:
    return query % {name: f":{name}" for name in names}
