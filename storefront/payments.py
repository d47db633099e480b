"""How an order can be paid: what the core's payment App offers, and the choice, sealed before the order.

The App decides what is open, for how much, and where the money goes; these pages show it. What it told the
payer is kept with the order, signed, so that nobody who has an order's id can put another account there.
"""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from datetime import date
from typing import get_args

from django.conf import settings
from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from commerce.shop import payments as core
from commerce.shop.payments import PaymentOffer, PaymentsUnavailable
from commerce.types import Basket, Order, PaymentMethod
from kernel import cash_limits
from kernel.money import Money
from storefront import lately

BANK_TRANSFER: PaymentMethod = "bank_transfer"
CASH_ON_DELIVERY: PaymentMethod = "cash_on_delivery"
METHODS: tuple[PaymentMethod, ...] = get_args(PaymentMethod)
#: Where the basket, and later the order, keeps what the payer was told.
INSTRUCTIONS_KEY = "payment_instructions"
SALT = "storefront.payment"

NAMES: dict[PaymentMethod, str | Promise] = {
    BANK_TRANSFER: gettext_lazy("Bank transfer"),
    CASH_ON_DELIVERY: gettext_lazy("Cash on delivery"),
}

logger = logging.getLogger(__name__)

Choice = PaymentOffer


def choices(basket: Basket, *, anew: bool = False) -> tuple[Choice, ...]:
    """Return the ways to pay this basket, each with what hinders it; none when the App cannot be asked.

    What the App said a moment ago will do, unless it is to be asked `anew`.
    The operator reads in the log what to do; the page tells the shopper.
    """
    return lately.said(("payments", basket.total), basket, lambda: _offers(basket), anew=anew)


def seal(basket: Basket, method: PaymentMethod) -> dict[str, str]:
    """Open the payment at the core, and return what is to be kept with the basket, signed.

    The amount is the basket's total as the core has just told it. Asked twice, the core has one payment.

    Raises:
        PaymentRefused, PaymentsUnavailable: nothing is ordered; the basket is as it was.
        BasketGone, Refused, CoreUnavailable.
    """
    if not basket.total:
        return {}
    told = core.begin(basket_id=basket.id, method=method, amount=basket.total)
    return {INSTRUCTIONS_KEY: signing.dumps(asdict(told), salt=SALT)}


def name(code: str) -> str:
    """The name of a payment method in the active language; nothing for one that is not ours."""
    return str(next((NAMES[known] for known in METHODS if known == code), ""))


def cash_limit(*, is_company: bool, on: date) -> Money:
    """The most an order paid in cash may cost: the law's limit, or the operator's where it is lower."""
    lei: int = settings.SHOP_CASH_ON_DELIVERY_CAP_LEI
    return cash_limits.cash_limit(is_company=is_company, on=on, cap=Money(lei * 100) if lei else None)


@dataclass(frozen=True, slots=True)
class Account:
    """Where a transfer goes: whose account, which one, the words that name the payment, until when."""

    holder: str
    iban: str
    reference: str
    due_on: date | None = None


def account(order: Order) -> Account:
    """The account for an order's transfer, as the payment App told it when the order was placed.

    An order without it, or with one that we did not sign, names the operator's account and itself.
    """
    told = _told(order)
    if told is None:
        operator = settings.SHOP_OPERATOR
        words = f"{settings.SHOP_NAME} {order.number}"
        return Account(holder=operator["legal_name"], iban=operator["iban"], reference=words)
    due = date.fromisoformat(told.due) if told.due else None
    return Account(holder=told.beneficiary, iban=told.iban, reference=told.reference, due_on=due)


def _offers(basket: Basket) -> tuple[Choice, ...]:
    try:
        return core.offers(basket_id=basket.id)
    except PaymentsUnavailable as fault:
        logger.error("Nobody can pay: %s `manage.py app_health` says more.", fault)
        return ()


def _told(order: Order) -> core.Instructions | None:
    try:
        found = core.Instructions(**signing.loads(order.metadata.get(INSTRUCTIONS_KEY, ""), salt=SALT))
    except (signing.BadSignature, TypeError):
        return None
    return found if found.iban else None
