"""Pages of what a search finds."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engine.catalog import search
from engine.catalog.models import Product, ProductChannelListing
from engine.schema.catalog import found
from kernel.ids import to_global_id
from tests.engine.catalog import shelf
from tests.engine.schema.asking import data

pytestmark = pytest.mark.django_db

IDS, NAMES = "id", "... on Product { ...Card }"
FOUND = """
query($first: Int!, $after: String, $where: ProductWhereInput) {{
  products(first: $first, after: $after, where: $where, channel: "ses-ro", search: "miere") {{
    totalCount
    pageInfo {{ hasNextPage endCursor }}
    edges {{ node {{ {asked} }} }}
  }}
}}
{fragment}
"""


def page(asked: str, *, first: int = 2, **variables: Any) -> Any:
    """A page of what the search for honey finds."""
    fragment = "" if asked == IDS else "fragment Card on Product { id name }"
    document = FOUND.format(asked=asked, fragment=fragment)
    return data(document, {"first": first, **variables})


def ids(rows: list[Product]) -> list[str]:
    """Global ids of products."""
    return [to_global_id("Product", row.pk) for row in rows]


def shown(cut: Any) -> list[str]:
    """The ids of a page."""
    return [edge["node"]["id"] for edge in cut["edges"]]


@pytest.fixture
def honeys() -> list[Product]:
    """Five jars of honey in the order of their names, as equal matches are listed."""
    return [shelf.product(f"Miere {letter}") for letter in "ABCDE"]


@pytest.mark.parametrize("asked", [IDS, NAMES])
def test_pages_join_without_a_gap(honeys: list[Product], asked: str) -> None:
    pages = [page(asked)]
    while pages[-1]["pageInfo"]["hasNextPage"]:
        pages.append(page(asked, after=pages[-1]["pageInfo"]["endCursor"]))

    assert [each for cut in pages for each in shown(cut)] == ids(honeys)
    assert {cut["totalCount"] for cut in pages} == {5}


@pytest.mark.parametrize("asked", [IDS, NAMES])
def test_what_is_hidden_or_gone_since_the_first_page_is_left_out(honeys: list[Product], asked: str) -> None:
    first = page(asked)
    ProductChannelListing.objects.filter(product=honeys[2]).update(is_published=False)
    gone = ids(honeys)[3]
    honeys[3].delete()

    rest = page(asked, first=3, after=first["pageInfo"]["endCursor"])

    assert gone not in shown(rest)
    assert shown(rest) == ids(honeys[4:])


def test_what_comes_in_meanwhile_moves_nothing_over_the_edge_of_a_page(honeys: list[Product]) -> None:
    first = page(IDS)
    shelf.product("Miere")

    second = page(IDS, after=first["pageInfo"]["endCursor"])

    assert shown(first) + shown(second) == ids(honeys[:4])
    assert page(IDS)["totalCount"] == 6


def test_a_filter_is_asked_again_for_each_page(honeys: list[Product]) -> None:
    where = {"ids": ids(honeys[1:])}

    first = page(IDS, where=where)
    second = page(IDS, where=where, after=first["pageInfo"]["endCursor"])

    assert shown(first) + shown(second) == ids(honeys[1:])


def test_the_search_is_asked_once_for_all_pages(
    honeys: list[Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ranked = search.ranked

    def noted(question: str) -> dict[int, int]:
        asked.append(question)
        return ranked(question)

    monkeypatch.setattr(search, "ranked", noted)

    first = page(IDS)
    page(IDS, after=first["pageInfo"]["endCursor"])

    assert asked == ["miere"]


def test_an_order_is_kept_for_a_while_and_for_few_questions(
    honeys: list[Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page(IDS)
    shelf.product("Miere")
    monkeypatch.setattr(found, "KEPT_SECONDS", 0)

    late = page(IDS, after=first["pageInfo"]["endCursor"])

    assert late["totalCount"] == 6
    for number in range(found.MOST_KEPT + 5):
        found._keep(number, [])
    assert len(found._kept) == found.MOST_KEPT


def test_ids_alone_are_not_read_from_the_products(honeys: list[Product]) -> None:
    with CaptureQueriesContext(connection) as asked:
        page(IDS)

    assert not [each["sql"] for each in asked if '"engine_catalog_product"."description"' in each["sql"]]
