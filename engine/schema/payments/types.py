"""Transactions, their events and granted refunds on the wire. The roots are the rows."""

from __future__ import annotations

from typing import Any

import graphene

from engine.accounts.models import User as Account
from engine.payments import models
from engine.schema.accounts.types import User
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.money import Money
from engine.schema.orders import loaders as orders
from engine.schema.payments import loaders
from engine.schema.payments.enums import (
    OrderGrantedRefundStatusEnum,
    TransactionActionEnum,
    TransactionEventTypeEnum,
)
from engine.schema.webhooks.types import App
from kernel.ids import to_global_id
from kernel.money import Money as Amount

#: Who may see what is refunded, and how.
REFUND_READERS = ("MANAGE_ORDERS", "HANDLE_PAYMENTS")


class UserOrApp(graphene.Union):
    """Who did something: an account or an app."""

    class Meta:
        types = (User, App)

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> type[graphene.ObjectType]:
        return User if isinstance(instance, Account) else App


def _creator(row: models.TransactionItem | models.TransactionEvent, info: Any) -> Any:
    """Promise who wrote a row: the app, or the one installed anew in its place, or the account."""
    if row.app_id:
        app = info.context.load(loaders.apps, row.app_id)
        return app.then(lambda found: found if found and found.is_active else _namesake(row, info))
    if row.app_identifier:
        return _namesake(row, info)
    return row.user_id and info.context.load(orders.users, row.user_id)


def _namesake(row: models.TransactionItem | models.TransactionEvent, info: Any) -> Any:
    return row.app_identifier and info.context.load(loaders.active_apps, row.app_identifier) or None


class PaymentMethodDetails(graphene.Interface):
    """What was paid with; the root is the transaction."""

    name = graphene.String(required=True)

    @classmethod
    def resolve_type(cls, instance: models.TransactionItem, info: Any) -> type[graphene.ObjectType]:
        return METHODS[instance.method_type]

    @staticmethod
    def resolve_name(root: models.TransactionItem, info: Any) -> str:
        return root.method_name


class CardPaymentMethodDetails(graphene.ObjectType):
    """A card."""

    class Meta:
        interfaces = (PaymentMethodDetails,)

    brand = graphene.String()
    first_digits = graphene.String()
    last_digits = graphene.String()
    exp_month = graphene.Int()
    exp_year = graphene.Int()

    @staticmethod
    def resolve_brand(root: models.TransactionItem, info: Any) -> str | None:
        return root.method_brand

    @staticmethod
    def resolve_first_digits(root: models.TransactionItem, info: Any) -> str | None:
        return root.method_first_digits

    @staticmethod
    def resolve_last_digits(root: models.TransactionItem, info: Any) -> str | None:
        return root.method_last_digits

    @staticmethod
    def resolve_exp_month(root: models.TransactionItem, info: Any) -> int | None:
        return root.method_exp_month

    @staticmethod
    def resolve_exp_year(root: models.TransactionItem, info: Any) -> int | None:
        return root.method_exp_year


class OtherPaymentMethodDetails(graphene.ObjectType):
    """Anything but a card."""

    class Meta:
        interfaces = (PaymentMethodDetails,)


class GiftCardPaymentMethodDetails(graphene.ObjectType):
    """A gift card of somebody else: the core has none."""

    class Meta:
        interfaces = (PaymentMethodDetails,)

    brand = graphene.String()
    last_chars = graphene.String()
    is_saleor_giftcard = graphene.Boolean(required=True)

    @staticmethod
    def resolve_brand(root: models.TransactionItem, info: Any) -> str | None:
        return root.method_brand

    @staticmethod
    def resolve_last_chars(root: models.TransactionItem, info: Any) -> str | None:
        return root.method_last_digits

    @staticmethod
    def resolve_is_saleor_giftcard(root: models.TransactionItem, info: Any) -> bool:
        return False


METHODS: dict[str, type[graphene.ObjectType]] = {
    "CARD": CardPaymentMethodDetails,
    "OTHER": OtherPaymentMethodDetails,
    "GIFT_CARD": GiftCardPaymentMethodDetails,
}


class TransactionEvent(graphene.ObjectType):
    """Something that was wished or reported of a transaction."""

    class Meta:
        interfaces = (Node,)

    created_at = graphene.DateTime(required=True)
    psp_reference = graphene.String(required=True)
    message = graphene.String(required=True)
    external_url = graphene.String(required=True)
    amount = graphene.Field(Money, required=True)
    type = graphene.Field(TransactionEventTypeEnum)
    created_by = graphene.Field(UserOrApp)
    idempotency_key = graphene.String()

    resolve_id = global_id("TransactionEvent")

    @staticmethod
    def resolve_amount(root: models.TransactionEvent, info: Any) -> Amount:
        return Amount(root.amount, root.currency)

    @staticmethod
    def resolve_created_by(root: models.TransactionEvent, info: Any) -> Any:
        return _creator(root, info)


def _amount(name: str) -> Any:
    """Make the resolver of a transaction's amount: the column's bani with the currency."""

    def resolve(root: models.TransactionItem, info: Any) -> Amount:
        return Amount(getattr(root, name), root.currency)

    return staticmethod(resolve)


class TransactionItem(graphene.ObjectType):
    """One way money comes for a checkout or an order."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    token = graphene.UUID(required=True)
    created_at = graphene.DateTime(required=True)
    modified_at = graphene.DateTime(required=True)
    actions = graphene.List(graphene.NonNull(TransactionActionEnum), required=True)
    authorized_amount = graphene.Field(Money, required=True)
    authorize_pending_amount = graphene.Field(Money, required=True)
    refunded_amount = graphene.Field(Money, required=True)
    refund_pending_amount = graphene.Field(Money, required=True)
    canceled_amount = graphene.Field(Money, required=True)
    cancel_pending_amount = graphene.Field(Money, required=True)
    charged_amount = graphene.Field(Money, required=True)
    charge_pending_amount = graphene.Field(Money, required=True)
    name = graphene.String(required=True)
    message = graphene.String(required=True)
    psp_reference = graphene.String(required=True)
    order = graphene.Field("engine.schema.orders.types.Order")
    checkout = graphene.Field("engine.schema.checkout.types.Checkout")
    events = graphene.List(graphene.NonNull(TransactionEvent), required=True)
    created_by = graphene.Field(UserOrApp)
    external_url = graphene.String(required=True)
    payment_method_details = graphene.Field(PaymentMethodDetails)

    resolve_id = global_id("TransactionItem")
    resolve_authorized_amount = _amount("authorized")
    resolve_authorize_pending_amount = _amount("authorize_pending")
    resolve_refunded_amount = _amount("refunded")
    resolve_refund_pending_amount = _amount("refund_pending")
    resolve_canceled_amount = _amount("canceled")
    resolve_cancel_pending_amount = _amount("cancel_pending")
    resolve_charged_amount = _amount("charged")
    resolve_charge_pending_amount = _amount("charge_pending")

    @staticmethod
    def resolve_token(root: models.TransactionItem, info: Any) -> Any:
        return root.pk

    @staticmethod
    def resolve_actions(root: models.TransactionItem, info: Any) -> list[str]:
        return list(root.available_actions)

    @staticmethod
    def resolve_order(root: models.TransactionItem, info: Any) -> Any:
        return root.order_id and info.context.load(orders.orders, root.order_id)

    @staticmethod
    def resolve_checkout(root: models.TransactionItem, info: Any) -> Any:
        return root.checkout_id and info.context.load(loaders.checkouts, root.checkout_id)

    @staticmethod
    def resolve_events(root: models.TransactionItem, info: Any) -> Any:
        return info.context.load(loaders.events, root.pk)

    @staticmethod
    def resolve_created_by(root: models.TransactionItem, info: Any) -> Any:
        return _creator(root, info)

    @staticmethod
    def resolve_payment_method_details(root: models.TransactionItem, info: Any) -> Any:
        return root if root.method_type else None


class OrderGrantedRefundLine(graphene.ObjectType):
    """How many pieces of an order line a refund is for."""

    id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    order_line = graphene.Field("engine.schema.orders.lines.OrderLine", required=True)
    reason = graphene.String()

    resolve_id = global_id("OrderGrantedRefundLine")

    @staticmethod
    def resolve_order_line(root: models.OrderGrantedRefundLine, info: Any) -> Any:
        return info.context.load(orders.order_lines, root.order_line_id)


class OrderGrantedRefund(graphene.ObjectType):
    """A promise to give back part of an order."""

    id = graphene.ID(required=True)
    created_at = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    amount = graphene.Field(Money, required=True)
    reason = graphene.String()
    user = graphene.Field(User)
    app = graphene.Field(App)
    shipping_costs_included = graphene.Boolean(required=True)
    lines = graphene.List(graphene.NonNull(OrderGrantedRefundLine))
    status = graphene.Field(OrderGrantedRefundStatusEnum, required=True)
    transaction_events = graphene.List(graphene.NonNull(TransactionEvent))
    transaction = graphene.Field(TransactionItem)

    @staticmethod
    def resolve_id(root: models.OrderGrantedRefund, info: Any) -> str:
        return to_global_id("OrderGrantedRefund", root.pk)

    @staticmethod
    def resolve_amount(root: models.OrderGrantedRefund, info: Any) -> Amount:
        return Amount(root.amount, root.currency)

    @staticmethod
    def resolve_user(root: models.OrderGrantedRefund, info: Any) -> Any:
        """Tell who granted it to the person and to those who manage people."""
        is_own = info.context.user is not None and info.context.user.pk == root.user_id
        if root.user_id is None or not (is_own or info.context.may("MANAGE_USERS", "MANAGE_STAFF")):
            return None
        return info.context.load(orders.users, root.user_id)

    @staticmethod
    def resolve_app(root: models.OrderGrantedRefund, info: Any) -> Any:
        return root.app_id and info.context.load(loaders.apps, root.app_id)

    @staticmethod
    def resolve_lines(root: models.OrderGrantedRefund, info: Any) -> Any:
        return info.context.load(loaders.refund_lines, root.pk)

    @staticmethod
    def resolve_transaction_events(root: models.OrderGrantedRefund, info: Any) -> Any:
        info.context.require_staff(*REFUND_READERS)
        return info.context.load(loaders.refund_events, root.pk)

    @staticmethod
    def resolve_transaction(root: models.OrderGrantedRefund, info: Any) -> Any:
        info.context.require_staff(*REFUND_READERS)
        return root.transaction_id and info.context.load(loaders.items, root.transaction_id)
