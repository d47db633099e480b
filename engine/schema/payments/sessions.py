"""Paying through an app. Whoever knows a checkout's or order's id may pay it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address

from engine.errors import PermissionDenied, refuse
from engine.payments.services import sessions
from engine.payments.services.sessions import Beginning
from engine.schema.enums import code
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.payments.enums import TransactionFlowStrategyEnum
from engine.schema.payments.errors import (
    PaymentGatewayConfigError,
    PaymentGatewayInitializeError,
    TransactionInitializeError,
    TransactionProcessError,
)
from engine.schema.payments.inputs import PaymentGatewayToInitialize, bani, source_of, transaction_key
from engine.schema.payments.types import TransactionEvent, TransactionItem
from engine.schema.scalars import JSON, PositiveDecimal


class PaymentGatewayConfig(graphene.ObjectType):
    """What one app said about its payment."""

    id = graphene.String(required=True)
    data = JSON()
    errors = graphene.List(graphene.NonNull(PaymentGatewayConfigError))


def _shaped(config: sessions.GatewayConfig) -> PaymentGatewayConfig:
    errors = []
    if config.code:
        errors = [PaymentGatewayConfigError(field="id", code=config.code, message=config.message)]
    return PaymentGatewayConfig(id=config.app_identifier, data=config.data, errors=errors)


class PaymentGatewayInitialize(CoreMutation):
    """Ask payment apps what a storefront needs for their payment."""

    class Arguments:
        id = graphene.ID(required=True)
        amount = PositiveDecimal()
        payment_gateways = graphene.List(graphene.NonNull(PaymentGatewayToInitialize))

    #: Apps are asked outside of every transaction.
    is_atomic = False

    gateway_configs = graphene.List(graphene.NonNull(PaymentGatewayConfig))
    errors = errors_of(PaymentGatewayInitializeError)

    @classmethod
    def perform(
        cls, info: Any, id: str, amount: Any = None, payment_gateways: list[Any] | None = None
    ) -> dict[str, Any]:
        """Ask them."""
        told = sessions.offer(
            source=source_of(id),
            amount=bani(amount),
            data_by_app={gateway["id"]: gateway.get("data") for gateway in payment_gateways or ()},
            now=info.context.now,
        )
        return {"gateway_configs": [_shaped(config) for config in told]}


class TransactionInitialize(CoreMutation):
    """Begin a payment through an app."""

    class Arguments:
        id = graphene.ID(required=True)
        amount = PositiveDecimal()
        idempotency_key = graphene.String()
        action = graphene.Argument(TransactionFlowStrategyEnum)
        customer_ip_address = graphene.String()
        payment_gateway = PaymentGatewayToInitialize(required=True)

    is_atomic = False

    transaction = graphene.Field(TransactionItem)
    transaction_event = graphene.Field(TransactionEvent)
    data = JSON()
    errors = errors_of(TransactionInitializeError)

    @classmethod
    def perform(
        cls,
        info: Any,
        id: str,
        payment_gateway: dict[str, Any],
        amount: Any = None,
        idempotency_key: str | None = None,
        action: Any = None,
        customer_ip_address: str | None = None,
    ) -> dict[str, Any]:
        """Begin it."""
        wish = Beginning(
            source=source_of(id),
            app_identifier=payment_gateway["id"],
            amount=bani(amount),
            flow=_flow(info, action),
            data=payment_gateway.get("data"),
            idempotency_key=idempotency_key,
            customer_ip_address=_ip_address(info, customer_ip_address),
        )
        return _answer(sessions.initialize(wish=wish, now=info.context.now))


class TransactionProcess(CoreMutation):
    """Go on with a payment that was begun."""

    class Arguments:
        id = graphene.ID()
        token = graphene.UUID()
        data = JSON()
        customer_ip_address = graphene.String()

    is_atomic = False

    transaction = graphene.Field(TransactionItem)
    transaction_event = graphene.Field(TransactionEvent)
    data = JSON()
    errors = errors_of(TransactionProcessError)

    @classmethod
    def perform(
        cls,
        info: Any,
        id: str | None = None,
        token: UUID | None = None,
        data: Any = None,
        customer_ip_address: str | None = None,
    ) -> dict[str, Any]:
        """Go on with it."""
        key = transaction_key(id, token)
        address = _ip_address(info, customer_ip_address)
        return _answer(
            sessions.process(transaction_id=key, data=data, ip_address=address, now=info.context.now)
        )


def _answer(session: sessions.Session) -> dict[str, Any]:
    return {"transaction": session.item, "transaction_event": session.event, "data": session.data}


def _flow(info: Any, action: Any) -> str | None:
    """Return the wished flow, which only payment apps may name."""
    if action is None:
        return None
    _require_app(info)
    return str(code(action))


def _ip_address(info: Any, given: str | None) -> str:
    """Return the shopper's address: the caller's own, or the one that a payment app names.

    Raises:
        Refusal: INVALID.
        PermissionDenied: somebody else names one.
    """
    if not given:
        return str(info.context.ip_address)
    _require_app(info)
    try:
        validate_ipv46_address(given)
    except ValidationError as error:
        raise refuse("INVALID", "Enter a valid IPv4 or IPv6 address.", "customerIpAddress") from error
    return given


def _require_app(info: Any) -> None:
    app = info.context.app
    if app is None or "HANDLE_PAYMENTS" not in app.permissions:
        raise PermissionDenied("HANDLE_PAYMENTS")
