"""A basket by seller."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from storefront import parcels
from tests.storefront.baskets import line


def test_each_seller_has_a_part_in_the_order_the_lines_came() -> None:
    lines = [line(1, "ana"), line(2, "vasile"), line(3, "ana", quantity=2)]

    ana, vasile = parcels.split(lines, delivery=Money(1999))

    assert [each.id for each in ana.lines] == ["line-1", "line-3"]
    assert (ana.goods, ana.delivery, ana.total, ana.quantity) == (Money(3000), Money(1000), Money(4000), 3)
    assert (vasile.goods, vasile.delivery, vasile.total) == (Money(1000), Money(999), Money(1999))
    assert parcels.count([ana, vasile]) == 2


def test_what_is_not_shipped_bears_no_delivery() -> None:
    lines = [line(1, "ana"), line(2, "pixel", is_shipped=False)]

    ana, pixel = parcels.split(lines, delivery=Money(1999))

    assert (ana.delivery, pixel.delivery, pixel.is_shipped) == (Money(1999), Money(0), False)


def test_nothing_shipped_costs_no_delivery() -> None:
    (part,) = parcels.split([line(1, is_shipped=False)], delivery=Money(0))

    assert (part.delivery, parcels.count([part])) == (Money(0), 0)


def test_goods_of_a_seller_who_left_are_a_part_of_their_own() -> None:
    lines = [replace(line(1), seller=None), line(2, "ana")]

    gone, ana = parcels.split(lines, delivery=Money(0))

    assert gone.seller is None
    assert ana.seller is not None


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=30), st.integers(0, 100_000))
def test_parts_sum_to_the_whole(sellers: list[str], delivery: int) -> None:
    lines = [line(number, seller, price=100 + number) for number, seller in enumerate(sellers)]

    parts = parcels.split(lines, delivery=Money(delivery))

    whole = Money.total(each.total for each in lines) + Money(delivery)
    assert Money.total(part.total for part in parts) == whole
    assert max(p.delivery for p in parts) - min(p.delivery for p in parts) <= Money(1)
