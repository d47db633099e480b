"""Texts that fit their columns."""

from __future__ import annotations

from engine.accounts.models import User
from engine.errors import refuse


def fitting(name: str, value: str) -> str:
    """Return a text of a `User` column, trimmed.

    Raises:
        Refusal: INVALID on the column's camelCase name when it is too long.
    """
    value, limit = value.strip(), User._meta.get_field(name).max_length
    if limit is not None and len(value) > limit:
        first, *rest = name.split("_")
        field = first + "".join(part.capitalize() for part in rest)
        raise refuse("INVALID", f"Ensure this value has at most {limit} characters.", field)
    return value
