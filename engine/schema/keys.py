"""Keys inside lists of global ids; ids that cannot be one of the wanted type match nothing."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from kernel.ids import MalformedId, from_global_id


def _texts(global_ids: Iterable[str], type_name: str) -> list[str]:
    found = []
    for global_id in global_ids:
        try:
            found.append(from_global_id(global_id, type_name)[1])
        except MalformedId:
            continue
    return found


def whole_keys_of(global_ids: Iterable[str], type_name: str) -> list[int]:
    """Return the whole-number keys."""
    return [int(text) for text in _texts(global_ids, type_name) if text.isdecimal() and len(text) < 19]


def uuids_of(global_ids: Iterable[str], type_name: str) -> list[UUID]:
    """Return the UUID keys."""
    found = []
    for text in _texts(global_ids, type_name):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
