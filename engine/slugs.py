"""Slugs made of names, as Saleor makes them: transliterated, and numbered when they are taken."""

from __future__ import annotations

import itertools

from django.db.models import Model
from django.utils.text import slugify

LONGEST = 240
NAMELESS = "-"


def slug_of(text: str) -> str:
    """Return the slug of a name: "Producție proprie" is `producție-proprie` without its diacritics."""
    return slugify(text)[:LONGEST] or NAMELESS


def free_slug(model: type[Model], text: str) -> str:
    """Return the slug of a name that no row of the model has: `iarna`, then `iarna-2`, …"""
    wanted = slug_of(text)
    taken = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    return next(slug for slug in itertools.chain([wanted], numbered) if slug not in taken)
