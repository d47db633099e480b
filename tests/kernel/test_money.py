"""Money adds up to the ban, whatever the division."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import CurrencyMismatch, Money

amounts = st.integers(min_value=-(10**12), max_value=10**12)
weights = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=40).filter(any)


@given(amount=amounts, shares=weights)
def test_allocated_parts_sum_to_the_whole(amount: int, shares: list[int]) -> None:
    parts = Money(amount).allocate(shares)

    assert sum(part.minor_units for part in parts) == amount
    assert len(parts) == len(shares)


@given(amount=amounts, shares=weights)
def test_no_part_is_a_ban_or_more_from_its_exact_share(amount: int, shares: list[int]) -> None:
    parts = Money(amount).allocate(shares)

    total = sum(shares)
    for part, weight in zip(parts, shares, strict=True):
        assert abs(part.minor_units * total - amount * weight) < total


def test_one_ban_over_seven_goes_to_the_first() -> None:
    parts = Money(1).allocate([1] * 7)

    assert [part.minor_units for part in parts] == [1, 0, 0, 0, 0, 0, 0]


def test_a_larger_remainder_wins_over_an_earlier_place() -> None:
    parts = Money(100).allocate([1, 2])

    assert [part.minor_units for part in parts] == [33, 67]


def test_a_weight_of_zero_gets_nothing() -> None:
    parts = Money(10).allocate([0, 3, 0])

    assert [part.minor_units for part in parts] == [0, 10, 0]


@pytest.mark.parametrize("shares", [[], [0, 0], [1, -1, 5]])
def test_impossible_weights_are_refused(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="Weights"):
        Money(10).allocate(shares)


@given(amount=st.integers(min_value=0, max_value=10**12), rate=st.sampled_from([0, 11, 21]))
def test_net_and_tax_give_the_gross_again(amount: int, rate: int) -> None:
    gross = Money(amount)

    net = gross.net_of(rate)

    assert net + (gross - net) == gross
    assert 0 <= net.minor_units <= amount


@pytest.mark.parametrize(
    ("gross", "rate", "net"), [(12100, 21, 10000), (11100, 11, 10000), (4500, 21, 3719), (4500, 0, 4500)]
)
def test_net_of_known_prices(gross: int, rate: int, net: int) -> None:
    assert Money(gross).net_of(rate) == Money(net)


@pytest.mark.parametrize(
    ("text", "bani"), [("12.345", 1235), ("12.344", 1234), ("-0.005", -1), ("0", 0), ("1234.5", 123450)]
)
def test_lei_become_bani_with_halves_away_from_zero(text: str, bani: int) -> None:
    assert Money.from_decimal(text).minor_units == bani


def test_the_amount_in_lei_has_two_decimals() -> None:
    assert Money(123450).amount == Decimal("1234.50")
    assert str(Money(5).amount) == "0.05"


def test_a_share_rounds_half_a_ban_away_from_zero() -> None:
    assert Money(5).share(1, 2) == Money(3)
    assert Money(-5).share(1, 2) == Money(-3)


def test_two_currencies_do_not_mix() -> None:
    with pytest.raises(CurrencyMismatch, match="RON does not mix with EUR"):
        Money(1, "RON") + Money(1, "EUR")


@pytest.mark.parametrize("value", [1.0, "1", True, None])
def test_anything_but_a_whole_number_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="whole minor units"):
        Money(value)  # type: ignore[arg-type]


def test_money_is_not_multiplied_by_a_fraction() -> None:
    with pytest.raises(TypeError, match="whole numbers"):
        Money(100) * 0.5  # type: ignore[operator]


def test_comparison_and_totals() -> None:
    prices = [Money(300), Money(100), Money(200)]

    assert sorted(prices) == [Money(100), Money(200), Money(300)]
    assert Money.total(prices) == Money(600)
    assert not Money.total([])
