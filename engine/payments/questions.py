"""What payment apps are asked: the subjects of the synchronous webhooks. Amounts are bani."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.checkout.models import Checkout
from engine.orders.models import Order
from engine.payments.models import OrderGrantedRefund, TransactionItem


@dataclass(frozen=True, slots=True)
class GatewayQuestion:
    """PAYMENT_GATEWAY_INITIALIZE_SESSION: what a storefront needs to offer the app's payment.

    `data_by_app` is what the storefront sent for each app, by the app's identifier.
    """

    source: Checkout | Order
    amount: int
    currency: str
    data_by_app: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SessionQuestion:
    """TRANSACTION_INITIALIZE_SESSION and TRANSACTION_PROCESS_SESSION: begin a payment, or go on with it.

    `flow` is CHARGE or AUTHORIZATION. Only a beginning has an `idempotency_key`.
    """

    transaction: TransactionItem
    source: Checkout | Order
    flow: str
    amount: int
    currency: str
    data: Any = None
    customer_ip_address: str | None = None
    idempotency_key: str = ""


@dataclass(frozen=True, slots=True)
class ActionQuestion:
    """TRANSACTION_{CHARGE,REFUND,CANCELATION}_REQUESTED: `action` is CHARGE, REFUND or CANCEL."""

    transaction: TransactionItem
    action: str
    amount: int
    currency: str
    granted_refund: OrderGrantedRefund | None = None
