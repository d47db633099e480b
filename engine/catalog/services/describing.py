"""What most of the catalogue's rows have in common: names, slugs, rich texts, texts for search engines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from engine.catalog import richtext
from engine.catalog.slugs import unique_slug
from engine.catalog.texts import plain, writable
from engine.errors import refuse
from engine.validation import camel

RICH = ("description", "content")


def describe(row: Any, given: Mapping[str, Any]) -> None:
    """Write the given names, slug, reference, rich texts, SEO texts and metadata onto a row.

    Raises:
        Refusal: INVALID for a rich text that is none; REQUIRED for a blank slug or metadata key.
    """
    for name in ("name", "title"):
        if name in given:
            setattr(row, name, plain(given[name]))
    for name in RICH:
        if name in given:
            setattr(row, name, rich_text(given[name], name))
    if "external_reference" in given:
        row.external_reference = plain(given["external_reference"]) or None
    for name, text in (given.get("seo") or {}).items():
        setattr(row, f"seo_{name}", plain(text) or None)
    _write_metadata(row, given)
    _write_slug(row, given)


def rich_text(document: Any, field: str) -> dict[str, Any] | None:
    """Return a rich text as it is stored.

    Raises:
        Refusal: INVALID on the field.
    """
    if document is None:
        return None
    try:
        return richtext.clean(document)
    except richtext.BadRichText as error:
        raise refuse("INVALID", str(error), field) from error


def _write_metadata(row: Any, given: Mapping[str, Any]) -> None:
    for name in ("metadata", "private_metadata"):
        pairs = {plain(key): writable(value) for key, value in (given.get(name) or {}).items()}
        if "" in pairs:
            raise refuse("REQUIRED", "Metadata key cannot be empty.", camel(name))
        setattr(row, name, {**getattr(row, name), **pairs})


def _write_slug(row: Any, given: Mapping[str, Any]) -> None:
    if "slug" not in given or (row.pk is None and not plain(given["slug"])):
        return
    row.slug = plain(given["slug"])
    if not row.slug:
        raise refuse("REQUIRED", "Slug value cannot be blank.", "slug")


def give_slug(row: Any, name: str, among: QuerySet[Any]) -> None:
    """Make a slug of a new row's name where none was given."""
    row.slug = row.slug or unique_slug(name, among)
