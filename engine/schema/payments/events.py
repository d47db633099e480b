"""What payment apps are asked, and what is told of transactions: the fields of their events.

The root is a `Happening` whose subject is a question of `engine.payments.questions`, or a transaction.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import graphene

from engine.checkout.models import Checkout as CheckoutRow
from engine.payments import models
from engine.payments.questions import ActionQuestion, GatewayQuestion, SessionQuestion
from engine.schema.checkout.types import Checkout
from engine.schema.orders.types import Order
from engine.schema.payments.enums import TransactionActionEnum, TransactionFlowStrategyEnum
from engine.schema.payments.types import METHODS, OrderGrantedRefund, TransactionItem
from engine.schema.scalars import JSON, PositiveDecimal
from engine.schema.webhooks.events import event_type
from engine.webhooks.payloads import Happening
from kernel.ids import to_global_id
from kernel.money import Money as Amount


class OrderOrCheckout(graphene.Union):
    """What is paid for."""

    class Meta:
        types = (Checkout, Order)

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> type[graphene.ObjectType]:
        return Checkout if isinstance(instance, CheckoutRow) else Order


def _lei(question: GatewayQuestion | SessionQuestion | ActionQuestion) -> Decimal:
    return Amount(question.amount, question.currency).amount


class TransactionProcessAction(graphene.ObjectType):
    """What a session is to do with money."""

    amount = PositiveDecimal(required=True)
    currency = graphene.String(required=True)
    action_type = graphene.Field(TransactionFlowStrategyEnum, required=True)

    @staticmethod
    def resolve_amount(root: SessionQuestion, info: Any) -> Decimal:
        return _lei(root)

    @staticmethod
    def resolve_action_type(root: SessionQuestion, info: Any) -> str:
        return root.flow


class TransactionAction(graphene.ObjectType):
    """What an app is asked to do with money."""

    action_type = graphene.Field(TransactionActionEnum, required=True)
    amount = PositiveDecimal(required=True)
    currency = graphene.String(required=True)

    @staticmethod
    def resolve_action_type(root: ActionQuestion, info: Any) -> str:
        return root.action

    @staticmethod
    def resolve_amount(root: ActionQuestion, info: Any) -> Decimal:
        return _lei(root)


class OfGateway:
    """What a storefront needs to offer the app's payment."""

    source_object = graphene.Field(OrderOrCheckout, required=True)
    data = JSON()
    amount = PositiveDecimal()

    @staticmethod
    def resolve_source_object(root: Happening, info: Any) -> Any:
        return root.subject.source

    @staticmethod
    def resolve_data(root: Happening, info: Any) -> Any:
        """Give the app what was sent for it."""
        app = info.context.app
        return root.subject.data_by_app.get(app.identifier) if app else None

    @staticmethod
    def resolve_amount(root: Happening, info: Any) -> Decimal:
        return _lei(root.subject)


class OfProcess:
    """A payment that goes on."""

    transaction = graphene.Field(TransactionItem, required=True)
    source_object = graphene.Field(OrderOrCheckout, required=True)
    data = JSON()
    merchant_reference = graphene.String(required=True)
    customer_ip_address = graphene.String()
    action = graphene.Field(TransactionProcessAction, required=True)

    @staticmethod
    def resolve_transaction(root: Happening, info: Any) -> models.TransactionItem:
        return root.subject.transaction

    @staticmethod
    def resolve_source_object(root: Happening, info: Any) -> Any:
        return root.subject.source

    @staticmethod
    def resolve_data(root: Happening, info: Any) -> Any:
        return root.subject.data

    @staticmethod
    def resolve_merchant_reference(root: Happening, info: Any) -> str:
        return to_global_id("TransactionItem", root.subject.transaction.pk)

    @staticmethod
    def resolve_customer_ip_address(root: Happening, info: Any) -> str | None:
        return root.subject.customer_ip_address

    @staticmethod
    def resolve_action(root: Happening, info: Any) -> SessionQuestion:
        return root.subject


class OfInitialize(OfProcess):
    """A payment that begins."""

    idempotency_key = graphene.String(required=True)

    @staticmethod
    def resolve_idempotency_key(root: Happening, info: Any) -> str:
        return root.subject.idempotency_key


class OfAction:
    """A wish about a transaction's money."""

    transaction = graphene.Field(TransactionItem)
    action = graphene.Field(TransactionAction, required=True)

    @staticmethod
    def resolve_transaction(root: Happening, info: Any) -> models.TransactionItem:
        return root.subject.transaction

    @staticmethod
    def resolve_action(root: Happening, info: Any) -> ActionQuestion:
        return root.subject


class OfRefund(OfAction):
    """A wish to refund."""

    granted_refund = graphene.Field(OrderGrantedRefund)

    @staticmethod
    def resolve_granted_refund(root: Happening, info: Any) -> models.OrderGrantedRefund | None:
        return root.subject.granted_refund


class OfTransaction:
    """A transaction."""

    transaction = graphene.Field(TransactionItem)

    @staticmethod
    def resolve_transaction(root: Happening, info: Any) -> models.TransactionItem:
        return root.subject


FIELDS: dict[str, type] = {
    "PAYMENT_GATEWAY_INITIALIZE_SESSION": OfGateway,
    "TRANSACTION_INITIALIZE_SESSION": OfInitialize,
    "TRANSACTION_PROCESS_SESSION": OfProcess,
    "TRANSACTION_CHARGE_REQUESTED": OfAction,
    "TRANSACTION_REFUND_REQUESTED": OfRefund,
    "TRANSACTION_CANCELATION_REQUESTED": OfAction,
    "TRANSACTION_ITEM_METADATA_UPDATED": OfTransaction,
}
#: What no field names: the events, and what an interface stands for.
PAYMENT_TYPES = [*(event_type(kind, fields) for kind, fields in FIELDS.items()), *METHODS.values()]
