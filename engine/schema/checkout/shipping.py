"""How a checkout is sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene

from engine.checkout import quotes
from engine.checkout.info import CheckoutInfo
from engine.checkout.services import delivery
from engine.errors import Refusal, refuse
from engine.schema.checkout.base import ByIdOrToken, CheckoutMutation, checkout_key
from engine.schema.checkout.delivery import Delivery
from engine.schema.checkout.errors import DeliveryOptionsCalculateError
from engine.schema.mutations import CoreMutation, errors_of
from kernel.ids import MalformedId, from_global_id


class DeliveryOptionsCalculate(CoreMutation):
    """Work out the ways to send a checkout."""

    class Arguments:
        id = graphene.ID(required=True)

    is_atomic = False

    deliveries = graphene.List(graphene.NonNull(Delivery), required=True)
    errors = errors_of(DeliveryOptionsCalculateError)

    @staticmethod
    def resolve_deliveries(root: DeliveryOptionsCalculate, info: Any) -> Any:
        return root.deliveries or []

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Ask the apps, and work them out."""
        key, now = checkout_key(id), info.context.now
        quote = quotes.ask(checkout_id=key, now=now)
        return {"deliveries": delivery.offer(checkout_id=key, quote=quote, now=now)}


class CheckoutDeliveryMethodUpdate(CheckoutMutation):
    """Choose how a checkout is sent; null takes the choice back."""

    class Arguments(ByIdOrToken):
        delivery_method_id = graphene.ID()

    @classmethod
    def change(cls, info: Any, key: UUID, delivery_method_id: str | None = None) -> CheckoutInfo:
        """Choose it."""
        if delivery_method_id is None:
            return delivery.forget(checkout_id=key, now=info.context.now)
        return choose(info, key, delivery_method_id)


def choose(info: Any, key: UUID, global_id: str) -> CheckoutInfo:
    """Choose an offered delivery, or a shipping method by its own id.

    Raises:
        Refusal: INVALID for an id of anything else, NOT_FOUND where there is none of that id.
    """
    kind, text = _parts(global_id)
    if kind == "CheckoutDelivery":
        try:
            return delivery.choose(checkout_id=key, delivery_id=UUID(text), now=info.context.now)
        except ValueError as error:
            raise _missing(global_id) from error
    if kind == "app":
        return delivery.choose_external(checkout_id=key, external_id=global_id, now=info.context.now)
    if kind == "ShippingMethod" and text.isdecimal() and len(text) < 19:
        return delivery.choose_method(checkout_id=key, method_id=int(text), now=info.context.now)
    raise _missing(global_id)


def _parts(global_id: str) -> tuple[str, str]:
    message = "ID does not belong to Warehouse, ShippingMethod, or CheckoutDelivery"
    try:
        kind, text = from_global_id(global_id)
    except MalformedId as error:
        raise refuse("INVALID", message, delivery.FIELD) from error
    if kind not in ("Warehouse", "ShippingMethod", "CheckoutDelivery", "app"):
        raise refuse("INVALID", message, delivery.FIELD)
    return kind, text


def _missing(global_id: str) -> Refusal:
    return refuse("NOT_FOUND", f"Couldn't resolve to a node: {global_id}", delivery.FIELD)
