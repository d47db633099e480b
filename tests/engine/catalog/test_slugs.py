"""Slugs as Saleor makes them."""

from __future__ import annotations

import pytest

from engine.catalog.models import PageType
from engine.catalog.slugs import numbered, slug_of, unique_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Șorț de bucătărie", "sort-de-bucatarie"),
        ("Şorţ", "sort"),
        ("RO-IS", "ro-is"),
        ("Straße & Œuvre", "strasse-oeuvre"),
        ("  Miere — 350 g  ", "miere-350-g"),
        ("🍯", "-"),
        ("a" * 500, "a" * 240),
    ],
)
def test_a_slug_is_made_of_a_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_taken_slug_gets_the_next_number() -> None:
    assert numbered("sort", []) == "sort"
    assert numbered("sort", ["sort"]) == "sort-2"
    assert numbered("sort", ["sort", "sort-2", "sort-9", "sort-de-in", "sort-x9"]) == "sort-10"


@pytest.mark.django_db
def test_a_slug_is_free_among_the_rows() -> None:
    PageType.objects.create(name="SES", slug="ses")

    assert unique_slug("SES", PageType.objects.all()) == "ses-2"
    assert unique_slug("Se", PageType.objects.all()) == "se"
