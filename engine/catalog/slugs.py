"""Slugs as Saleor makes them: transliterated, and numbered from 2 where one is taken."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

#: Letters that do not fall apart into a Latin letter and a mark.
LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ĸ": "k", "ŋ": "n",
    }
)  # fmt: skip
#: Room for a number behind it in a column of 255 (250 for attributes).
LONGEST = 240
#: What a text without any Latin letter or digit becomes, as at Saleor.
NOTHING = "-"


def slug_of(text: str) -> str:
    """Return the slug of a name: `Șorț de bucătărie` gives `sort-de-bucatarie`."""
    return slugify(text.translate(LETTERS))[:LONGEST].strip("-") or NOTHING


def unique_slug(text: str, among: QuerySet[Any]) -> str:
    """Return the slug of a name that no row has: `sort`, then `sort-2`, `sort-3`, …"""
    slug = slug_of(text)
    return numbered(slug, among.filter(slug__startswith=slug).values_list("slug", flat=True))


def numbered(slug: str, taken: Any) -> str:
    """Return the slug, with the next free number where it is taken."""
    known = set(taken)
    if slug not in known:
        return slug
    pattern = re.compile(re.escape(slug) + r"-(\d{1,9})")
    numbers = [int(match[1]) for match in map(pattern.fullmatch, known) if match]
    return f"{slug}-{max(numbers, default=1) + 1}"
