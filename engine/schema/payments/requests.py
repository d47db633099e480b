"""What payment apps are asked to do with money."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import graphene
from django.db import transaction as database

from engine.errors import Problem, Refusal
from engine.payments import tasks
from engine.payments.models import TransactionEvent
from engine.payments.services import requests
from engine.schema.enums import code
from engine.schema.mutations import errors_of
from engine.schema.payments.enums import TransactionActionEnum
from engine.schema.payments.errors import (
    TransactionRequestActionError,
    TransactionRequestRefundForGrantedRefundError,
)
from engine.schema.payments.inputs import bani, transaction_key, whole_key
from engine.schema.payments.reports import PaymentMutation
from engine.schema.payments.types import TransactionItem
from engine.schema.scalars import PositiveDecimal


class TransactionRequestAction(PaymentMutation):
    """Ask for money to be charged, refunded or set free."""

    class Arguments:
        id = graphene.ID()
        token = graphene.UUID()
        action_type = graphene.Argument(TransactionActionEnum, required=True)
        amount = PositiveDecimal()
        refund_reason = graphene.String()
        refund_reason_reference = graphene.ID()

    transaction = graphene.Field(TransactionItem)
    errors = errors_of(TransactionRequestActionError)

    @classmethod
    def perform(
        cls,
        info: Any,
        action_type: Any,
        id: str | None = None,
        token: UUID | None = None,
        amount: Any = None,
        refund_reason: str | None = None,
        refund_reason_reference: str | None = None,
    ) -> dict[str, Any]:
        """Store the wish; the app is asked in the background."""
        action = str(code(action_type))
        _check_reason(action, refund_reason, refund_reason_reference)
        event = requests.wish(
            transaction_id=transaction_key(id, token),
            action=action,
            amount=bani(amount),
            reason=refund_reason or "",
            requestor=info.context.requestor,
            now=info.context.now,
        )
        return _asked(event)


def _check_reason(action: str, reason: str | None, reference: str | None) -> None:
    """Refuse reasons of anything but a refund, and references: no page type is set up for them.

    Raises:
        Refusal: INVALID.
    """
    if action != "REFUND":
        given = {"refundReason": reason, "refundReasonReference": reference}
        words = {"refundReason": "Reason", "refundReasonReference": "Reason reference"}
        wrong = [
            Problem("INVALID", f"{words[name]} can be set only for REFUND action.", name)
            for name, value in given.items()
            if value
        ]
    elif reference:
        message = "Reason reference type is not configured."
        wrong = [Problem("INVALID", message, "refundReasonReference")]
    else:
        wrong = []
    if wrong:
        raise Refusal(*wrong)


class TransactionRequestRefundForGrantedRefund(PaymentMutation):
    """Ask for a granted refund to be given back."""

    class Arguments:
        id = graphene.ID()
        token = graphene.UUID()
        granted_refund_id = graphene.ID(required=True)

    transaction = graphene.Field(TransactionItem)
    errors = errors_of(TransactionRequestRefundForGrantedRefundError)

    @classmethod
    def perform(
        cls, info: Any, granted_refund_id: str, id: str | None = None, token: UUID | None = None
    ) -> dict[str, Any]:
        """Store the wish; the app is asked in the background."""
        event = requests.wish_granted(
            refund_id=whole_key(granted_refund_id, "OrderGrantedRefund", field="grantedRefundId"),
            transaction_id=transaction_key(id, token) if id or token else None,
            requestor=info.context.requestor,
            now=info.context.now,
        )
        return _asked(event)


def _asked(event: TransactionEvent) -> dict[str, Any]:
    """Have the app asked after the commit. A broker that is away costs a minute: a sweep asks then."""
    database.on_commit(partial(tasks.put_request.delay, event.pk), robust=True)
    return {"transaction": event.transaction}
