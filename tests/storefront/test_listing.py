"""What an address asks for, and the links that change it."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from commerce.types import Label
from storefront import facets, listing
from storefront.facets import Index
from storefront.listing import Wanted


@pytest.fixture
def index() -> Index:
    """An index that knows two materials and a seller."""
    labels = {facet: {} for facet in facets.FACETS} | {
        facets.MATERIAL: {slug: Label(slug, slug, slug) for slug in ("in", "lut")},
        facets.SELLER: {"ana": Label("ana", "Ana", "Ana")},
    }
    nothing = {facet: {} for facet in facets.FACETS}
    return Index("1", (), (), (), nothing, {}, labels, {}, (), {})


def read(query: str, index: Index) -> Wanted:
    """Read a query as the address bar has it."""
    return listing.read(QueryDict(query), index=index)


@pytest.mark.parametrize(
    ("text", "bani"),
    [
        ("19", 1900),
        ("19,90", 1990),
        ("19.90", 1990),
        ("1.200,50", 120_050),
        ("0", 0),
        ("1 000", 100_000),
        ("1000000", 100_000_000),
        ("", None),
        ("-1", None),
        ("1e9", None),
        ("10000000000000", None),
        ("NaN", None),
        ("Infinity", None),
        ("abc", None),
        ("1.2.3", None),
        ("١٢", None),
        ("²", None),
    ],
)
def test_prices_are_read_as_people_type_them(text: str, bani: int | None) -> None:
    assert listing.price(text) == bani


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 1), ("2", 2), ("0", 1), ("-3", 1), ("abc", 1), ("999999999999", 1), ("1.5", 1), ("٣", 1), ("²", 1)],
)
def test_what_is_no_page_is_the_first(text: str, number: int) -> None:
    assert listing.page_number(text) == number


def test_values_that_do_not_exist_are_left_out_and_told(index: Index) -> None:
    wanted = read("material=in&material=plutoniu&ses=ana", index)

    assert wanted.values == {"material": ("in",), "ses": ("ana",)}
    assert wanted.has_unknown_value
    assert not read("material=in", index).has_unknown_value


def test_a_wrong_price_limits_nothing_and_keeps_what_was_typed(index: Index) -> None:
    wanted = read("min=-1&max=20", index)

    assert (wanted.lowest, wanted.highest) == (None, 2000)
    assert (wanted.lowest_text, wanted.has_wrong_price) == ("-1", True)


def test_crossed_prices_limit_nothing_and_are_told(index: Index) -> None:
    wanted = read("min=200&max=20", index)

    assert (wanted.lowest, wanted.highest, wanted.has_wrong_price) == (None, None, True)


def test_relevance_is_for_searches_only(index: Index) -> None:
    assert read("", index).sort == facets.NEWEST
    assert read("sort=potrivire", index).sort == facets.NEWEST
    assert read("q=miere", index).sort == listing.RELEVANCE
    assert read("q=miere&sort=pret", index).sort == facets.CHEAPEST
    assert read("sort=drop+table", index).sort == facets.NEWEST


def test_search_words_are_trimmed_and_bounded(index: Index) -> None:
    assert read("q=++miere+%00+de++tei+", index).words == "miere de tei"
    assert len(read(f"q={'a' * 5000}", index).words) == listing.LONGEST_SEARCH


def test_an_address_is_written_in_one_order_without_what_goes_without_saying(index: Index) -> None:
    wanted = read("page=3&sort=noi&max=20&material=lut&material=in&q=miere&utm=x", index)

    assert wanted.query() == "?q=miere&material=lut&material=in&max=20&sort=noi"
    assert wanted.query(page=2) == "?q=miere&material=lut&material=in&max=20&sort=noi&page=2"
    assert wanted.query(material=wanted.without("material", "lut")) == (
        "?q=miere&material=in&max=20&sort=noi"
    )
    assert read("", index).query() == ""
