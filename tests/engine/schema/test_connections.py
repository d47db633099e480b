"""Pages of lists: sizes, cursors, and what a broken cursor gets."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from graphql import GraphQLError
from hypothesis import given
from hypothesis import strategies as some

from engine.catalog.models import Category
from engine.schema import connections
from engine.schema.connections import UNSTORABLE
from tests.engine.schema.asking import ask, data

pytestmark = pytest.mark.django_db

PAGE = """query($first: Int, $last: Int, $after: String, $before: String) {
  categories(first: $first, last: $last, after: $after, before: $before) {
    edges { cursor node { slug } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}"""


@pytest.fixture
def shelves() -> None:
    for position, slug in enumerate("abcde"):
        Category.objects.create(name=slug, slug=slug, path=f"{position}/", level=0, sort_order=position)


def page(**arguments: Any) -> tuple[str, bool, bool, dict[str, str]]:
    """Return the slugs, whether there is more before and after, and each slug's cursor."""
    found = data(PAGE, arguments)
    cursors = {edge["node"]["slug"]: edge["cursor"] for edge in found["edges"]}
    info = found["pageInfo"]
    return "".join(cursors), info["hasPreviousPage"], info["hasNextPage"], cursors


def refusal(**arguments: Any) -> list[str]:
    answer = ask(PAGE, arguments)
    assert answer["data"] == {"categories": None}
    return [error["message"] for error in answer["errors"]]


@pytest.mark.usefixtures("shelves")
def test_pages_follow_each_other_forward() -> None:
    first = page(first=2)
    second = page(first=2, after=first[3]["b"])
    third = page(first=2, after=second[3]["d"])

    assert [each[:3] for each in (first, second, third)] == [
        ("ab", False, True),
        ("cd", True, True),
        ("e", True, False),
    ]


@pytest.mark.usefixtures("shelves")
def test_pages_follow_each_other_backward() -> None:
    last = page(last=2)
    before = page(last=2, before=last[3]["d"])
    first = page(last=2, before=before[3]["b"])

    assert [each[:3] for each in (last, before, first)] == [
        ("de", True, False),
        ("bc", True, True),
        ("a", False, True),
    ]


@pytest.mark.usefixtures("shelves")
def test_the_total_does_not_depend_on_the_page() -> None:
    assert data(PAGE, {"first": 2})["totalCount"] == 5


def test_an_empty_list_has_an_empty_page() -> None:
    assert data(PAGE, {"first": 2}) == {
        "edges": [],
        "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
        "totalCount": 0,
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {},
            "You must provide a `first` or `last` value to properly paginate the `categories` connection.",
        ),
        (
            {"first": 0},
            "You must provide a `first` or `last` value to properly paginate the `categories` connection.",
        ),
        ({"first": 1, "last": 1}, "Passing both `first` and `last` is not supported."),
        ({"first": -1}, "`first` must be a positive number."),
        ({"last": -1}, "`last` must be a positive number."),
        (
            {"first": 101},
            "Requesting 101 records on the `categories` connection exceeds the `first` limit of 100 records.",
        ),
        (
            {"last": 101},
            "Requesting 101 records on the `categories` connection exceeds the `last` limit of 100 records.",
        ),
    ],
)
def test_a_wrong_size_is_refused(arguments: dict[str, Any], message: str) -> None:
    assert refusal(**arguments) == [message]


def written(values: Any) -> str:
    return base64.b64encode(json.dumps(values).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "no cursor",
        written([]),
        written([1]),
        written([1, 2, 3]),
        written({"a": 1}),
        written(["a", "b"]),
        written([None, None]),
        written([1, [2]]),
        written([1, "\0"]),
        base64.b64encode(b"[" * 50_000).decode(),
        base64.b64encode(b"\xff").decode(),
    ],
)
def test_a_broken_cursor_is_refused(cursor: str) -> None:
    assert refusal(first=1, after=cursor) == ["Received cursor is invalid."]
    assert refusal(last=1, before=cursor) == ["Received cursor is invalid."]


@pytest.mark.parametrize("cursor", [written([10**30, 1]), written([1, -(10**30)])])
def test_a_cursor_beyond_all_rows_finds_none_or_is_refused(cursor: str) -> None:
    answer = ask(PAGE, {"first": 1, "after": cursor})

    assert [error["message"] for error in answer.get("errors", [])] in ([], ["A value is out of range."])


@given(
    some.recursive(some.integers() | some.text() | some.none() | some.booleans(), some.lists, max_leaves=8)
)
def test_a_cursor_is_read_as_flat_values_or_refused(values: Any) -> None:
    try:
        read = connections._decode(written(values), ["name", "pk"])
    except GraphQLError:
        return

    assert read == values
    assert len(read) == 2
    assert not any(UNSTORABLE.search(str(value)) for value in read)
