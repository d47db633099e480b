"""Parcels of an order: sent from a warehouse, traced, called back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from engine.accounts.models import User
from engine.errors import refuse
from engine.inventory.models import Stock, Warehouse
from engine.orders.models import Fulfillment, FulfillmentLine, Order, OrderEvent, OrderLine
from engine.orders.services import access, allocations, checks
from engine.orders.services.allocations import Piece
from engine.webhooks import events
from kernel.ids import to_global_id

#: Characters of a courier's parcel number.
LONGEST_TRACKING = 255
OPEN = frozenset({"UNCONFIRMED", "UNFULFILLED", "PARTIALLY_FULFILLED", "FULFILLED"})


@dataclass(frozen=True, slots=True)
class Part:
    """How many pieces of an order line are sent from a warehouse."""

    line_id: UUID
    warehouse_id: UUID
    quantity: int


@transaction.atomic
def fulfill(
    *, order_id: UUID, parts: Sequence[Part], tracking_number: str, user: User | None, now: datetime
) -> list[Fulfillment]:
    """Send pieces: one parcel for each warehouse. The order's status follows by itself.

    Raises:
        Refusal: NOT_FOUND, INVALID (the order's status), DUPLICATED_INPUT_ITEM, ZERO_QUANTITY,
            INVALID_QUANTITY, FULFILL_ORDER_LINE, INSUFFICIENT_STOCK, INVALID (the tracking number is
            too long). Nothing is stored.
    """
    order = access.lock(order_id)
    checks.length(tracking_number, LONGEST_TRACKING, "trackingNumber")
    if order.status not in OPEN:
        raise refuse("INVALID", f"Order with status {order.status} cannot be fulfilled.", "order")
    pieces = _pieces(order, parts)
    stocks = allocations.send(pieces, now=now)
    parcels = _parcels(order, pieces, tracking_number)
    rows = _rows(parcels, pieces, stocks)
    _count(piece.line for piece in pieces)
    _follow(order)
    _tell_sent(order, parcels, rows, user, now)
    _record_sent(order, list(parcels.values()), now)
    return list(parcels.values())


def _record_sent(order: Order, parcels: list[Fulfillment], now: datetime) -> None:
    traced = ["FULFILLMENT_TRACKING_NUMBER_UPDATED"] if parcels[0].tracking_number else []
    events.record("FULFILLMENT_CREATED", *traced, about=parcels, now=now)
    done = ["ORDER_FULFILLED"] if order.status == "FULFILLED" else []
    events.record(*done, "ORDER_UPDATED", about=order, now=now)


# --- Checks ---


def _pieces(order: Order, parts: Sequence[Part]) -> list[Piece]:
    _check_duplicates(parts)
    if any(part.quantity < 0 for part in parts):
        raise refuse("INVALID_QUANTITY", "The quantity should be higher or equal zero.", "quantity")
    wanted = [part for part in parts if part.quantity]
    if not wanted:
        raise refuse("ZERO_QUANTITY", "Total quantity must be larger than 0.", "lines")
    _check_warehouses({part.warehouse_id for part in wanted})
    lines = {line.pk: line for line in order.lines.select_related("variant")}
    _check_lines(lines, wanted)
    return [Piece(lines[part.line_id], part.warehouse_id, part.quantity) for part in wanted]


def _check_duplicates(parts: Sequence[Part]) -> None:
    seen = set()
    for part in parts:
        if (part.line_id, part.warehouse_id) in seen:
            warehouse = to_global_id("Warehouse", part.warehouse_id)
            raise refuse(
                "DUPLICATED_INPUT_ITEM", "Duplicated warehouse ID.", "warehouse", warehouse=warehouse
            )
        seen.add((part.line_id, part.warehouse_id))


def _check_warehouses(warehouse_ids: set[UUID]) -> None:
    known = set(Warehouse.objects.filter(pk__in=warehouse_ids).values_list("pk", flat=True))
    unknown = [to_global_id("Warehouse", key) for key in sorted(warehouse_ids - known)]
    if unknown:
        message = f"Could not resolve to a node with the global id list of '{unknown}'."
        raise refuse("NOT_FOUND", message, "warehouse", warehouse=unknown[0])


def _check_lines(lines: Mapping[UUID, OrderLine], parts: Sequence[Part]) -> None:
    left = {key: line.quantity - line.quantity_fulfilled for key, line in lines.items()}
    for part in parts:
        gid = to_global_id("OrderLine", part.line_id)
        if part.line_id not in lines:
            message = f"Could not resolve to a node with the global id list of '{[gid]}'."
            raise refuse("NOT_FOUND", message, "orderLineId", order_lines=[gid])
        if part.quantity > left[part.line_id]:
            line = lines[part.line_id]
            name = f"{line.product_name} ({line.variant_name})" if line.variant_name else line.product_name
            remaining = line.quantity - line.quantity_fulfilled
            message = f"Only {remaining} item{'' if remaining == 1 else 's'} remaining to fulfill: {name}."
            raise refuse("FULFILL_ORDER_LINE", message, "orderLineId", order_lines=[gid])
        left[part.line_id] -= part.quantity


# --- Writing ---


def _parcels(order: Order, pieces: Sequence[Piece], tracking: str) -> dict[UUID, Fulfillment]:
    last = order.fulfillments.aggregate(last=Max("fulfillment_order"))["last"] or 0
    warehouses = dict.fromkeys(piece.warehouse_id for piece in pieces)
    parcels = {
        warehouse_id: Fulfillment(
            order=order,
            fulfillment_order=number,
            warehouse_id=warehouse_id,
            tracking_number=tracking,
        )
        for number, warehouse_id in enumerate(warehouses, start=last + 1)
    }
    Fulfillment.objects.bulk_create(parcels.values())
    return parcels


def _rows(
    parcels: Mapping[UUID, Fulfillment],
    pieces: Sequence[Piece],
    stocks: Mapping[tuple[UUID, UUID], Stock],
) -> list[FulfillmentLine]:
    for piece in pieces:
        piece.line.quantity_fulfilled += piece.quantity
    return FulfillmentLine.objects.bulk_create(
        FulfillmentLine(
            fulfillment=parcels[piece.warehouse_id],
            order_line=piece.line,
            stock=stocks.get((piece.line.pk, piece.warehouse_id)),
            quantity=piece.quantity,
        )
        for piece in pieces
    )


def _count(lines: Iterable[OrderLine]) -> None:
    OrderLine.objects.bulk_update({line.pk: line for line in lines}.values(), ["quantity_fulfilled"])


def _follow(order: Order) -> None:
    """Set the status that the lines' counts say."""
    order.status = status_of(order)
    order.save(update_fields=["status", "updated_at"])


def status_of(order: Order) -> str:
    """Return how far an order is, by the counts of its lines."""
    counts = list(order.lines.values_list("quantity", "quantity_fulfilled"))
    if all(fulfilled == quantity for quantity, fulfilled in counts):
        return "FULFILLED"
    return "PARTIALLY_FULFILLED" if any(fulfilled for _, fulfilled in counts) else "UNFULFILLED"


def _tell_sent(
    order: Order,
    parcels: Mapping[UUID, Fulfillment],
    rows: Sequence[FulfillmentLine],
    user: User | None,
    now: datetime,
) -> None:
    history = []
    for parcel in parcels.values():
        items = [row.pk for row in rows if row.fulfillment_id == parcel.pk]
        history.append(
            OrderEvent(
                order=order,
                type="FULFILLMENT_FULFILLED_ITEMS",
                user=user,
                parameters={"fulfilled_items": items, "warehouse": str(parcel.warehouse_id)},
                date=now,
            )
        )
        if parcel.tracking_number:
            history.append(_tracking_event(parcel, user, now))
    OrderEvent.objects.bulk_create(history)


def _tracking_event(parcel: Fulfillment, user: User | None, now: datetime) -> OrderEvent:
    parameters = {"tracking_number": parcel.tracking_number, "fulfillment": parcel.pk}
    return OrderEvent(
        order_id=parcel.order_id, type="TRACKING_UPDATED", user=user, parameters=parameters, date=now
    )


@transaction.atomic
def set_tracking(
    *, fulfillment_id: int, tracking_number: str, user: User | None, now: datetime
) -> Fulfillment:
    """Set a parcel's tracking number. Raises Refusal: NOT_FOUND, INVALID (it is too long)."""
    checks.length(tracking_number, LONGEST_TRACKING, "trackingNumber")
    _, parcel = access.lock_of_fulfillment(fulfillment_id)
    parcel.tracking_number = tracking_number
    parcel.save(update_fields=["tracking_number"])
    _tracking_event(parcel, user, now).save()
    events.record("FULFILLMENT_TRACKING_NUMBER_UPDATED", about=parcel, now=now)
    return parcel


@transaction.atomic
def cancel(
    *, fulfillment_id: int, warehouse_id: UUID | None, user: User | None, now: datetime
) -> Fulfillment:
    """Call a parcel back: its pieces lie in the warehouse again, claimed by the order.

    Raises:
        Refusal: NOT_FOUND, CANNOT_CANCEL_FULFILLMENT, REQUIRED (no warehouse given).
    """
    order, parcel = access.lock_of_fulfillment(fulfillment_id)
    if parcel.status != "FULFILLED":
        message = "This fulfillment can't be canceled"
        raise refuse("CANNOT_CANCEL_FULFILLMENT", message, "fulfillment")
    if warehouse_id is None:
        message = "This parameter is required for fulfillments which are not awaiting approval."
        raise refuse("REQUIRED", message, "warehouseId")
    _check_warehouses({warehouse_id})
    _put_back(parcel, warehouse_id, now)
    _follow(order)
    _tell_canceled(order, parcel, warehouse_id, user, now)
    events.record("FULFILLMENT_CANCELED", about=parcel, now=now)
    events.record("ORDER_UPDATED", about=order, now=now)
    return parcel


def _put_back(parcel: Fulfillment, warehouse_id: UUID, now: datetime) -> None:
    rows = list(parcel.lines.select_related("order_line__variant"))
    lines = {row.order_line_id: row.order_line for row in rows}
    for row in rows:
        row.order_line = lines[row.order_line_id]
        row.order_line.quantity_fulfilled -= row.quantity
    allocations.take_back(rows, warehouse_id, now=now)
    _count(lines.values())
    parcel.status = "CANCELED"
    parcel.save(update_fields=["status"])


def _tell_canceled(
    order: Order, parcel: Fulfillment, warehouse_id: UUID, user: User | None, now: datetime
) -> None:
    pieces = sum(row.quantity for row in parcel.lines.all())
    parameters = {
        "FULFILLMENT_CANCELED": {"composed_id": f"{order.number}-{parcel.fulfillment_order}"},
        "FULFILLMENT_RESTOCKED_ITEMS": {"quantity": pieces, "warehouse": str(warehouse_id)},
    }
    OrderEvent.objects.bulk_create(
        OrderEvent(order=order, type=kind, user=user, parameters=values, date=now)
        for kind, values in parameters.items()
    )
