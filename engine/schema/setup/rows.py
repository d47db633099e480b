"""The rows that global ids in a set-up mutation's input stand for, and the amounts in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from django.db.models import Model, QuerySet, UUIDField

from engine.errors import refuse
from engine.prepared import prepared
from engine.schema.keys import uuids_of, whole_keys_of
from engine.schema.money import to_bani
from engine.schema.mutations import key_of
from engine.validation import camel

Row = TypeVar("Row", bound=Model)

#: Bani; far above any price, far below what a database's integer holds.
MOST_BANI = 10**15
GRAMS_PER_KILOGRAM = 1000
MOST_GRAMS = 2_147_483_647


def one(model: type[Row], global_id: str, type_name: str, *, field: str = "id") -> Row:
    """Return the row that an id stands for.

    Raises:
        Refusal: GRAPHQL_ERROR for an id that is malformed or of another type, NOT_FOUND.
    """
    return _all(model, [global_id], type_name, field)[0]


def optional(model: type[Row], global_id: str | None, type_name: str, *, field: str) -> Row | None:
    """Return the row that an id stands for, None without an id.

    Raises:
        Refusal: as `one`.
    """
    return None if global_id is None else one(model, global_id, type_name, field=field)


def several(
    model: type[Row], given: Mapping[str, Any], name: str, type_name: str, *, field: str | None = None
) -> list[Row]:
    """Return the rows of an input's list of ids, in its order; none when it is not given.

    Raises:
        Refusal: as `one`.
    """
    return _all(model, given.get(name) or (), type_name, field or camel(name))


def _all(model: type[Row], wanted: Sequence[str], type_name: str, field: str) -> list[Row]:
    for global_id in wanted:
        key_of(global_id, type_name, field=field)
    read = uuids_of if isinstance(model._meta.pk, UUIDField) else whole_keys_of
    found = {str(row.pk): row for row in _of_keys(model)(read(wanted, type_name))}
    missing = [each for each in wanted if key_of(each, type_name) not in found]
    if missing:
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {missing[0]}", field)
    return [found[key_of(each, type_name)] for each in wanted]


@cache
def _of_keys(model: type[Row]) -> Callable[[Sequence[Any]], list[Row]]:
    def by_keys(keys: Sequence[Any]) -> QuerySet[Row]:
        return model._default_manager.filter(pk__in=keys)

    return prepared(by_keys)


def bani(amount: Decimal, *, field: str) -> int:
    """Return an amount in lei as whole bani.

    Raises:
        Refusal: INVALID for more than two decimals or an amount beyond reason.
    """
    if amount * 100 > MOST_BANI:
        raise refuse("INVALID", "The amount is too large.", field)
    if amount != round(amount, 2):
        raise refuse("INVALID", "Value cannot have more than 2 decimal places.", field)
    return to_bani(amount)


def grams(kilograms: Decimal, *, field: str) -> int:
    """Return a weight in kilograms as whole grams.

    Raises:
        Refusal: INVALID below zero or beyond reason.
    """
    weight = kilograms * GRAMS_PER_KILOGRAM
    if not 0 <= weight <= MOST_GRAMS:
        raise refuse("INVALID", "The weight cannot be this.", field)
    return int(round(weight))


def by(model: type[Row], type_name: str, *, field: str | None = None, **ways: str | None) -> Row:
    """Return the row named by its id or by one of its unique columns (`external_reference`, `sku`).

    Raises:
        Refusal: GRAPHQL_ERROR when not exactly one way is given or the id is malformed, NOT_FOUND.
    """
    given = {name: value for name, value in ways.items() if value is not None}
    if len(given) != 1:
        names = ", ".join(camel(name) for name in ways)
        raise refuse("GRAPHQL_ERROR", f"Exactly one argument is required of: {names}.", field)
    [(name, value)] = given.items()
    if name == "id":
        return one(model, value, type_name, field=field or "id")
    row = model._default_manager.filter(**{name: value}).first()
    if row is None:
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {value}", field or camel(name))
    return row


def weighed(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return an input with its `weight` (kilograms) as `weight_grams`.

    Raises:
        Refusal: INVALID on `weight`.
    """
    rest = {name: value for name, value in given.items() if name != "weight"}
    if "weight" in given:
        rest["weight_grams"] = None if given["weight"] is None else grams(given["weight"], field="weight")
    return rest


def optional_bani(amount: Decimal | None, *, field: str) -> int | None:
    """Return an amount in lei as whole bani, None without one.

    Raises:
        Refusal: as `bani`.
    """
    return None if amount is None else bani(amount, field=field)
