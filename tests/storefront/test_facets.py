"""Filtering and counting in bits."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from commerce.types import ProductId
from storefront import facets
from storefront.facets import Index, Selection
from tests.storefront import papers

PRICES = (500, 1000, 1000, 2500, 9000)


def index(size: int = 5) -> Index:
    """Products a, b, c … by price; even ones of linen, odd ones of clay; the first two by Ana."""
    ids = tuple(ProductId(f"p{number}") for number in range(size))
    bits = {facet: {} for facet in facets.FACETS} | {
        facets.MATERIAL: {
            "in": facets.bits_of(range(0, size, 2)),
            "lut": facets.bits_of(range(1, size, 2)),
        },
        facets.SELLER: {"ana": 0b11, "ioana": (1 << size) - 1 & ~0b11},
    }
    return Index(
        version="1",
        ids=ids,
        slugs=ids,
        prices=PRICES if size == 5 else tuple(range(size)),
        bits=bits,
        orders={facets.CHEAPEST: tuple(range(size)), facets.DEAREST: tuple(reversed(range(size)))},
        labels={},
        parents={},
        categories=(),
        numbers={each: number for number, each in enumerate(ids)},
    )


@pytest.mark.parametrize(
    ("lowest", "highest", "bits"),
    [
        (None, None, 0b11111),
        (1000, 1000, 0b00110),
        (501, None, 0b11110),
        (None, 999, 0b00001),
        (9001, None, 0),
        (3000, 2000, 0),
    ],
)
def test_a_range_of_prices_is_a_run_of_bits(lowest: int | None, highest: int | None, bits: int) -> None:
    assert index().priced(lowest, highest) == bits


def test_values_of_one_facet_add_up_and_facets_narrow_each_other() -> None:
    both = facets.find(index(), Selection({facets.MATERIAL: ("in", "lut")}))
    narrowed = facets.find(index(), Selection({facets.MATERIAL: ("in",), facets.SELLER: ("ana",)}))

    assert both.total == 5
    assert narrowed.bits == 0b00001


def test_counts_leave_out_the_facets_own_choice() -> None:
    found = facets.find(index(), Selection({facets.MATERIAL: ("in",), facets.SELLER: ("ana",)}))

    assert found.counts[facets.MATERIAL] == {"in": 1, "lut": 1}
    assert found.counts[facets.SELLER] == {"ana": 1, "ioana": 2}


def test_the_bounds_of_price_leave_out_the_price_asked_for() -> None:
    found = facets.find(index(), Selection({facets.MATERIAL: ("lut",)}, lowest=2000))

    assert found.bits == 0b01000
    assert found.price_bounds == (1000, 2500)


def test_members_come_in_the_order_asked_for() -> None:
    some = 0b10110

    assert list(facets.members(index(), some, facets.DEAREST)) == [4, 2, 1]
    assert list(facets.members(index(), some, (2, 0, 4))) == [2, 4]
    assert list(facets.members(index(), 0b11111, facets.CHEAPEST)) == [0, 1, 2, 3, 4]
    assert list(facets.members(index(), 0, facets.CHEAPEST)) == []


def test_bits_agree_with_a_plain_walk_over_a_thousand_products() -> None:
    many = index(1000)
    chance = random.Random(7)
    wanted = {number for number in range(1000) if chance.random() < 0.3}

    found = facets.find(many, Selection({facets.MATERIAL: ("in",)}, 100, 700, facets.bits_of(wanted)))

    expected = [number for number in range(100, 701) if number in wanted and number % 2 == 0]
    assert list(facets.members(many, found.bits, facets.CHEAPEST)) == expected
    assert found.total == len(expected)


def test_an_empty_shop_is_no_fault() -> None:
    found = facets.find(index(0), Selection({facets.MATERIAL: ("in",)}))

    assert (found.total, found.price_bounds) == (0, None)
    assert list(facets.members(index(0), found.bits, facets.CHEAPEST)) == []


def test_the_badge_is_judged_for_a_moment_from_documents_and_origins() -> None:
    mark = papers.social_mark(valid_until=date(2026, 12, 15))
    told = replace(
        index(),
        own=0b01011,
        standings={"ana": papers.standing(papers.attestation(), mark), "ioana": papers.standing()},
    )

    before = facets.judged(told, now=datetime(2026, 12, 15, 21, 59, 59, tzinfo=UTC))
    after = facets.judged(told, now=datetime(2026, 12, 15, 22, 0, 0, tzinfo=UTC))
    over = facets.judged(told, now=datetime(2029, 3, 11, 22, 0, 0, tzinfo=UTC))

    assert before.bits[facets.BADGE] == {facets.ATTESTED: 0b01011, facets.INSERTION: 0b00011}
    assert after.bits[facets.BADGE] == {facets.ATTESTED: 0b01011, facets.INSERTION: 0}
    assert over.bits[facets.BADGE] == {facets.ATTESTED: 0, facets.INSERTION: 0}
    assert told.bits[facets.BADGE] == {}
