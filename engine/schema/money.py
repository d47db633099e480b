"""Money on the wire: Saleor's Money, TaxedMoney and their ranges, made from whole bani."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import graphene

from engine.schema.scalars import LARGEST_DIGITS
from kernel.money import Money as Amount


class Money(graphene.ObjectType):
    """An amount in major units with its currency."""

    currency = graphene.String(required=True)
    amount = graphene.Float(required=True)
    fractional_amount = graphene.Int(required=True)
    fraction_digits = graphene.Int(required=True)

    @staticmethod
    def resolve_currency(root: Amount, info: Any) -> str:
        return root.currency

    @staticmethod
    def resolve_amount(root: Amount, info: Any) -> float:
        return float(root.amount)

    @staticmethod
    def resolve_fractional_amount(root: Amount, info: Any) -> int:
        return root.minor_units

    @staticmethod
    def resolve_fraction_digits(root: Amount, info: Any) -> int:
        return 2


class Taxed:
    """A gross and a net amount; the tax is what lies between them."""

    __slots__ = ("currency", "gross", "net")

    def __init__(self, *, gross: Amount, net: Amount) -> None:
        self.gross, self.net, self.currency = gross, net, gross.currency

    @property
    def tax(self) -> Amount:
        """Gross less net."""
        return self.gross - self.net


class TaxedMoney(graphene.ObjectType):
    """An amount with and without tax; the root is a `Taxed`."""

    currency = graphene.String(required=True)
    gross = graphene.Field(Money, required=True)
    net = graphene.Field(Money, required=True)
    tax = graphene.Field(Money, required=True)


class TaxedMoneyRange(graphene.ObjectType):
    """From the lowest to the highest price."""

    start = graphene.Field(TaxedMoney)
    stop = graphene.Field(TaxedMoney)


def to_bani(amount: Decimal | str | int | float) -> int:
    """Read an amount of the wire (lei) as whole bani.

    Raises:
        OverflowError: no database holds that much.
    """
    number = Decimal(str(amount))
    if not number.is_finite() or number.adjusted() >= LARGEST_DIGITS:
        raise OverflowError(f"{amount} lei")
    return Amount.from_decimal(number).minor_units
