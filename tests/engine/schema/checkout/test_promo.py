"""Voucher codes, through GraphQL."""

from __future__ import annotations

import pytest

from engine.checkout.models import Checkout
from tests.engine.checkout import market
from tests.engine.checkout.refusing import stored
from tests.engine.schema.asking import data
from tests.engine.schema.checkout.till import ERRORS, checkout_id, error, stall, told

pytestmark = pytest.mark.django_db

FIELDS = f"checkout {{ voucherCode discount {{ amount }} totalPrice {{ gross {{ amount }} }} }} {ERRORS}"
ADD = f"""mutation($id: ID!, $code: String!) {{
  checkoutAddPromoCode(id: $id, promoCode: $code) {{ {FIELDS} }}
}}"""
REMOVE = f"""mutation($id: ID!, $code: String) {{
  checkoutRemovePromoCode(id: $id, promoCode: $code) {{ {FIELDS} }}
}}"""


def started(**voucher: object) -> str:
    """The id of a checkout with an apron of 100 lei, where IARNA takes off 25 lei."""
    shop, apron = stall()
    market.voucher(shop, value=2500, **voucher)
    return checkout_id(market.basket(shop, (apron, 1)))


def test_a_code_is_applied_and_given_up() -> None:
    key = started()

    applied = data(ADD, {"id": key, "code": "IARNA"})
    given_up = data(REMOVE, {"id": key, "code": "IARNA"})

    assert applied["checkout"] == {
        "voucherCode": "IARNA",
        "discount": {"amount": 25.0},
        "totalPrice": {"gross": {"amount": 75.0}},
    }
    assert given_up["checkout"] == {
        "voucherCode": None,
        "discount": {"amount": 0.0},
        "totalPrice": {"gross": {"amount": 100.0}},
    }


@pytest.mark.parametrize("code", ["NIMIC", "", "🎁", "x" * 5000])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    key = started()
    before = stored()

    assert told(ADD, {"id": key, "code": code}) == error("promoCode", "INVALID", "Promo code is invalid.")
    assert stored() == before


def test_a_code_whose_conditions_are_not_met_is_refused() -> None:
    key = started(minimum_spent=10001)

    found = told(ADD, {"id": key, "code": "IARNA"})

    message = "Voucher is not applicable to that checkout."
    assert found == error("promoCode", "VOUCHER_NOT_APPLICABLE", message)
    assert Checkout.objects.get().voucher_code is None


def test_giving_up_needs_a_code() -> None:
    key = started()
    data(ADD, {"id": key, "code": "IARNA"})

    found = told(REMOVE, {"id": key})

    assert (found["field"], found["code"]) == ("promoCode", "GRAPHQL_ERROR")
    assert Checkout.objects.get().voucher_code == "IARNA"
