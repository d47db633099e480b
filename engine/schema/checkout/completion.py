"""From a checkout to an order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene

from engine.checkout.services import completion, delivery
from engine.schema.checkout.base import ById, checkout_key
from engine.schema.checkout.errors import CheckoutError
from engine.schema.fields import MetadataInput, written
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import JSONString


class CheckoutComplete(CoreMutation):
    """Place the order; one that was placed from this checkout before is given again."""

    class Arguments(ById):
        metadata = graphene.List(graphene.NonNull(MetadataInput))

    is_atomic = False

    order = graphene.Field("engine.schema.orders.types.Order")
    confirmation_needed = graphene.Boolean(required=True)
    confirmation_data = graphene.Field(JSONString)
    errors = errors_of(CheckoutError)

    @staticmethod
    def resolve_confirmation_needed(root: CheckoutComplete, info: Any) -> bool:
        """Say no: what asks for a confirmation is a payment, and none is taken here."""
        return False

    @classmethod
    def perform(
        cls,
        info: Any,
        id: str | None = None,
        checkout_id: str | None = None,
        token: UUID | None = None,
        metadata: list[Any] | None = None,
    ) -> dict[str, Any]:
        """Place it, at delivery prices that still hold."""
        key = checkout_key(id, checkout_id, token)
        delivery.renew(checkout_id=key, now=info.context.now)
        return {
            "order": completion.complete(checkout_id=key, metadata=written(metadata), now=info.context.now)
        }
