"""From a checkout to an order without payment, for apps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import graphene

from engine.checkout.services import completion, delivery
from engine.errors import PermissionDenied, Problem
from engine.schema.fields import MetadataInput, written
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.payments.errors import OrderCreateFromCheckoutError, OrderCreateFromCheckoutErrorCode
from engine.schema.payments.inputs import uuid_key

#: What this payload's errors can say; a completion refuses metadata with other codes.
CODES = frozenset(OrderCreateFromCheckoutErrorCode._meta.enum.__members__)


class OrderCreateFromCheckout(CoreMutation):
    """Place the order of a checkout, paid or not."""

    class Arguments:
        id = graphene.ID(required=True)
        remove_checkout = graphene.Boolean(default_value=True)
        private_metadata = graphene.List(graphene.NonNull(MetadataInput))
        metadata = graphene.List(graphene.NonNull(MetadataInput))

    is_atomic = False

    order = graphene.Field("engine.schema.orders.types.Order")
    errors = errors_of(OrderCreateFromCheckoutError)

    @classmethod
    def perform(
        cls,
        info: Any,
        id: str,
        remove_checkout: bool = True,
        private_metadata: list[Any] | None = None,
        metadata: list[Any] | None = None,
    ) -> dict[str, Any]:
        """Place it. Staff may not, as at Saleor: they have the checkout's own way."""
        if info.context.app is None or not info.context.may("HANDLE_CHECKOUTS"):
            raise PermissionDenied("HANDLE_CHECKOUTS")
        key = uuid_key(id, "Checkout", field="id")
        delivery.renew(checkout_id=key, now=info.context.now)
        order = completion.convert(
            checkout_id=key,
            metadata=written(metadata),
            private_metadata=written(private_metadata),
            is_kept=not remove_checkout,
            now=info.context.now,
        )
        return {"order": order}

    @classmethod
    def shape(cls, problem: Problem) -> Any:
        """Say GRAPHQL_ERROR for what has no code here."""
        code = problem.code if problem.code in CODES else "GRAPHQL_ERROR"
        return super().shape(replace(problem, code=code))
