"""How an order can be paid today, by transfer or to the courier, and when a way is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.types import Basket, BasketLine, PaymentMethod
from kernel.money import Money
from storefront.templatetags.shop import lei

BANK_TRANSFER: PaymentMethod = "bank_transfer"
CASH_ON_DELIVERY: PaymentMethod = "cash_on_delivery"
METHODS: tuple[PaymentMethod, ...] = get_args(PaymentMethod)
#: OUG 34/2014 art. 16 c: made to the buyer's wish, worth nothing to anybody else when refused at the door.
MADE_TO_ORDER = "16c"


@dataclass(frozen=True, slots=True)
class CashLimit:
    """The most cash that one buyer may hand to one seller in a day, from a date on."""

    effective_from: date
    person: Money
    company: Money


#: Legea 70/2015, art. 1-4 with its later changes (OUG 115/2023). A new rule is a new row.
CASH_LIMITS = (CashLimit(effective_from=date(2015, 5, 9), person=Money(1_000_000), company=Money(500_000)),)

NAMES: dict[PaymentMethod, str | Promise] = {
    BANK_TRANSFER: gettext_lazy("Bank transfer"),
    CASH_ON_DELIVERY: gettext_lazy("Cash on delivery"),
}
EXPLANATIONS: dict[PaymentMethod, str | Promise] = {
    BANK_TRANSFER: gettext_lazy(
        "You get the account and the reference after you order. Parcels leave once the money has come."
    ),
    CASH_ON_DELIVERY: gettext_lazy("You pay the courier, in cash or by card, when the parcel comes."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to pay as the page offers it; with an `obstacle` it is shown and cannot be chosen."""

    code: PaymentMethod
    name: str
    explanation: str
    obstacle: str = ""


def choices(basket: Basket, *, is_company: bool, on: date) -> tuple[Choice, ...]:
    """Return both ways to pay, each with what hinders it for this basket on this day."""
    obstacles = {CASH_ON_DELIVERY: cash_obstacle(basket, is_company=is_company, on=on)}
    return tuple(
        Choice(code, str(NAMES[code]), str(EXPLANATIONS[code]), obstacles.get(code, "")) for code in METHODS
    )


def name(code: str) -> str:
    """The name of a payment method in the active language; nothing for one that is not ours."""
    return str(next((NAMES[known] for known in METHODS if known == code), ""))


def cash_obstacle(basket: Basket, *, is_company: bool, on: date) -> str:
    """Say why the basket cannot be paid to the courier; nothing where it can.

    Not for what no courier brings, nor for what is made to the buyer's wish; and not above what Legea 70/2015
    lets one buyer pay in cash (an operator may set a lower cap).
    """
    return _goods_obstacle(basket.lines) or _amount_obstacle(basket.total, is_company=is_company, on=on)


def _goods_obstacle(lines: Sequence[BasketLine]) -> str:
    if any(not line.is_shipped for line in lines):
        return _("Services and downloads cannot be paid to a courier.")
    if any(line.withdrawal_exemption == MADE_TO_ORDER for line in lines):
        return _("Goods made to order are paid in advance.")
    return ""


def _amount_obstacle(total: Money, *, is_company: bool, on: date) -> str:
    limit = cash_limit(is_company=is_company, on=on)
    if total <= limit:
        return ""
    who = _("A company") if is_company else _("A person")
    return _("%(who)s can pay at most %(limit)s in cash for one order.") % {"who": who, "limit": lei(limit)}


def cash_limit(*, is_company: bool, on: date) -> Money:
    """The most an order paid in cash may cost: the law's limit, or the operator's where it is lower."""
    rule = max((r for r in CASH_LIMITS if r.effective_from <= on), key=lambda r: r.effective_from)
    legal = rule.company if is_company else rule.person
    cap = settings.SHOP_CASH_ON_DELIVERY_CAP_LEI
    return min(legal, Money(cap * 100)) if cap else legal


@dataclass(frozen=True, slots=True)
class Account:
    """Where a transfer goes: whose account, which one, and the words that name the order."""

    holder: str
    iban: str
    reference: str


def account(order_number: str) -> Account:
    """The account for an order's transfer: the operator's, until each SES has its own in the shop."""
    operator = settings.SHOP_OPERATOR
    return Account(
        holder=operator["legal_name"], iban=operator["iban"], reference=f"{settings.SHOP_NAME} {order_number}"
    )
