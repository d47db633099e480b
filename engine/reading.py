"""From what the database's driver returns to rows, as Django's own iteration makes them but in less time.

Django sets each column of each row through a descriptor and tells listeners of every row. Where a model has
neither descriptors of its own nor listeners, its rows can be filled at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import JSONField, Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.expressions import Col
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init
from django.db.models.sql.compiler import SQLCompiler

Make = Callable[[list[Any]], Any]
Convert = Callable[[Any], Any]
Join = Callable[[list[Any], Any], None]

#: Descriptors that do nothing but keep a value, where the row is new.
PLAIN = (DeferredAttribute, ForeignKeyDeferredAttribute)

#: How driver values of one column become the field's: functions of (value, expression, connection).
Converters = tuple[Sequence[Callable[..., Any]], Any]


class Reader:
    """Makes rows of one queryset from what its SQL returns."""

    def __init__(
        self, rows: QuerySet[Any, Any], compiler: SQLCompiler, database: BaseDatabaseWrapper, make: Make
    ) -> None:
        self._make, self._width = make, compiler.col_count
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        found: Mapping[int, Converters] = compiler.get_converters(columns)
        self._converts = [(place, _convert(each, database)) for place, each in found.items()]
        # Tuples of columns that are kept as they are wanted come from the driver.
        self._is_ready = make is tuple and not found and not compiler.has_extra_select

    def read(self, rows: Sequence[Sequence[Any]]) -> list[Any]:
        """Make each of the driver's rows one of the queryset's."""
        if self._is_ready:
            return list(rows)
        return [self._made(list(row[: self._width])) for row in rows]

    def _made(self, values: list[Any]) -> Any:
        for place, convert in self._converts:
            values[place] = convert(values[place])
        return self._make(values)


def reader(rows: QuerySet[Any, Any], compiler: SQLCompiler, database: BaseDatabaseWrapper) -> Reader | None:
    """Return how a queryset's rows are read at once, whose SQL is written; None where only Django can."""
    columns = [column for column, *_ in compiler.select]
    if compiler.has_composite_fields(columns):
        return None
    make = _maker(rows, compiler, database)
    return None if make is None else Reader(rows, compiler, database, make)


def _maker(rows: QuerySet[Any, Any], compiler: SQLCompiler, database: BaseDatabaseWrapper) -> Make | None:
    known: Any = rows
    if known._iterable_class is ValuesListIterable:
        return tuple
    if known._iterable_class is FlatValuesListIterable:
        return _first
    if known._iterable_class is not ModelIterable or known._known_related_objects:
        return None
    return _model_maker(compiler, database)


def _first(values: list[Any]) -> Any:
    return values[0]


def _model_maker(compiler: SQLCompiler, database: BaseDatabaseWrapper) -> Make | None:
    info: Any = compiler.klass_info
    model: type[Model] = info["model"]
    places = info["select_fields"]
    start, end = places[0], places[-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[start:end]]
    if not is_plain(model) or len(names) != len(model._meta.concrete_fields):
        return None
    joined = _joined(info, compiler, database)
    added = tuple((compiler.annotation_col_map or {}).items())

    def make(values: list[Any]) -> Model:
        row = filled(model, database.alias, names, values[start:end])
        for each in joined:
            each(values, row)
        for name, place in added:
            setattr(row, name, values[place])
        return row

    return make


def _joined(info: Any, compiler: SQLCompiler, database: BaseDatabaseWrapper) -> list[Join]:
    """Return what puts each row of another table, that is read along, where it belongs."""
    found: list[Any] = get_related_populators(info, compiler.select, database.alias)  # type: ignore[call-arg]
    return [_join(each) if _is_simple(each) else each.populate for each in found]


def _is_simple(joined: Any) -> bool:
    is_whole = len(joined.init_list) == len(joined.model_cls._meta.concrete_fields)
    is_alone = joined.reorder_for_init is None and not joined.related_populators
    return is_whole and is_alone and is_plain(joined.model_cls)


def _join(joined: Any) -> Join:
    model, alias, names = joined.model_cls, joined.db, joined.init_list
    start, end, key = joined.cols_start, joined.cols_end, joined.pk_idx

    def join(values: list[Any], row: Model) -> None:
        columns = values[start:end]
        other = None if columns[key] is None else filled(model, alias, names, columns)
        joined.local_setter(row, other)
        if other is not None:
            joined.remote_setter(other, row)

    return join


def is_plain(model: type[Model]) -> bool:
    """Say whether a model's rows are no more than their columns: nothing is called when one is made."""
    made: Any = model
    return (
        made.__init__ is Model.__init__
        and made.from_db.__func__ is Model.from_db.__func__  # type: ignore[attr-defined]
        and all(type(getattr(model, each.attname)) in PLAIN for each in model._meta.concrete_fields)
        and not pre_init.has_listeners(model)
        and not post_init.has_listeners(model)
    )


def filled(model: type[Model], alias: str, names: Sequence[str], values: Sequence[Any]) -> Model:
    """Return a row as the database has it, of a plain model."""
    row: Model = object.__new__(model)
    state = ModelState()
    state.adding, state.db = False, alias
    columns = vars(row)
    columns["_state"] = state
    columns.update(zip(names, values, strict=True))
    return row


# --- Columns ---


def _convert(found: Converters, database: BaseDatabaseWrapper) -> Convert:
    """Return what Django makes of one column's values, in one step where that is known to be the same."""
    steps, column = found
    if len(steps) == 1 and isinstance(column, Col):
        if getattr(steps[0], "__func__", None) is JSONField.from_db_value:
            return _json(steps[0], column, database)
        if steps[0] == getattr(database.ops, "convert_datetimefield_value", None) and _is_utc(database):
            return _moment
        if steps[0] == getattr(database.ops, "convert_booleanfield_value", None):
            return _truth

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, column, database)
        return value

    return convert


def _json(step: Callable[..., Any], column: Any, database: BaseDatabaseWrapper) -> Convert:
    """Most columns of JSON hold nothing most of the time."""

    def convert(value: Any) -> Any:
        return {} if value == "{}" else step(value, column, database)

    return convert


def _is_utc(database: BaseDatabaseWrapper) -> bool:
    """Say whether moments come without a zone, as from SQLite, and are in UTC."""
    return database.vendor == "sqlite" and settings.USE_TZ and database.timezone is UTC


def _moment(value: datetime | str | None) -> datetime | None:
    # A column of a table is read as a moment by the driver already.
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def _truth(value: Any) -> Any:
    return bool(value) if value in (1, 0) else value
