"""Products that a question finds, the best match first, cut into pages."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from engine.catalog import models, questions, search
from engine.catalog.groups import ProductGroup
from engine.reading import filled
from engine.schema.connections import Connection, connect_list
from engine.schema.lookahead import asked_for

#: For how long, in seconds, and for how many questions the order is kept that a page was cut from.
KEPT_SECONDS, MOST_KEPT = 10, 64

#: When (monotonic seconds) and in which order products were found, by question and by what decides who sees
#: which of them.
_kept: dict[Any, tuple[float, list[int]]] = {}


def page(
    info: Any,
    rows: QuerySet[models.Product],
    place: models.Channel | None,
    question: str,
    *,
    arguments: dict[str, Any],
    is_filtered: bool,
) -> Connection:
    """Cut a page of what is found among `rows`.

    The first page ranks all that is found. Those that follow it at once are cut from the same order, so that
    they join without a gap; what is gone or hidden by then is left out. Where `rows` are filtered each page
    ranks anew.
    """
    kind = (question, place.pk if place else None, info.context.is_staff)
    keys = None if is_filtered or not arguments.get("after") else _lately(kind)
    is_kept = keys is not None
    if keys is None:
        keys = _ranked(info, rows, place, question, is_filtered=is_filtered)
        if not is_filtered:
            _keep(kind, keys)
    cut = connect_list(info, keys, arguments=arguments)
    shown = [edge["node"] for edge in cut.edges]
    visible = rows.filter(pk__in=shown).values_list("pk", flat=True) if is_kept else shown
    known = {row.pk: row for row in _products(info, list(visible))}
    cut.edges = [{**edge, "node": known[edge["node"]]} for edge in cut.edges if edge["node"] in known]
    ProductGroup((edge["node"] for edge in cut.edges), place, info.context.now)
    return cut


def _ranked(
    info: Any,
    rows: QuerySet[models.Product],
    place: models.Channel | None,
    question: str,
    *,
    is_filtered: bool,
) -> list[int]:
    ranks = search.ranked(question)
    if place is None or not place.is_active or info.context.is_staff or is_filtered:
        named = list(rows.filter(pk__in=ranks).values_list("pk", "name"))
    else:
        named = questions.listed_names(ranks, place.pk, info.context.now)
    return [key for key, name in sorted(named, key=lambda row: (-ranks[row[0]], row[1], row[0]))]


def _products(info: Any, keys: Collection[int]) -> list[Any]:
    """Read products, unless their keys are all that is asked for."""
    if asked_for(info, "edges", "node") <= {"id", "__typename"}:
        return [filled(models.Product, DEFAULT_DB_ALIAS, ["id"], [key]) for key in keys]
    return questions.products(keys)


def _lately(kind: Any) -> list[int] | None:
    found_at, keys = _kept.get(kind, (0.0, None))
    return keys if time.monotonic() - found_at < KEPT_SECONDS else None


def _keep(kind: Any, keys: list[int]) -> None:
    _kept.pop(kind, None)
    _kept[kind] = (time.monotonic(), keys)
    while len(_kept) > MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
