"""Which stocks serve a wish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.inventory.spreading import spread


@pytest.mark.parametrize(
    ("quantity", "free", "taken"),
    [
        (3, {1: 3, 2: 9}, {1: 3}),
        (4, {1: 3, 2: 9}, {2: 4}),
        (5, {1: 3, 2: 4}, {2: 4, 1: 1}),
        (5, {1: 2, 2: 2, 3: 2}, {1: 2, 2: 2, 3: 1}),
        (5, {1: 5, 2: 0}, {1: 5}),
        (5, {1: 2, 2: 2}, None),
        (1, {}, None),
        (1, {1: 0}, None),
        (2, {1: -3, 2: 1, 3: 1}, {2: 1, 3: 1}),
    ],
)
def test_one_stock_serves_alone_where_it_can(
    quantity: int, free: dict[int, int], taken: dict[int, int] | None
) -> None:
    assert spread(quantity, free) == taken


@given(some.integers(1, 40), some.dictionaries(some.integers(1, 9), some.integers(0, 15)))
def test_a_wish_is_served_whole_from_what_is_free_or_not_at_all(quantity: int, free: dict[int, int]) -> None:
    taken = spread(quantity, free)

    assert (taken is None) == (sum(free.values()) < quantity)
    if taken is not None:
        assert sum(taken.values()) == quantity
        assert all(0 < pieces <= free[stock] for stock, pieces in taken.items())
