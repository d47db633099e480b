"""Rows that are filled at once are those that Django makes one column after the other."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import F, QuerySet
from django.db.models.signals import post_init

from engine.catalog.models import AttributeValue, Category, Page, PageType
from engine.prepared import prepared
from engine.reading import is_plain

pytestmark = pytest.mark.django_db


@prepared
def pages(keys: Any) -> QuerySet[Any, Any]:
    found = Page.objects.filter(pk__in=keys).select_related("page_type").annotate(kind=F("page_type__slug"))
    return found.order_by("pk")


@prepared
def categories(keys: Any) -> QuerySet[Any, Any]:
    return Category.objects.filter(pk__in=keys).select_related("parent").order_by("pk")


@pytest.fixture
def two_pages() -> list[int]:
    kind = PageType.objects.create(name="SES", slug="ses")
    full = Page.objects.create(
        page_type=kind, title="Atelierul Iei", slug="atelierul-iei", is_published=True,
        metadata={"a": {"b": [1, None]}}, published_at=datetime(2026, 3, 1, 12, 30, 0, 5, tzinfo=UTC),
    )  # fmt: skip
    return [full.pk, Page.objects.create(page_type=kind, title="Gol", slug="gol").pk]


def test_every_column_is_what_django_reads(two_pages: list[int]) -> None:
    theirs = list(Page.objects.filter(pk__in=two_pages).order_by("pk"))

    ours = pages(two_pages)

    for mine, other in zip(ours, theirs, strict=True):
        for column in Page._meta.concrete_fields:
            value, wanted = getattr(mine, column.attname), getattr(other, column.attname)
            assert (column.attname, type(value), value) == (column.attname, type(wanted), wanted)
        assert (mine._state.adding, mine._state.db) == (False, "default")
        assert mine.kind == "ses"
        assert mine.page_type.name == "SES"
        assert not mine.get_deferred_fields()


def test_a_row_can_be_changed_and_saved(two_pages: list[int]) -> None:
    (page, _) = pages(two_pages)
    page.metadata["c"] = "d"
    page.title = "Alt nume"

    page.save()

    assert Page.objects.get(pk=page.pk).title == "Alt nume"
    assert Page.objects.get(pk=page.pk).metadata == {"a": {"b": [1, None]}, "c": "d"}


def test_empty_pairs_are_not_shared_between_rows(two_pages: list[int]) -> None:
    first, second = pages(two_pages)[1], pages(two_pages)[1]

    first.metadata["only"] = "here"

    assert second.metadata == {}


def test_what_is_joined_is_none_where_there_is_none() -> None:
    above = Category.objects.create(name="Above", slug="above", path="/1/")
    below = Category.objects.create(name="Below", slug="below", path="/1/2/", parent=above)

    top, under = categories([above.pk, below.pk])

    assert top.parent is None
    assert under.parent == above
    assert under.parent._state.adding is False


def test_a_foreign_key_that_is_set_anew_forgets_what_was_joined() -> None:
    above = Category.objects.create(name="Above", slug="above", path="/1/")
    below = Category.objects.create(name="Below", slug="below", path="/1/2/", parent=above)
    (row,) = categories([below.pk])

    row.parent_id = None

    assert row.parent is None


def test_a_model_that_somebody_listens_to_is_left_to_django() -> None:
    def listen(**_: Any) -> None:
        """Hear of every row."""

    assert is_plain(AttributeValue)
    post_init.connect(listen, sender=AttributeValue)
    try:
        assert not is_plain(AttributeValue)
    finally:
        post_init.disconnect(listen, sender=AttributeValue)
