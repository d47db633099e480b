"""The ways to pay this App has, as it tells them to a shop: names, explanations, and what hinders one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.numbers import format_decimal
from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel import cash_limits
from kernel.cash_limits import Goods, Obstacle
from kernel.money import Money


class Method(models.TextChoices):
    """A way to pay. The card comes with its own App events on the same road."""

    BANK_TRANSFER = "bank_transfer", gettext_lazy("Bank transfer")
    CASH_ON_DELIVERY = "cash_on_delivery", gettext_lazy("Cash on delivery")


@dataclass(frozen=True, slots=True)
class Purchase:
    """What of a checkout decides how it may be paid. `language` is Saleor's code."""

    total: Money
    goods: tuple[Goods, ...]
    is_company: bool
    language: str = "RO"


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to pay for one purchase; with an `obstacle` it is told and cannot be taken."""

    method: Method
    name: str
    explanation: str
    obstacle: str = ""

    def written(self) -> dict[str, Any]:
        """Return what a shop reads in the gateway's data."""
        return {
            "code": self.method.value,
            "name": self.name,
            "explanation": self.explanation,
            "obstacle": self.obstacle,
        }


def offers(purchase: Purchase, *, on: date) -> tuple[Offer, ...]:
    """Return all ways to pay in the purchase's language, each with what hinders it on this day."""
    with translation.override("en" if purchase.language.startswith("EN") else "ro"):
        return (
            Offer(
                Method.BANK_TRANSFER,
                str(Method.BANK_TRANSFER.label),
                _(
                    "You get the account and the reference after you order. "
                    "Parcels leave once the money has come."
                ),
            ),
            Offer(
                Method.CASH_ON_DELIVERY,
                str(Method.CASH_ON_DELIVERY.label),
                _("You pay the courier, in cash or by card, when the parcel comes."),
                _sentence(cash_obstacle(purchase, on=on), purchase, on=on),
            ),
        )


def obstacle(method: Method, purchase: Purchase, *, on: date) -> str:
    """Say why a way to pay is closed for this purchase; nothing where it is open."""
    return next(offer.obstacle for offer in offers(purchase, on=on) if offer.method == method)


def cash_obstacle(purchase: Purchase, *, on: date) -> Obstacle | None:
    """Return what forbids paying to the courier; None where nothing does."""
    return cash_limits.cash_obstacle(
        purchase.goods, total=purchase.total, is_company=purchase.is_company, on=on, cap=cash_cap()
    )


def cash_cap() -> Money | None:
    """The operator's own limit for cash on delivery; None leaves only the law's."""
    lei: int = settings.SHOP_CASH_ON_DELIVERY_CAP_LEI
    return Money(lei * 100) if lei else None


def _sentence(found: Obstacle | None, purchase: Purchase, *, on: date) -> str:
    if found is Obstacle.NOT_SHIPPED:
        return _("Services and downloads cannot be paid to a courier.")
    if found is Obstacle.MADE_TO_ORDER:
        return _("Goods made to order are paid in advance.")
    if found is Obstacle.ABOVE_LIMIT:
        limit = cash_limits.cash_limit(is_company=purchase.is_company, on=on, cap=cash_cap())
        who = _("A company") if purchase.is_company else _("A person")
        return _("%(who)s can pay at most %(limit)s in cash for one order.") % {
            "who": who,
            "limit": lei(limit),
        }
    return ""


def lei(amount: Money) -> str:
    """Write money as people read it in the active language: `1.234,50 lei`."""
    locale = "en_GB" if translation.get_language() == "en" else "ro_RO"
    unit = "lei" if amount.currency == "RON" else amount.currency
    return f"{format_decimal(amount.amount, '#,##0.00', locale=locale)}\u00a0{unit}"
