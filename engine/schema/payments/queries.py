"""What can be asked about transactions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene

from engine.payments import models
from engine.schema.keys import uuids_of
from engine.schema.payments.types import TransactionItem


class PaymentQueries:
    """The room's fields of Query."""

    transaction = graphene.Field(TransactionItem, id=graphene.ID(), token=graphene.UUID())

    @staticmethod
    def resolve_transaction(
        root: Any, info: Any, id: str | None = None, token: UUID | None = None
    ) -> models.TransactionItem | None:
        """Return a transaction to those who handle payments."""
        info.context.require_staff("HANDLE_PAYMENTS")
        keys = uuids_of([id], "TransactionItem") if id is not None else [token] if token else []
        return models.TransactionItem.objects.filter(pk__in=keys).first()
