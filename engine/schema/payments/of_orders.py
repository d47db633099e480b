"""What an order says of its payments and refunds: fields that its type mixes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene

from engine.orders.models import Order
from engine.payments.models import OrderGrantedRefund
from engine.schema.money import Money
from engine.schema.payments import loaders
from engine.schema.payments.loaders import sum_of
from kernel.money import Money as Amount

#: By their names: the types' module imports this one's neighbours.
_ITEM = "engine.schema.payments.types.TransactionItem"
_REFUND = "engine.schema.payments.types.OrderGrantedRefund"


def _granted(refunds: Sequence[OrderGrantedRefund]) -> int:
    return sum(refund.amount for refund in refunds)


def _total(*names: str, permission: str | None = None) -> Any:
    """Make the resolver of a total over an order's transactions."""

    def resolve(root: Order, info: Any) -> Any:
        if permission is not None:
            info.context.require_staff(permission)
        rows = info.context.load(loaders.of_orders, root.pk)
        return rows.then(lambda found: Amount(sum_of(found, *names), root.currency))

    return staticmethod(resolve)


class OrderPayments:
    """An order's payments and refunds."""

    transactions = graphene.List(graphene.NonNull(_ITEM), required=True)
    total_authorized = graphene.Field(Money, required=True)
    total_charged = graphene.Field(Money, required=True)
    total_captured = graphene.Field(Money, required=True)
    total_canceled = graphene.Field(Money, required=True)
    total_balance = graphene.Field(Money, required=True)
    total_refunded = graphene.Field(Money, required=True)
    total_authorize_pending = graphene.Field(Money, required=True)
    total_charge_pending = graphene.Field(Money, required=True)
    total_refund_pending = graphene.Field(Money, required=True)
    total_cancel_pending = graphene.Field(Money, required=True)
    granted_refunds = graphene.List(graphene.NonNull(_REFUND), required=True)
    total_granted_refund = graphene.Field(Money, required=True)
    total_remaining_grant = graphene.Field(Money, required=True)

    resolve_total_canceled = _total("canceled")
    resolve_total_refunded = _total("refunded")
    resolve_total_authorize_pending = _total("authorize_pending", permission="MANAGE_ORDERS")
    resolve_total_charge_pending = _total("charge_pending", permission="MANAGE_ORDERS")
    resolve_total_refund_pending = _total("refund_pending", permission="MANAGE_ORDERS")
    resolve_total_cancel_pending = _total("cancel_pending", permission="MANAGE_ORDERS")

    @staticmethod
    def resolve_transactions(root: Order, info: Any) -> Any:
        info.context.require_staff("MANAGE_ORDERS", "HANDLE_PAYMENTS")
        return info.context.load(loaders.of_orders, root.pk)

    @staticmethod
    def resolve_total_authorized(root: Order, info: Any) -> Amount:
        return Amount(root.total_authorized, root.currency)

    @staticmethod
    def resolve_total_charged(root: Order, info: Any) -> Amount:
        return Amount(root.total_charged, root.currency)

    @staticmethod
    def resolve_total_captured(root: Order, info: Any) -> Amount:
        return Amount(root.total_charged, root.currency)

    @staticmethod
    def resolve_total_balance(root: Order, info: Any) -> Any:
        """Tell what was paid, what is pending included, less the total that is not granted back."""

        def balance(found: tuple[Any, Any]) -> Amount:
            rows, refunds = found
            charged = sum_of(rows, "charged", "charge_pending")
            return Amount(charged - (root.total_gross - _granted(refunds)), root.currency)

        return _both(root, info).then(balance)

    @staticmethod
    def resolve_granted_refunds(root: Order, info: Any) -> Any:
        info.context.require_staff("MANAGE_ORDERS")
        return info.context.load(loaders.refunds, root.pk)

    @staticmethod
    def resolve_total_granted_refund(root: Order, info: Any) -> Any:
        info.context.require_staff("MANAGE_ORDERS")
        refunds = info.context.load(loaders.refunds, root.pk)
        return refunds.then(lambda found: Amount(_granted(found), root.currency))

    @staticmethod
    def resolve_total_remaining_grant(root: Order, info: Any) -> Any:
        """Tell what is granted and not on its way yet; refunds of an overpayment do not count."""
        info.context.require_staff("MANAGE_ORDERS")

        def remaining(found: tuple[Any, Any]) -> Amount:
            rows, refunds = found
            refunded = sum_of(rows, "refunded", "refund_pending")
            held = sum_of(rows, "charged", "authorized", "charge_pending", "authorize_pending")
            done = max(refunded - (held + refunded - root.total_gross), 0)
            return Amount(max(_granted(refunds) - done, 0), root.currency)

        return _both(root, info).then(remaining)


def _both(order: Order, info: Any) -> Any:
    """Promise an order's transactions and granted refunds."""
    rows = info.context.load(loaders.of_orders, order.pk)
    refunds = info.context.load(loaders.refunds, order.pk)
    return rows.then(lambda found: refunds.then(lambda granted: (found, granted)))
