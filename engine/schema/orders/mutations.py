"""What staff do with orders."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

import graphene

from engine.accounts.addresses import validate_address
from engine.accounts.models import Address
from engine.errors import Problem, refuse
from engine.orders import models
from engine.orders.services import fulfilment, handling
from engine.orders.services.fulfilment import Part
from engine.orders.services.handling import Correction
from engine.payments.services import marking
from engine.schema.accounts.address import AddressInput, address_data
from engine.schema.enums import LanguageCodeEnum, language_of
from engine.schema.fields import MetadataInput, written
from engine.schema.mutations import CoreMutation, errors_of, key_of
from engine.schema.orders.errors import OrderError, OrderNoteAddError
from engine.schema.orders.history import OrderEvent
from engine.schema.orders.parcels import Fulfillment
from engine.schema.orders.types import Order
from kernel.ids import to_global_id


def _uuid(global_id: str | None, type_name: str, field: str) -> UUID:
    """Return the key of a global id. Raises Refusal: REQUIRED, GRAPHQL_ERROR."""
    if not global_id:
        raise refuse("REQUIRED", "This field is required.", field)
    try:
        return UUID(key_of(global_id, type_name, field=field))
    except ValueError as error:
        raise refuse("GRAPHQL_ERROR", f"Invalid ID: {global_id}.", field) from error


def _whole(global_id: str, type_name: str, field: str) -> int:
    """Return the key of a global id. Raises Refusal: GRAPHQL_ERROR."""
    key = key_of(global_id, type_name, field=field)
    if not key.isdecimal() or len(key) > 18:
        raise refuse("GRAPHQL_ERROR", f"Invalid ID: {global_id}.", field)
    return int(key)


class StaffMutation(CoreMutation):
    """Base of the mutations of orders."""

    class Meta:
        abstract = True

    permissions = ("MANAGE_ORDERS",)


# --- Parcels ---


class OrderFulfillStockInput(graphene.InputObjectType):
    """How many pieces leave a warehouse."""

    quantity = graphene.Int(required=True)
    warehouse = graphene.ID(required=True)


class OrderFulfillLineInput(graphene.InputObjectType):
    """What is sent of an order line."""

    order_line_id = graphene.ID()
    stocks = graphene.List(graphene.NonNull(OrderFulfillStockInput), required=True)


class OrderFulfillInput(graphene.InputObjectType):
    """What is sent of an order."""

    lines = graphene.List(graphene.NonNull(OrderFulfillLineInput), required=True)
    tracking_number = graphene.String()


class OrderFulfill(StaffMutation):
    """Send goods of an order: a parcel for each warehouse."""

    class Arguments:
        order = graphene.ID()
        input = OrderFulfillInput(required=True)

    fulfillments = graphene.List(graphene.NonNull(Fulfillment))
    order = graphene.Field(Order)
    errors = errors_of(OrderError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any], order: str | None = None) -> dict[str, Any]:
        """Send the parcels."""
        key = _uuid(order, "Order", "order")
        parcels = fulfilment.fulfill(
            order_id=key,
            parts=_parts(input["lines"]),
            tracking_number=input.get("tracking_number") or "",
            user=info.context.user,
            now=info.context.now,
        )
        return {"fulfillments": parcels, "order": parcels[0].order}


def _parts(lines: list[Any]) -> list[Part]:
    named = [_uuid(line.get("order_line_id"), "OrderLine", "orderLineId") for line in lines]
    if len(set(named)) < len(named):
        twice = [to_global_id("OrderLine", key) for key, times in Counter(named).items() if times > 1]
        raise refuse("DUPLICATED_INPUT_ITEM", "Duplicated order line ID.", "orderLineId", order_lines=twice)
    return [
        Part(key, _uuid(stock["warehouse"], "Warehouse", "warehouse"), stock["quantity"])
        for key, line in zip(named, lines, strict=True)
        for stock in line["stocks"]
    ]


class FulfillmentCancelInput(graphene.InputObjectType):
    """Where a parcel's goods go back to."""

    warehouse_id = graphene.ID()


class FulfillmentCancel(StaffMutation):
    """Call a parcel back."""

    class Arguments:
        id = graphene.ID(required=True)
        input = FulfillmentCancelInput()

    fulfillment = graphene.Field(Fulfillment)
    order = graphene.Field(Order)
    errors = errors_of(OrderError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any] | None = None) -> dict[str, Any]:
        """Call it back."""
        warehouse = (input or {}).get("warehouse_id")
        parcel = fulfilment.cancel(
            fulfillment_id=_whole(id, "Fulfillment", "id"),
            warehouse_id=_uuid(warehouse, "Warehouse", "warehouseId") if warehouse else None,
            user=info.context.user,
            now=info.context.now,
        )
        return {"fulfillment": parcel, "order": parcel.order}


class FulfillmentUpdateTrackingInput(graphene.InputObjectType):
    """A parcel's tracking number; empty takes it away."""

    tracking_number = graphene.String()


class FulfillmentUpdateTracking(StaffMutation):
    """Set a parcel's tracking number."""

    class Arguments:
        id = graphene.ID(required=True)
        input = FulfillmentUpdateTrackingInput(required=True)

    fulfillment = graphene.Field(Fulfillment)
    order = graphene.Field(Order)
    errors = errors_of(OrderError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Set it."""
        parcel = fulfilment.set_tracking(
            fulfillment_id=_whole(id, "Fulfillment", "id"),
            tracking_number=input.get("tracking_number") or "",
            user=info.context.user,
            now=info.context.now,
        )
        return {"fulfillment": parcel, "order": parcel.order}


# --- Orders ---


class OrderCancel(StaffMutation):
    """Cancel an order."""

    class Arguments:
        id = graphene.ID(required=True)

    order = graphene.Field(Order)
    errors = errors_of(OrderError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Cancel it."""
        key = _uuid(id, "Order", "id")
        return {"order": handling.cancel(order_id=key, user=info.context.user, now=info.context.now)}


class OrderConfirm(StaffMutation):
    """Confirm an order that waits for it."""

    class Arguments:
        id = graphene.ID(required=True)

    order = graphene.Field(Order)
    errors = errors_of(OrderError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Confirm it."""
        key = _uuid(id, "Order", "id")
        return {"order": handling.confirm(order_id=key, user=info.context.user, now=info.context.now)}


class OrderMarkAsPaid(StaffMutation):
    """Write down that an order was paid outside: by bank transfer, or in cash on delivery."""

    #: A second time is refused, and kept in the order's history.
    is_atomic = False

    class Arguments:
        id = graphene.ID(required=True)
        transaction_reference = graphene.String()

    order = graphene.Field(Order)
    errors = errors_of(OrderError)

    @classmethod
    def perform(cls, info: Any, id: str, transaction_reference: str | None = None) -> dict[str, Any]:
        """Write it down."""
        order = marking.mark_as_paid(
            order_id=_uuid(id, "Order", "id"),
            reference=transaction_reference or "",
            requestor=info.context.requestor,
            now=info.context.now,
        )
        return {"order": order}


class OrderUpdateInput(graphene.InputObjectType):
    """What changes in an order; what is left out stays."""

    billing_address = AddressInput()
    user_email = graphene.String()
    shipping_address = AddressInput()
    external_reference = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))
    language_code = graphene.Argument(LanguageCodeEnum)


class OrderUpdate(StaffMutation):
    """Correct an order's contact facts; the order is named by its id or its external reference."""

    class Arguments:
        id = graphene.ID()
        external_reference = graphene.String()
        input = OrderUpdateInput(required=True)

    order = graphene.Field(Order)
    errors = errors_of(OrderError)

    @classmethod
    def perform(
        cls, info: Any, input: dict[str, Any], id: str | None = None, external_reference: str | None = None
    ) -> dict[str, Any]:
        """Correct them."""
        order = handling.update(
            order_id=_named(id, external_reference),
            correction=_correction(input),
            user=info.context.user,
            now=info.context.now,
        )
        return {"order": order}


def _named(global_id: str | None, reference: str | None) -> UUID:
    """Return the key of the order meant. Raises Refusal: REQUIRED, GRAPHQL_ERROR, NOT_FOUND."""
    if reference is None:
        return _uuid(global_id, "Order", "id")
    if global_id is not None:
        message = "Only one of 'id' and 'externalReference' can be given."
        raise refuse("GRAPHQL_ERROR", message, "externalReference")
    key = models.Order.objects.filter(external_reference=reference).values_list("pk", flat=True).first()
    if key is None:
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {reference}", "externalReference")
    return key


def _correction(given: dict[str, Any]) -> Correction:
    language = given.get("language_code")
    return Correction(
        user_email=given.get("user_email"),
        shipping_address=_address(given.get("shipping_address"), "SHIPPING"),
        billing_address=_address(given.get("billing_address"), "BILLING"),
        external_reference=given.get("external_reference"),
        language_code=None if language is None else language_of(language),
        metadata=written(given.get("metadata")),
        private_metadata=written(given.get("private_metadata")),
    )


def _address(given: dict[str, Any] | None, address_type: str) -> Address | None:
    if given is None:
        return None
    return Address(**validate_address(address_data(given), address_type=address_type))


class OrderNoteInput(graphene.InputObjectType):
    """A note's text."""

    message = graphene.String(required=True)


class OrderNoteAdd(StaffMutation):
    """Write a note into an order's history."""

    class Arguments:
        order = graphene.ID(required=True)
        input = OrderNoteInput(required=True)

    order = graphene.Field(Order)
    event = graphene.Field(OrderEvent)
    errors = errors_of(OrderNoteAddError)

    @classmethod
    def perform(cls, info: Any, order: str, input: dict[str, Any]) -> dict[str, Any]:
        """Write it."""
        event: models.OrderEvent = handling.add_note(
            order_id=_uuid(order, "Order", "id"),
            message=input["message"],
            user=info.context.user,
            now=info.context.now,
        )
        return {"order": event.order, "event": event}

    @classmethod
    def shape(cls, problem: Problem) -> OrderNoteAddError:
        """Its codes do not tell what was not found."""
        code = problem.code if problem.code == "REQUIRED" else "GRAPHQL_ERROR"
        return OrderNoteAddError(field=problem.field, code=code, message=problem.message)


class OrderMutations:
    """The room's fields of Mutation."""

    order_fulfill = OrderFulfill.Field()
    order_fulfillment_cancel = FulfillmentCancel.Field()
    order_fulfillment_update_tracking = FulfillmentUpdateTracking.Field()
    order_cancel = OrderCancel.Field()
    order_confirm = OrderConfirm.Field()
    order_mark_as_paid = OrderMarkAsPaid.Field()
    order_update = OrderUpdate.Field()
    order_note_add = OrderNoteAdd.Field()
