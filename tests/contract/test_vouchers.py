"""Vouchers: what they take off, and when they are refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from commerce.errors import Refused
from commerce.shop import basket as baskets
from commerce.types import Basket
from kernel.money import Money
from tests.contract.market import Good, Market
from tests.contract.shopping import fill

CREATE = """mutation($input: VoucherInput!) {
  voucherCreate(input: $input) { voucher { id } errors { field code } }
}"""
LIST = """mutation($id: ID!, $input: VoucherChannelListingInput!) {
  voucherChannelListingUpdate(id: $id, input: $input) { errors { field code } }
}"""


@pytest.fixture(scope="module")
def cup(shop: Market) -> Good:
    """Fifty lei."""
    return shop.good("Cană", price=5000, stock=100)


@pytest.fixture(scope="module")
def tenth(shop: Market) -> str:
    """The code of ten percent, from a hundred lei up."""
    code = f"ZECE-{shop.mark}".upper()
    made = shop.client.put_voucher(
        code=code,
        name="Zece la sută",
        channel_id=shop.channel_id,
        discount_type="PERCENTAGE",
        value=Decimal(10),
        minimum_spent=Money(10000),
    )
    shop.note("voucher", made)
    return code


def voucher(shop: Market, name: str, value: int, **given: Any) -> str:
    """Make a voucher of any kind; return its code."""
    code = f"{name}-{shop.mark}".upper()
    made = {"addCodes": [code], "type": "ENTIRE_ORDER", "discountValueType": "FIXED", **given}
    voucher_id = shop.note("voucher", shop.tell(CREATE, {"input": made})["voucher"]["id"])
    listing = {"addChannels": [{"channelId": shop.channel_id, "discountValue": str(value)}]}
    shop.tell(LIST, {"id": voucher_id, "input": listing})
    return code


def applied(basket: Basket, code: str) -> Basket:
    """The basket with a code."""
    return baskets.add_voucher(basket_id=basket.id, code=code, language="RO")


def refusal(basket: Basket, code: str) -> list[tuple[str | None, str]]:
    """Field and code of a refusal, after which the basket has no voucher."""
    with pytest.raises(Refused) as refused:
        applied(basket, code)
    again = baskets.get(basket_id=basket.id, language="RO")
    assert again is not None
    assert (again.voucher_code, again.discount, again.total) == ("", Money(0), basket.total)
    return [(problem.field, problem.code) for problem in refused.value.problems]


def test_ten_percent_are_taken_off_the_whole_basket(cup: Good, tenth: str) -> None:
    basket = applied(fill((cup, 3)), tenth)

    assert (basket.voucher_code, basket.discount) == (tenth, Money(1500))
    assert (basket.subtotal, basket.total, basket.tax) == (Money(13500), Money(13500), Money(2343))


def test_a_code_in_other_letters_is_another_code(cup: Good, tenth: str) -> None:
    basket = fill((cup, 3))

    assert refusal(basket, tenth.lower()) == [("promoCode", "INVALID")]


def test_a_voucher_is_given_up(cup: Good, tenth: str) -> None:
    basket = applied(fill((cup, 3)), tenth)

    plain = baskets.remove_voucher(basket_id=basket.id, code=tenth, language="RO")

    assert (plain.voucher_code, plain.discount, plain.total) == ("", Money(0), Money(15000))


def test_below_its_minimum_a_voucher_does_not_apply(cup: Good, tenth: str) -> None:
    assert refusal(fill((cup, 1)), tenth) == [("promoCode", "VOUCHER_NOT_APPLICABLE")]


def test_a_basket_that_falls_below_the_minimum_loses_the_discount(cup: Good, tenth: str) -> None:
    basket = applied(fill((cup, 3)), tenth)

    less = baskets.set_quantity(basket_id=basket.id, line_id=basket.lines[0].id, quantity=1, language="RO")

    assert (less.discount, less.total) == (Money(0), Money(5000))


def test_an_unknown_code_is_invalid(shop: Market, cup: Good) -> None:
    assert refusal(fill((cup, 3)), f"NU-{shop.mark}") == [("promoCode", "INVALID")]


def test_a_voucher_that_is_over_does_not_apply(shop: Market, cup: Good) -> None:
    code = voucher(
        shop, "vechi", 10, startDate="2024-01-01T00:00:00+00:00", endDate="2024-02-01T00:00:00+00:00"
    )

    assert refusal(fill((cup, 3)), code) == [("promoCode", "INVALID")]


def test_a_voucher_that_is_yet_to_come_does_not_apply(shop: Market, cup: Good) -> None:
    code = voucher(shop, "viitor", 10, startDate="2099-01-01T00:00:00+00:00")

    assert refusal(fill((cup, 3)), code) == [("promoCode", "INVALID")]


def test_lei_are_taken_off_at_most_what_there_is(shop: Market, cup: Good) -> None:
    code = voucher(shop, "mult", 80)

    basket = applied(fill((cup, 1)), code)

    assert (basket.discount, basket.total) == (Money(5000), Money(0))


def test_a_second_code_takes_the_place_of_the_first(shop: Market, cup: Good, tenth: str) -> None:
    other = voucher(shop, "cinci", 5)
    basket = applied(fill((cup, 3)), tenth)

    changed = applied(basket, other)

    assert (changed.voucher_code, changed.discount) == (other, Money(500))


def test_giving_up_a_code_that_is_not_there_changes_nothing(cup: Good, tenth: str) -> None:
    basket = applied(fill((cup, 3)), tenth)

    with pytest.raises(Refused) as refused:
        baskets.remove_voucher(basket_id=basket.id, code="ALTUL", language="RO")

    assert [(p.field, p.code) for p in refused.value.problems] == [("promoCode", "NOT_FOUND")]
    again = baskets.get(basket_id=basket.id, language="RO")
    assert again is not None
    assert again.voucher_code == tenth
