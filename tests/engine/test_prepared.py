"""Questions written once answer as their querysets do, for any number of keys."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from engine.catalog.models import Category, Page, PageType
from engine.checkout import info as infos
from engine.inventory import locks
from engine.prepared import MOST_KEYS, prepared

pytestmark = pytest.mark.django_db


@prepared
def by_keys(keys: Any) -> QuerySet[Any, Any]:
    return Category.objects.filter(pk__in=keys).select_related("parent").order_by("name")


@prepared
def by_slugs(slugs: Any, level: int) -> QuerySet[Any, Any]:
    return Category.objects.filter(slug__in=slugs, level=level).values_list("slug", "name")


@pytest.fixture
def categories() -> list[Category]:
    made = Category.objects.bulk_create(
        Category(name=f"Category {n:03}", slug=f"category-{n}", path=f"/{n}/", level=n % 2)
        for n in range(140)
    )
    Category.objects.filter(pk=made[1].pk).update(parent=made[0])
    return list(Category.objects.order_by("name"))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 24, 64, 127, 128, 129, 140])
def test_any_number_of_keys_finds_what_a_queryset_finds(categories: list[Category], count: int) -> None:
    keys = [row.pk for row in categories[:count]]

    with CaptureQueriesContext(connection) as asked:
        found = by_keys(keys)

    assert found == categories[:count]
    assert len(asked) == 1


def test_what_is_joined_is_read_along(categories: list[Category]) -> None:
    with CaptureQueriesContext(connection) as asked:
        (found,) = by_keys([categories[1].pk])

    assert found.parent == categories[0]
    assert len(asked) == 1


def test_texts_and_numbers_stand_in_their_places(categories: list[Category]) -> None:
    assert by_slugs(["category-1", "category-2", "category-3"], 1) == [
        ("category-1", "Category 001"),
        ("category-3", "Category 003"),
    ]
    assert by_slugs(["category-1", "category-2", "category-3"], 0) == [("category-2", "Category 002")]


def test_each_call_gets_rows_of_its_own(categories: list[Category]) -> None:
    (first,), (second,) = by_keys([categories[0].pk]), by_keys([categories[0].pk])

    assert first == second
    assert first is not second


@pytest.mark.usefixtures("categories")
def test_without_a_key_nothing_is_asked() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert by_keys([]) == []
        assert by_slugs((), 1) == []

    assert len(asked) == 0


def test_the_sql_is_written_once_for_like_numbers_of_keys(categories: list[Category]) -> None:
    made: list[int] = []

    @prepared
    def counted(keys: Any) -> QuerySet[Any, Any]:
        made.append(len(keys))
        return Category.objects.filter(pk__in=keys)

    for count in (3, 4, 3, 5, 8, 7, 3):
        assert len(counted([row.pk for row in categories[:count]])) == count

    assert made == [4, 8]


def test_moments_and_uuids_are_compared_as_stored() -> None:
    kind = PageType.objects.create(name="SES", slug="ses")
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for day in (1, 2, 3):
        Page.objects.create(
            page_type=kind, title=str(day), slug=f"page-{day}", published_at=at.replace(day=day)
        )

    @prepared
    def begun(now: datetime) -> QuerySet[Any, Any]:
        return Page.objects.filter(Q(published_at__lte=now)).order_by("title").values_list("title", flat=True)

    assert begun(at) == ["1"]
    assert begun(at.replace(day=2)) == ["1", "2"]
    assert infos.find([uuid.uuid4()]) == []


def test_a_question_that_forgets_an_argument_is_a_mistake() -> None:
    @prepared
    def forgetful(key: int, level: int) -> QuerySet[Any, Any]:
        return Category.objects.filter(pk=key)

    with pytest.raises(ValueError, match="does not ask with all of its arguments"):
        forgetful(1, 2)


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_only(categories: list[Category]) -> None:
    @prepared
    def locked(keys: Any) -> QuerySet[Any, Any]:
        return locks.locking(Category.objects.filter(pk__in=keys))

    with transaction.atomic():
        assert locked([categories[0].pk]) == categories[:1]
    with pytest.raises(TransactionManagementError):
        locked([categories[0].pk])


def test_more_keys_than_one_piece_of_sql_takes_are_still_one_question(categories: list[Category]) -> None:
    assert len(categories) > MOST_KEYS

    with CaptureQueriesContext(connection) as asked:
        assert len(by_keys({row.pk for row in categories})) == len(categories)

    assert len(asked) == 1
