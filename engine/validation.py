"""Storing a row that the model's own rules accept; what they refuse becomes a refusal."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import translation

from engine.errors import Problem, Refusal, refuse

CODES = {"required": "REQUIRED", "blank": "REQUIRED", "null": "REQUIRED", "unique": "UNIQUE"}


def store(row: Model, *, exclude: Collection[str] = ()) -> None:
    """Check a row against its fields' rules and save it; `exclude` names fields that are right already.

    Raises:
        Refusal: REQUIRED, UNIQUE or INVALID per field, all problems together.
    """
    with translation.override("en"):  # the messages are put together when they are read
        try:
            row.full_clean(exclude=set(exclude))
        except ValidationError as error:
            raise Refusal(*_problems(error)) from error
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # another stored the same in the meantime
        raise refuse("UNIQUE", "This already exists.") from error


def _problems(error: ValidationError) -> list[Problem]:
    return [
        Problem(CODES.get(fault.code or "", "INVALID"), " ".join(fault.messages), _field(name))
        for name, faults in error.error_dict.items()
        for fault in faults
    ]


def _field(name: str) -> str | None:
    return None if name == NON_FIELD_ERRORS else camel(name)


def camel(name: str) -> str:
    """Return a model field's name as GraphQL writes it."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def change(row: Model, values: dict[str, Any], *names: str, exclude: Collection[str] = ()) -> None:
    """Set those of the named fields that were given, and store the row.

    Raises:
        Refusal: as `store`.
    """
    for name in names:
        if name in values:
            setattr(row, name, values[name])
    store(row, exclude=exclude)
