"""What a basket costs, to the ban, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.checkout.pricing import Delivery, Line, Priced, Scope, Terms, price
from kernel.money import Money

RATES = st.sampled_from([0, 11, 21])
PRICES = st.integers(min_value=0, max_value=10**9).map(Money)
LINES = st.lists(
    st.builds(
        Line,
        quantity=st.integers(min_value=1, max_value=500),
        unit_price=PRICES,
        tax_rate=RATES,
        is_eligible=st.booleans(),
    ),
    max_size=12,
)
DELIVERIES = st.builds(Delivery, price=PRICES, tax_rate=RATES)
TERMS = st.builds(
    Terms,
    scope=st.sampled_from(Scope),
    is_percentage=st.booleans(),
    value=st.integers(min_value=0, max_value=10**10),
    is_for_one_piece=st.booleans(),
)
BASKETS = st.builds(price, lines=LINES, delivery=DELIVERIES, terms=st.none() | TERMS)


def bani(amount: int) -> Money:
    return Money(amount)


@given(BASKETS)
def test_lines_and_delivery_sum_to_the_total(basket: Priced) -> None:
    gross = sum(line.total.minor_units for line in basket.lines) + basket.delivery_price.minor_units
    net = sum(line.total_net.minor_units for line in basket.lines) + basket.delivery_price_net.minor_units

    assert basket.total == bani(gross)
    assert basket.total_net == bani(net)
    assert basket.subtotal + basket.delivery_price == basket.total
    assert basket.subtotal_net + basket.delivery_price_net == basket.total_net


@given(BASKETS)
def test_the_discount_is_what_lies_between_the_two_totals(basket: Priced) -> None:
    assert basket.total + basket.discount == basket.undiscounted_total


@given(BASKETS)
def test_no_discount_is_below_nothing_or_above_what_it_reduces(basket: Priced) -> None:
    nothing = bani(0)

    assert nothing <= basket.delivery_discount <= basket.delivery.price
    for line in basket.lines:
        assert nothing <= line.discount <= line.line.total
        assert nothing <= line.unit <= line.line.unit_price


@given(BASKETS)
def test_net_is_between_nothing_and_gross_and_within_half_a_ban_of_its_rate(basket: Priced) -> None:
    for line in basket.lines:
        gross, net, rate = line.total.minor_units, line.total_net.minor_units, line.line.tax_rate
        assert 0 <= net <= gross
        assert abs(net * (100 + rate) - gross * 100) * 2 <= 100 + rate


@given(BASKETS)
def test_pieces_at_the_unit_price_are_within_half_a_ban_each_of_the_line(basket: Priced) -> None:
    for line in basket.lines:
        apart = line.unit * line.line.quantity - line.total
        assert abs(apart.minor_units) * 2 <= line.line.quantity


@given(lines=LINES, delivery=DELIVERIES, value=st.integers(min_value=0, max_value=10**10))
def test_a_fixed_sum_off_the_order_is_taken_whole_as_far_as_it_goes(
    lines: list[Line], delivery: Delivery, value: int
) -> None:
    basket = price(lines, delivery, Terms(Scope.ENTIRE_ORDER, is_percentage=False, value=value))

    assert basket.discount == min(bani(value), basket.undiscounted_subtotal)
    assert basket.delivery_price == delivery.price


@given(lines=LINES, delivery=DELIVERIES, terms=TERMS)
def test_a_voucher_for_some_goods_leaves_the_others(
    lines: list[Line], delivery: Delivery, terms: Terms
) -> None:
    only = Terms(Scope.SPECIFIC_PRODUCT, terms.is_percentage, terms.value, terms.is_for_one_piece)

    basket = price(lines, delivery, only)

    assert all(line.discount == bani(0) for line in basket.lines if not line.line.is_eligible)


def test_vat_of_an_order_over_two_rates() -> None:
    apron = Line(quantity=2, unit_price=bani(10000), tax_rate=21)
    honey = Line(quantity=1, unit_price=bani(3500), tax_rate=11)

    basket = price([apron, honey], Delivery(bani(1999), 21))

    assert (basket.subtotal, basket.subtotal_net) == (bani(23500), bani(16529 + 3153))
    assert (basket.delivery_price, basket.delivery_price_net) == (bani(1999), bani(1652))
    assert (basket.total, basket.total_net) == (bani(25499), bani(21334))


@pytest.mark.parametrize(
    ("terms", "discounts", "off_delivery"),
    [
        (Terms(Scope.ENTIRE_ORDER, True, 10), [2000, 350, 1001], 0),
        (Terms(Scope.ENTIRE_ORDER, False, 100), [60, 10, 30], 0),
        (Terms(Scope.ENTIRE_ORDER, True, 250), [20000, 3500, 10005], 0),
        (Terms(Scope.SPECIFIC_PRODUCT, False, 500), [0, 500, 1500], 0),
        (Terms(Scope.SPECIFIC_PRODUCT, True, 50), [0, 1750, 5004], 0),
        (Terms(Scope.SPECIFIC_PRODUCT, True, 50, is_for_one_piece=True), [0, 0, 1668], 0),
        (Terms(Scope.SHIPPING, True, 50), [0, 0, 0], 1000),
        (Terms(Scope.SHIPPING, False, 5000), [0, 0, 0], 1999),
    ],
)
def test_what_each_kind_of_voucher_takes_off(terms: Terms, discounts: list[int], off_delivery: int) -> None:
    lines = [
        Line(quantity=2, unit_price=bani(10000), tax_rate=21, is_eligible=terms.scope is Scope.ENTIRE_ORDER),
        Line(quantity=1, unit_price=bani(3500), tax_rate=11),
        Line(quantity=3, unit_price=bani(3335), tax_rate=21),
    ]

    basket = price(lines, Delivery(bani(1999), 21), terms)

    assert [line.discount.minor_units for line in basket.lines] == discounts
    assert basket.delivery_discount == bani(off_delivery)


def test_an_empty_basket_costs_nothing() -> None:
    basket = price([], Delivery(bani(0), 21), Terms(Scope.ENTIRE_ORDER, True, 10))

    assert (basket.total, basket.total_net, basket.discount) == (bani(0), bani(0), bani(0))
