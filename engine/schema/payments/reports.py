"""What payment apps and staff report of transactions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import graphene

from engine.payments.services import reports
from engine.payments.services.reports import Report, Statement
from engine.schema.enums import code
from engine.schema.fields import MetadataInput, written
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.payments.enums import TransactionActionEnum, TransactionEventTypeEnum
from engine.schema.payments.errors import (
    TransactionCreateError,
    TransactionEventReportError,
    TransactionUpdateError,
)
from engine.schema.payments.inputs import (
    PaymentMethodDetailsInput,
    TransactionCreateInput,
    TransactionEventInput,
    TransactionUpdateInput,
    actions_of,
    bani,
    method_of,
    note_of,
    source_of,
    statement_of,
    transaction_key,
)
from engine.schema.payments.types import TransactionEvent, TransactionItem
from engine.schema.scalars import PositiveDecimal


class PaymentMutation(CoreMutation):
    """Base of the mutations of payments. Services keep their transactions: some refusals leave a trace."""

    class Meta:
        abstract = True

    permissions = ("HANDLE_PAYMENTS",)
    is_atomic = False


class TransactionCreate(PaymentMutation):
    """Write down a transaction that was made elsewhere."""

    class Arguments:
        id = graphene.ID(required=True)
        transaction = TransactionCreateInput(required=True)
        transaction_event = TransactionEventInput()

    transaction = graphene.Field(TransactionItem)
    errors = errors_of(TransactionCreateError)

    @classmethod
    def perform(
        cls,
        info: Any,
        id: str,
        transaction: dict[str, Any],
        transaction_event: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Write it down."""
        item = reports.create(
            source=source_of(id, is_strict=True),
            stated=statement_of(transaction) or Statement(),
            note=note_of(transaction_event),
            requestor=info.context.requestor,
            now=info.context.now,
        )
        return {"transaction": item}


class TransactionUpdate(PaymentMutation):
    """Correct a transaction."""

    class Arguments:
        id = graphene.ID()
        token = graphene.UUID()
        transaction = TransactionUpdateInput()
        transaction_event = TransactionEventInput()

    transaction = graphene.Field(TransactionItem)
    errors = errors_of(TransactionUpdateError)

    @classmethod
    def perform(
        cls,
        info: Any,
        id: str | None = None,
        token: UUID | None = None,
        transaction: dict[str, Any] | None = None,
        transaction_event: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Correct it."""
        item = reports.update(
            transaction_id=transaction_key(id, token),
            stated=statement_of(transaction),
            note=note_of(transaction_event),
            requestor=info.context.requestor,
            now=info.context.now,
        )
        return {"transaction": item}


class TransactionEventReport(PaymentMutation):
    """Report an event of a transaction."""

    class Arguments:
        id = graphene.ID()
        token = graphene.UUID()
        psp_reference = graphene.String(required=True)
        type = graphene.Argument(TransactionEventTypeEnum, required=True)
        amount = PositiveDecimal()
        time = graphene.DateTime()
        external_url = graphene.String()
        message = graphene.String()
        available_actions = graphene.List(graphene.NonNull(TransactionActionEnum))
        transaction_metadata = graphene.List(graphene.NonNull(MetadataInput))
        transaction_private_metadata = graphene.List(graphene.NonNull(MetadataInput))
        payment_method_details = PaymentMethodDetailsInput()

    already_processed = graphene.Boolean()
    transaction = graphene.Field(TransactionItem)
    transaction_event = graphene.Field(TransactionEvent)
    errors = errors_of(TransactionEventReportError)

    @classmethod
    def perform(
        cls,
        info: Any,
        psp_reference: str,
        type: Any,
        id: str | None = None,
        token: UUID | None = None,
        **given: Any,
    ) -> dict[str, Any]:
        """Take the report."""
        told = Report(
            type=code(type),
            psp_reference=psp_reference,
            amount=bani(given.get("amount")),
            at=_aware(given.get("time")),
            external_url=given.get("external_url") or "",
            message=given.get("message") or "",
            actions=actions_of(given.get("available_actions")),
            method=method_of(given.get("payment_method_details")),
            metadata=written(given.get("transaction_metadata")),
            private_metadata=written(given.get("transaction_private_metadata")),
        )
        done = reports.report(
            transaction_id=transaction_key(id, token),
            told=told,
            requestor=info.context.requestor,
            now=info.context.now,
        )
        return {
            "already_processed": done.is_known,
            "transaction": done.item,
            "transaction_event": done.event,
        }


def _aware(moment: datetime | None) -> datetime | None:
    """Read a moment without a zone as UTC."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
