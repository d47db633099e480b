"""Texts that fit their columns."""

from __future__ import annotations

from typing import cast

from django.db.models import Model

from engine.accounts.models import User
from engine.errors import refuse


def longest(model: type[Model], name: str) -> int | None:
    """Return how many characters a column of the model takes; None for a column without a limit."""
    return cast("int | None", getattr(model._meta.get_field(name), "max_length", None))


def fitting(name: str, value: str) -> str:
    """Return a text of a `User` column, trimmed.

    Raises:
        Refusal: INVALID on the column's camelCase name when it is too long.
    """
    value, limit = value.strip(), longest(User, name)
    if limit is not None and len(value) > limit:
        first, *rest = name.split("_")
        field = first + "".join(part.capitalize() for part in rest)
        raise refuse("INVALID", f"Ensure this value has at most {limit} characters.", field)
    return value
