"""Ways to pay and their limits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from kernel.money import Money
from storefront import payments
from tests.storefront.baskets import basket, line

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("total", "is_company", "allowed"),
    [(1_000_000, False, True), (1_000_001, False, False), (500_000, True, True), (500_001, True, False)],
)
def test_cash_stops_at_the_limit_of_the_law(total: int, is_company: bool, allowed: bool) -> None:
    bought = basket(line(1, price=total), shipping=0)

    obstacle = payments.cash_obstacle(bought, is_company=is_company, on=TODAY)

    assert (obstacle == "") is allowed


def test_delivery_counts_into_the_cash() -> None:
    bought = basket(line(1, price=999_000), shipping=1999)

    with translation.override("en"):
        told = payments.cash_obstacle(bought, is_company=False, on=TODAY)

    assert told == "A person can pay at most 10,000.00\u00a0lei in cash for one order."


@pytest.mark.parametrize(("cap", "limit"), [(0, 1_000_000), (1_000, 100_000), (50_000, 1_000_000)])
def test_operator_may_lower_the_limit_and_not_raise_it(settings: Any, cap: int, limit: int) -> None:
    settings.SHOP_CASH_ON_DELIVERY_CAP_LEI = cap

    assert payments.cash_limit(is_company=False, on=TODAY) == Money(limit)


@pytest.mark.parametrize("changes", [{"is_shipped": False}, {"withdrawal_exemption": "16c"}])
def test_cash_is_not_for_services_nor_for_what_is_made_to_order(changes: dict[str, Any]) -> None:
    bought = basket(line(1), line(2, **changes))

    transfer, cash = payments.choices(bought, is_company=False, on=TODAY)

    assert transfer.obstacle == ""
    assert cash.obstacle != ""


def test_names_follow_the_language() -> None:
    with translation.override("ro"):
        romanian = payments.name("cash_on_delivery")
    with translation.override("en"):
        english = payments.name("cash_on_delivery")

    assert (romanian, english, payments.name("gold")) == ("Ramburs, la curier", "Cash on delivery", "")


def test_transfer_names_the_order(settings: Any) -> None:
    settings.SHOP_OPERATOR = {**settings.SHOP_OPERATOR, "iban": "RO09AAAA", "legal_name": "Operator SRL"}

    account = payments.account("34")

    assert (account.holder, account.iban, account.reference) == ("Operator SRL", "RO09AAAA", "Tejgheaua 34")
