"""What a checkout says of its payments: fields that its type mixes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene

from engine.checkout.models import Checkout
from engine.payments import statuses
from engine.payments.models import TransactionItem
from engine.schema.checkout.reading import known_of
from engine.schema.enums import enum
from engine.schema.money import Money
from engine.schema.payments import loaders
from engine.schema.payments.loaders import sum_of
from engine.webhooks import listening
from kernel.money import Money as Amount

#: By its name: the type's module imports this one's neighbours.
_ITEM = "engine.schema.payments.types.TransactionItem"

CheckoutAuthorizeStatusEnum = enum(
    "CheckoutAuthorizeStatusEnum", ["NONE", "PARTIAL", "FULL"], "How much of the total is authorized."
)
CheckoutChargeStatusEnum = enum(
    "CheckoutChargeStatusEnum", ["NONE", "PARTIAL", "FULL", "OVERCHARGED"], "How much is charged."
)


class GatewayConfigLine(graphene.ObjectType):
    """A setting of a payment gateway."""

    field = graphene.String(required=True)
    value = graphene.String()


class PaymentGateway(graphene.ObjectType):
    """An app through which a checkout can be paid."""

    name = graphene.String(required=True)
    id = graphene.ID(required=True)
    config = graphene.List(graphene.NonNull(GatewayConfigLine), required=True)
    currencies = graphene.List(graphene.NonNull(graphene.String), required=True)


class CheckoutPayments:
    """A checkout's payments. What is pending counts as paid."""

    available_payment_gateways = graphene.List(graphene.NonNull(PaymentGateway), required=True)
    transactions = graphene.List(graphene.NonNull(_ITEM))
    total_balance = graphene.Field(Money, required=True)
    authorize_status = graphene.Field(CheckoutAuthorizeStatusEnum, required=True)
    charge_status = graphene.Field(CheckoutChargeStatusEnum, required=True)

    @staticmethod
    def resolve_available_payment_gateways(root: Checkout, info: Any) -> list[PaymentGateway]:
        """Name the apps that take payments."""
        hooks = listening.webhooks("TRANSACTION_INITIALIZE_SESSION")
        apps = {hook.app.identifier: hook.app for hook in hooks if hook.app.identifier}
        currency = root.channel.currency_code
        return [
            PaymentGateway(id=identifier, name=app.name, config=[], currencies=[currency])
            for identifier, app in apps.items()
        ]

    @staticmethod
    def resolve_transactions(root: Checkout, info: Any) -> Any:
        info.context.require_staff("MANAGE_CHECKOUTS", "HANDLE_PAYMENTS")
        return info.context.load(loaders.of_checkouts, root.pk)

    @staticmethod
    def resolve_total_balance(root: Checkout, info: Any) -> Any:
        """Tell what was paid less the total, so a debt is below zero."""

        def balance(rows: Sequence[TransactionItem]) -> Amount:
            total = known_of(root, info).priced.total
            return Amount(sum_of(rows, "charged", "charge_pending"), total.currency) - total

        return info.context.load(loaders.of_checkouts, root.pk).then(balance)

    @staticmethod
    def resolve_authorize_status(root: Checkout, info: Any) -> Any:
        def status(rows: Sequence[TransactionItem]) -> str:
            covered = sum_of(rows, "authorized", "authorize_pending", "charged", "charge_pending")
            return statuses.checkout_authorize(**_owed(root, info), covered=covered)

        return info.context.load(loaders.of_checkouts, root.pk).then(status)

    @staticmethod
    def resolve_charge_status(root: Checkout, info: Any) -> Any:
        def status(rows: Sequence[TransactionItem]) -> str:
            charged = sum_of(rows, "charged", "charge_pending")
            return statuses.checkout_charge(**_owed(root, info), charged=charged)

        return info.context.load(loaders.of_checkouts, root.pk).then(status)


def _owed(checkout: Checkout, info: Any) -> dict[str, Any]:
    known = known_of(checkout, info)
    return {"total": known.priced.total.minor_units, "has_lines": bool(known.lines)}
