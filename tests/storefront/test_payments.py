"""Ways to pay as pages show them, and what is kept of the choice."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from django.core import signing
from django.utils import translation

from commerce.shop import payments as core
from commerce.shop.payments import Instructions, PaymentOffer, PaymentsUnavailable
from kernel.money import Money
from storefront import payments
from tests.storefront.baskets import basket, line
from tests.storefront.orders import order

TODAY = date(2026, 11, 24)
TOLD = Instructions("SES-2222-2222", "RO49AAAA1B31007593840000", "Operator SRL", "2026-12-01")


def test_choices_are_what_the_app_offers(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = (PaymentOffer("bank_transfer", "Transfer", "…", ""),)
    monkeypatch.setattr(core, "offers", lambda *, basket_id: offered)

    assert payments.choices(basket(line(1))) == offered


def test_without_the_app_nothing_is_offered_and_the_operator_reads_why(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*, basket_id: str) -> None:
        raise PaymentsUnavailable("The payment App is not installed at the core.")

    monkeypatch.setattr(core, "offers", fail)

    with caplog.at_level(logging.ERROR):
        assert payments.choices(basket(line(1))) == ()
    assert "not installed at the core" in caplog.text
    assert "app_health" in caplog.text


def test_seal_pays_the_core_s_total_and_signs_what_it_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr(core, "begin", lambda **values: asked.update(values) or TOLD)

    kept = payments.seal(basket(line(1, price=6451)), "bank_transfer")

    assert asked == {"basket_id": "basket-1", "method": "bank_transfer", "amount": Money(8450)}
    assert signing.loads(kept[payments.INSTRUCTIONS_KEY], salt=payments.SALT) == asdict(TOLD)


def test_what_costs_nothing_needs_no_payment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "begin", lambda **_: pytest.fail("asked"))

    assert payments.seal(basket(total=Money(0)), "bank_transfer") == {}


@pytest.mark.parametrize(("cap", "limit"), [(0, 1_000_000), (1_000, 100_000), (50_000, 1_000_000)])
def test_operator_may_lower_the_limit_and_not_raise_it(settings: Any, cap: int, limit: int) -> None:
    settings.SHOP_CASH_ON_DELIVERY_CAP_LEI = cap

    assert payments.cash_limit(is_company=False, on=TODAY) == Money(limit)
    assert payments.cash_limit(is_company=True, on=TODAY) == Money(min(limit, 500_000))


def test_names_follow_the_language() -> None:
    with translation.override("ro"):
        romanian = payments.name("cash_on_delivery")
    with translation.override("en"):
        english = payments.name("cash_on_delivery")

    assert (romanian, english, payments.name("gold")) == ("Ramburs, la curier", "Cash on delivery", "")


def kept(value: Instructions, salt: str = payments.SALT) -> dict[str, str]:
    return {payments.INSTRUCTIONS_KEY: signing.dumps(asdict(value), salt=salt)}


def test_transfer_goes_where_the_app_said() -> None:
    account = payments.account(order(metadata=kept(TOLD)))

    assert account == payments.Account(
        "Operator SRL", "RO49AAAA1B31007593840000", "SES-2222-2222", date(2026, 12, 1)
    )


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {payments.INSTRUCTIONS_KEY: ""},
        {payments.INSTRUCTIONS_KEY: '{"iban": "RO00EVIL"}'},
        kept(TOLD, salt="another"),
        {payments.INSTRUCTIONS_KEY: signing.dumps({"iban": "x", "more": 1}, salt=payments.SALT)},
    ],
)
def test_account_that_we_did_not_sign_is_never_shown(metadata: dict[str, str], settings: Any) -> None:
    settings.SHOP_OPERATOR = {**settings.SHOP_OPERATOR, "iban": "RO09AAAA", "legal_name": "Operator SRL"}

    account = payments.account(order(metadata=metadata))

    assert account == payments.Account("Operator SRL", "RO09AAAA", "Tejgheaua 34")
