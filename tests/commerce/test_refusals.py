"""A payload's errors become the exception its area knows."""

from __future__ import annotations

from typing import Any

import pytest

from commerce.errors import BasketGone, InsufficientStock, InvalidCredentials, LoginDelayed, Problem, Refused
from commerce.refusals import raise_if_refused


def _error(field: str | None, code: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "code": code, "message": "No.", **more}


def test_no_errors_raise_nothing() -> None:
    raise_if_refused([{"errors": []}, {"errors": []}], area="basket")


@pytest.mark.parametrize(
    ("area", "field", "code", "error"),
    [
        ("basket", "id", "NOT_FOUND", BasketGone),
        ("basket", "checkoutId", "GRAPHQL_ERROR", BasketGone),
        ("checkout", "token", "NOT_FOUND", BasketGone),
        ("basket", "variantId", "GRAPHQL_ERROR", Refused),
        ("basket", "channel", "NOT_FOUND", Refused),
        ("basket", "quantity", "INSUFFICIENT_STOCK", InsufficientStock),
        ("checkout", None, "INSUFFICIENT_STOCK", InsufficientStock),
        ("basket", "quantity", "QUANTITY_GREATER_THAN_LIMIT", Refused),
        ("checkout", "shippingMethod", "SHIPPING_METHOD_NOT_SET", Refused),
        ("account", "email", "INVALID_CREDENTIALS", InvalidCredentials),
        ("account", "email", "ACCOUNT_NOT_CONFIRMED", InvalidCredentials),
        ("account", "refreshToken", "JWT_SIGNATURE_EXPIRED", InvalidCredentials),
        ("account", "token", "INVALID", InvalidCredentials),
        ("account", "email", "NOT_FOUND", InvalidCredentials),
        ("account", None, "LOGIN_ATTEMPT_DELAYED", LoginDelayed),
        ("account", "password", "PASSWORD_TOO_SHORT", Refused),
        ("account", "id", "NOT_FOUND", Refused),
        ("app", "id", "NOT_FOUND", Refused),
    ],
)
def test_refusal_is_named_by_area_field_and_code(
    area: str, field: str | None, code: str, error: type[Refused]
) -> None:
    with pytest.raises(Refused) as caught:
        raise_if_refused([{"errors": [_error(field, code)]}], area=area)

    assert type(caught.value) is error
    assert caught.value.codes == {code}


def test_all_problems_of_all_payloads_are_kept() -> None:
    wrong_phone = _error("phone", "INVALID", addressType="SHIPPING", variants=None, lines=None)
    wrong_code = _error("postalCode", "INVALID", addressType="BILLING", variants=["v"], lines=["l"])

    with pytest.raises(Refused) as caught:
        raise_if_refused([{"errors": [wrong_phone]}, {"errors": [wrong_code]}], area="checkout")

    assert caught.value.problems == (
        Problem("phone", "INVALID", "No.", (), (), "SHIPPING"),
        Problem("postalCode", "INVALID", "No.", ("v",), ("l",), "BILLING"),
    )


def test_basket_that_is_gone_outweighs_what_else_is_wrong() -> None:
    with pytest.raises(BasketGone):
        raise_if_refused(
            [{"errors": [_error("quantity", "INSUFFICIENT_STOCK"), _error("id", "NOT_FOUND")]}],
            area="basket",
        )
