"""Pages of a Relay connection over a queryset: the library makes cursors, the database cuts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from graphene.relay.connection import connection_adapter, page_info_adapter
from graphql import GraphQLError
from graphql_relay import connection_from_array_slice, cursor_to_offset

#: Rows of a page at most, and where neither `first` nor `last` is given.
MOST_ROWS, USUAL_ROWS = 100, 20


@dataclass(frozen=True, slots=True)
class Window:
    """What part of a list is wanted, in the words of the Relay specification."""

    first: int | None = None
    last: int | None = None
    after: str | None = None
    before: str | None = None

    def cut(self, total: int) -> tuple[int, int]:
        """Return the first row and the one behind the last, of `total` rows.

        Raises:
            GraphQLError: both sizes are given, one is out of bounds, or a cursor is none.
        """
        start = 0 if self.after is None else _offset(self.after) + 1
        end = total if self.before is None else min(total, _offset(self.before))
        start = min(start, end)
        if self.last is None:
            return start, min(end, start + self._size("first", self.first))
        if self.first is not None:
            raise GraphQLError("Give `first` or `last`, not both.")
        return max(start, end - self._size("last", self.last)), end

    @staticmethod
    def _size(name: str, given: int | None) -> int:
        if given is not None and not 0 <= given <= MOST_ROWS:
            raise GraphQLError(f"`{name}` is a number from 0 to {MOST_ROWS}.")
        return USUAL_ROWS if given is None else given


def paged(
    rows: QuerySet[Any], told: Callable[[Sequence[Any]], Sequence[Any]], *, window: Window, connection: Any
) -> Any:
    """Read a count and one page of rows, and put what is told of them into a graphene connection.

    Raises:
        GraphQLError: see `Window.cut`.
    """
    total = rows.count()
    start, end = window.cut(total)
    found: Any = connection_from_array_slice(
        told(list(rows[start:end])),
        {"first": window.first, "last": window.last, "after": window.after, "before": window.before},
        slice_start=start,
        array_length=total,
        array_slice_length=end - start,
        connection_type=partial(connection_adapter, connection),
        edge_type=connection.Edge,
        page_info_type=page_info_adapter,
    )
    if window.first is None and window.last is None:
        found.page_info.has_next_page = end < total
    found.total_count = total
    return found


def _offset(cursor: str) -> int:
    offset = cursor_to_offset(cursor)
    if offset is None or offset < 0:
        raise GraphQLError("This is no cursor.")
    return offset
