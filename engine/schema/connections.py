"""Relay connections as Saleor writes them: cursors over the sort values, a total on demand."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import graphene
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from graphql import GraphQLError

from engine.schema.limits import UNSTORABLE

PAGE_LIMIT = 100


class PageInfo(graphene.ObjectType):
    """Where a page stands in its connection."""

    has_next_page = graphene.Boolean(required=True)
    has_previous_page = graphene.Boolean(required=True)
    start_cursor = graphene.String()
    end_cursor = graphene.String()


def connection_types(node: type[graphene.ObjectType], name: str | None = None) -> type:
    """Make `<Name>CountableEdge` and `<Name>CountableConnection` for a node type."""
    base = name or node._meta.name
    edge = type(
        f"{base}CountableEdge",
        (graphene.ObjectType,),
        {
            "__doc__": f"One {base} of a page.",
            "node": graphene.Field(node, required=True),
            "cursor": graphene.String(required=True),
        },
    )
    return type(
        f"{base}CountableConnection",
        (graphene.ObjectType,),
        {
            "__doc__": f"A page of {base} objects.",
            "page_info": graphene.Field(PageInfo, required=True),
            "edges": graphene.List(graphene.NonNull(edge), required=True),
            "total_count": graphene.Int(),
            "resolve_total_count": lambda root, info: root.count(),
        },
    )


#: The arguments of every connection field.
PAGE_ARGUMENTS = {
    "before": graphene.String(),
    "after": graphene.String(),
    "first": graphene.Int(),
    "last": graphene.Int(),
}


class Connection:
    """A page of rows with what the connection types need; `count` runs only when asked for."""

    def __init__(
        self,
        edges: list[dict[str, Any]],
        page_info: PageInfo,
        queryset: QuerySet[Any] | None,
        total: int | None = None,
    ) -> None:
        self.edges = edges
        self.page_info = page_info
        self._queryset = queryset
        self._total = total

    def count(self) -> int:
        """All rows of the connection, whatever the page."""
        if self._total is None:
            self._total = 0 if self._queryset is None else self._queryset.order_by().count()
        return self._total


def connect(
    info: graphene.ResolveInfo,
    queryset: QuerySet[Any],
    *,
    order: Sequence[str],
    arguments: dict[str, Any],
) -> Connection:
    """Cut one page out of a queryset, sorted by `order` (field names, `-` for descending).

    The last field of `order` must be unique. Sort fields must not be null.

    Raises:
        GraphQLError: neither `first` nor `last`, both, more than 100, or a broken cursor.
    """
    forward, size = _page_size(info, arguments)
    rows = _slice(queryset, order, arguments, forward=forward, size=size)
    more = len(rows) > size
    rows = rows[:size]
    if not forward:
        rows.reverse()
    edges = [{"node": row, "cursor": _cursor(row, order)} for row in rows]
    page_info = PageInfo(
        has_next_page=more if forward else bool(arguments.get("before")),
        has_previous_page=bool(arguments.get("after")) if forward else more,
        start_cursor=edges[0]["cursor"] if edges else None,
        end_cursor=edges[-1]["cursor"] if edges else None,
    )
    return Connection(edges, page_info, queryset)


def connect_all(
    info: graphene.ResolveInfo, rows: Sequence[Any], *, order: Sequence[str], arguments: dict[str, Any]
) -> Connection:
    """Cut the first page out of all the rows that `connect` would find, sorted by `order`."""
    _, size = _page_size(info, arguments)
    edges = [{"node": row, "cursor": _cursor(row, order)} for row in rows[:size]]
    page_info = PageInfo(
        has_next_page=len(rows) > size,
        has_previous_page=False,
        start_cursor=edges[0]["cursor"] if edges else None,
        end_cursor=edges[-1]["cursor"] if edges else None,
    )
    return Connection(edges, page_info, None, total=len(rows))


def connect_list(info: graphene.ResolveInfo, rows: Sequence[Any], *, arguments: dict[str, Any]) -> Connection:
    """Cut one page out of rows already in order (search results, small sets): cursors are offsets."""
    forward, size = _page_size(info, arguments)
    start, end = 0, len(rows)
    if arguments.get("after"):
        start = _offset(arguments["after"]) + 1
    if arguments.get("before"):
        end = min(end, _offset(arguments["before"]))
    if forward:
        end = min(end, start + size)
    else:
        start = max(start, end - size)
    cut = enumerate(rows[start:end], start)
    edges = [{"node": row, "cursor": _encode([place])} for place, row in cut]
    page_info = PageInfo(
        has_next_page=end < len(rows),
        has_previous_page=start > 0,
        start_cursor=edges[0]["cursor"] if edges else None,
        end_cursor=edges[-1]["cursor"] if edges else None,
    )
    return Connection(edges, page_info, None, total=len(rows))


def _page_size(info: graphene.ResolveInfo, arguments: dict[str, Any]) -> tuple[bool, int]:
    first, last, name = arguments.get("first"), arguments.get("last"), info.field_name
    if not first and not last:
        raise GraphQLError(
            f"You must provide a `first` or `last` value to properly paginate the `{name}` connection."
        )
    if first and last:
        raise GraphQLError("Passing both `first` and `last` is not supported.")
    label, size = ("first", first) if first else ("last", last or 0)
    if size > PAGE_LIMIT:
        raise GraphQLError(
            f"Requesting {size} records on the `{name}` connection exceeds the "
            f"`{label}` limit of {PAGE_LIMIT} records."
        )
    if size < 0:
        raise GraphQLError(f"`{label}` must be a positive number.")
    return bool(first), size


def _slice(
    queryset: QuerySet[Any],
    order: Sequence[str],
    arguments: dict[str, Any],
    *,
    forward: bool,
    size: int,
) -> list[Any]:
    if arguments.get("after"):
        queryset = _filter(queryset, order, _decode(arguments["after"], order))
    if arguments.get("before"):
        reverse = [_flip(name) for name in order]
        queryset = _filter(queryset, reverse, _decode(arguments["before"], order))
    ordering = list(order) if forward else [_flip(name) for name in order]
    return list(queryset.order_by(*ordering)[: size + 1])


def _filter(queryset: QuerySet[Any], order: Sequence[str], values: Sequence[Any]) -> QuerySet[Any]:
    try:
        return queryset.filter(_beyond(order, values))
    except (TypeError, ValueError, ValidationError) as error:
        raise GraphQLError("Received cursor is invalid.") from error


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    condition = Q()
    equal: dict[str, Any] = {}
    for name, value in zip(order, values, strict=True):
        bare, operator = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        condition |= Q(**equal, **{f"{bare}__{operator}": value})
        equal[bare] = value
    # Says nothing new, but lets the database start where the last page ended instead of reading up to there.
    first, value = order[0], values[0]
    bound = f"{first[1:]}__lte" if first.startswith("-") else f"{first}__gte"
    return Q(**{bound: value}) & condition


def _cursor(row: Model, order: Sequence[str]) -> str:
    values = []
    for name in order:
        value: Any = row
        for part in name.lstrip("-").split("__"):
            value = getattr(value, part)
        values.append(value.isoformat() if isinstance(value, date | datetime) else value)
    return _encode([str(value) if isinstance(value, UUID) else value for value in values])


def _encode(values: list[Any]) -> str:
    return base64.b64encode(json.dumps(values).encode()).decode()


def _decode(cursor: str, order: Sequence[str]) -> list[Any]:
    try:
        values = json.loads(base64.b64decode(cursor, validate=True))
    except (binascii.Error, RecursionError, ValueError) as error:
        raise GraphQLError("Received cursor is invalid.") from error
    is_flat = isinstance(values, list) and all(isinstance(value, str | int) for value in values)
    if not is_flat or len(values) != len(order) or any(UNSTORABLE.search(str(value)) for value in values):
        raise GraphQLError("Received cursor is invalid.")
    return values


def _offset(cursor: str) -> int:
    value = _decode(cursor, ["offset"])[0]
    if not isinstance(value, int) or value < 0:
        raise GraphQLError("Received cursor is invalid.")
    return value
