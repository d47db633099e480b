"""Public and private metadata, which most of the core's objects carry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, Literal

from django.db import models, transaction

from engine.errors import refuse
from engine.prepared import prepared

#: Characters of one key, and of all keys and values of one object together.
LONGEST_KEY = 255
MOST_CHARACTERS = 64_000

Part = Literal["metadata", "private_metadata"]


class WithMetadata(models.Model):
    """Free text pairs: `metadata` is public, `private_metadata` for staff and apps."""

    metadata = models.JSONField(default=dict, blank=True)
    private_metadata = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


@transaction.atomic
def write(row: WithMetadata, *, pairs: Mapping[str, str], part: Part = "metadata") -> None:
    """Set keys of an object's metadata; others stay.

    Raises:
        Refusal: REQUIRED for an empty key, INVALID when it would be too much, NOT_FOUND when the row is gone.
    """
    merged = {**_locked(row, part), **pairs}
    check(merged)
    _save(row, part, merged)


@transaction.atomic
def forget(row: WithMetadata, *, keys: Collection[str], part: Part = "metadata") -> None:
    """Take keys out of an object's metadata; those that are not there do not matter.

    Raises Refusal: NOT_FOUND when the row is gone.
    """
    _save(row, part, {key: value for key, value in _locked(row, part).items() if key not in keys})


def check(pairs: Mapping[str, str]) -> None:
    """Refuse metadata that cannot be kept.

    Raises:
        Refusal: REQUIRED for an empty key, INVALID when it is too much.
    """
    if not all(key.strip() for key in pairs):
        raise refuse("REQUIRED", "Metadata key cannot be empty.", "input")
    if any(len(key) > LONGEST_KEY for key in pairs):
        raise refuse("INVALID", f"A metadata key has at most {LONGEST_KEY} characters.", "input")
    if sum(len(key) + len(value) for key, value in pairs.items()) > MOST_CHARACTERS:
        raise refuse("INVALID", f"Metadata has at most {MOST_CHARACTERS} characters.", "input")


def _locked(row: WithMetadata, part: Part) -> dict[str, str]:
    """Read the pairs as they are now, so that two writers at once both keep theirs.

    Raises Refusal: NOT_FOUND when the row went while we waited, as a checkout does that is being completed.
    """
    found = _pairs(type(row), part)(row.pk)
    if not found:
        raise refuse("NOT_FOUND", "Couldn't resolve to an item with meta: it is gone.", "id")
    return dict(found[0])


@cache
def _pairs(model: type[models.Model], part: Part) -> Callable[..., list[Any]]:
    def pairs(key: Any) -> models.QuerySet[Any, Any]:
        rows: Any = model._default_manager.select_for_update(of=("self",))
        return rows.filter(pk=key).values_list(part, flat=True)  # type: ignore[no-any-return]

    return prepared(pairs)


def _save(row: WithMetadata, part: Part, pairs: dict[str, str]) -> None:
    setattr(row, part, pairs)
    stamps = {field.name for field in row._meta.fields if field.name == "updated_at"}
    row.save(update_fields=[part, *stamps])
