"""Granted refunds: promises to give back part of an order, before the payment app does it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Sum

from engine.errors import Problem, Refusal, refuse
from engine.inventory import locks
from engine.orders.models import Order, OrderLine
from engine.orders.services import access as orders
from engine.payments.models import OrderGrantedRefund, OrderGrantedRefundLine, TransactionItem
from engine.payments.owners import signature
from engine.payments.services import recalculation
from engine.webhooks.requestors import Requestor
from kernel.ids import to_global_id

#: Bani; more no database holds.
LARGEST_AMOUNT = 10**17


@dataclass(frozen=True, slots=True)
class RefundLine:
    """Pieces of an order line that are refunded."""

    line_id: UUID
    quantity: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """A refund to promise. Without an `amount` (bani) it is the price of lines and delivery."""

    transaction_id: UUID
    amount: int | None = None
    reason: str = ""
    lines: Sequence[RefundLine] = ()
    with_shipping: bool = False


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one of the lines given; `line_id` is its global id."""

    code: str
    message: str
    field: str
    line_id: str


@transaction.atomic
def grant(*, order_id: UUID, wish: Grant, requestor: Requestor, now: datetime) -> OrderGrantedRefund:
    """Promise a refund of an order.

    Raises:
        Refusal: NOT_FOUND (order, or a transaction that is not the order's), REQUIRED (nothing is granted),
            INVALID (lines; each with its own problem), SHIPPING_COSTS_ALREADY_GRANTED,
            AMOUNT_GREATER_THAN_AVAILABLE. Nothing is stored.
    """
    order = orders.lock(order_id)
    if wish.amount is None and not wish.lines and not wish.with_shipping:
        raise _nothing()
    lines = _lines(order, wish.lines, "lines")
    if wish.with_shipping:
        _check_shipping(order.granted_refunds.all())
    item = _item(order, wish.transaction_id)
    refund = OrderGrantedRefund(
        order=order,
        transaction=item,
        amount=_amount(order, item, wish, lines),
        currency=order.currency,
        reason=wish.reason,
        shipping_costs_included=wish.with_shipping,
        created_at=now,
        **_signed(requestor),
    )
    refund.save()
    _store_lines(refund, wish.lines)
    recalculation.recharge(order)
    return refund


def _signed(requestor: Requestor) -> dict[str, object]:
    columns = signature(requestor)
    columns.pop("app_identifier", None)
    return columns


def _nothing() -> Refusal:
    message = "You must provide at least one of `amount`, `lines`, `grantRefundForShipping`."
    return Refusal(
        *(Problem("REQUIRED", message, name) for name in ("amount", "lines", "grantRefundForShipping"))
    )


def _item(order: Order, transaction_id: UUID) -> TransactionItem:
    item = locks.row(TransactionItem.objects.filter(pk=transaction_id, order=order))
    if item is None:
        gid = to_global_id("TransactionItem", transaction_id)
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {gid}", "transactionId")
    return item


def _amount(order: Order, item: TransactionItem, wish: Grant, lines: Mapping[UUID, OrderLine]) -> int:
    most = max(item.charged, 0)
    if wish.amount is None:
        shipping = order.shipping_gross if wish.with_shipping else 0
        return min(_price(lines, wish.lines) + shipping, most)
    _check_amount(wish.amount, item)
    return wish.amount


def _price(lines: Mapping[UUID, OrderLine], wanted: Sequence[RefundLine]) -> int:
    return sum(lines[entry.line_id].unit_gross * entry.quantity for entry in wanted)


def _check_amount(amount: int, item: TransactionItem | None) -> None:
    """Refuse what cannot be given back. Below zero is INVALID here, where Saleor lets it pass."""
    if amount < 0 or amount > LARGEST_AMOUNT:
        raise refuse("INVALID", "The amount must be zero or more.", "amount")
    if item is not None and amount > item.charged:
        message = "Amount cannot be greater than the charged amount of provided transaction."
        raise refuse("AMOUNT_GREATER_THAN_AVAILABLE", message, "amount")


def _check_shipping(others: QuerySet[OrderGrantedRefund]) -> None:
    if others.filter(shipping_costs_included=True).exists():
        message = "Shipping costs have already been granted."
        raise refuse("SHIPPING_COSTS_ALREADY_GRANTED", message, "grantRefundForShipping")


# --- Lines ---


def _lines(
    order: Order, wanted: Sequence[RefundLine], name: str, *, besides: Collection[int] = ()
) -> dict[UUID, OrderLine]:
    """Return the order lines of what is wanted; `besides` are refund lines that are taken away.

    Raises:
        Refusal: INVALID, with a problem for each wrong line.
    """
    lines = order.lines.in_bulk([entry.line_id for entry in wanted])
    granted = _granted(order, besides)
    wrong = [problem for entry in wanted if (problem := _line_problem(entry, lines, granted))]
    if wrong:
        raise refuse("INVALID", "Provided input for lines is invalid.", name, **{_snake(name): wrong})
    return lines


def _granted(order: Order, besides: Collection[int]) -> dict[UUID, int]:
    rows = OrderGrantedRefundLine.objects.filter(granted_refund__order=order).exclude(pk__in=besides)
    sums = rows.order_by().values("order_line").annotate(pieces=Sum("quantity"))
    return {row["order_line"]: row["pieces"] for row in sums}


def _line_problem(
    entry: RefundLine, lines: Mapping[UUID, OrderLine], granted: dict[UUID, int]
) -> LineProblem | None:
    gid = to_global_id("OrderLine", entry.line_id)
    line = lines.get(entry.line_id)
    if line is None:
        return LineProblem("NOT_FOUND", "Could not resolve to a line.", "id", gid)
    left = line.quantity - granted.get(line.pk, 0)
    if not 0 <= entry.quantity <= left:
        message = f"Cannot grant refund for more than the available quantity of the line ({left})."
        return LineProblem("QUANTITY_GREATER_THAN_AVAILABLE", message, "quantity", gid)
    granted[line.pk] = granted.get(line.pk, 0) + entry.quantity
    return None


def _snake(name: str) -> str:
    return {"addLines": "add_lines", "removeLines": "remove_lines"}.get(name, name)


def _store_lines(refund: OrderGrantedRefund, wanted: Sequence[RefundLine]) -> None:
    OrderGrantedRefundLine.objects.bulk_create(
        OrderGrantedRefundLine(
            granted_refund=refund,
            order_line_id=entry.line_id,
            quantity=entry.quantity,
            reason=entry.reason,
        )
        for entry in wanted
    )


# --- Changing ---


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in a granted refund; None leaves a part as it is. `given` names the input's fields."""

    amount: int | None = None
    reason: str | None = None
    add_lines: Sequence[RefundLine] = ()
    remove_lines: Sequence[int] = ()
    with_shipping: bool | None = None
    transaction_id: UUID | None = None
    given: frozenset[str] = field(default_factory=frozenset)


@transaction.atomic
def change(*, refund_id: int, wish: Change) -> OrderGrantedRefund:
    """Change a granted refund; of one that is asked for or done, only the reason.

    Raises:
        Refusal: NOT_FOUND, REQUIRED (nothing is given), INVALID (its state, or lines),
            SHIPPING_COSTS_ALREADY_GRANTED, AMOUNT_GREATER_THAN_AVAILABLE. Nothing is stored.
    """
    order, refund = _lock(refund_id)
    _check_state(refund, wish)
    removed = _removed(refund, wish.remove_lines)
    _lines(order, wish.add_lines, "addLines", besides=removed)
    if wish.with_shipping:
        _check_shipping(order.granted_refunds.exclude(pk=refund.pk))
    if wish.transaction_id is not None:
        refund.transaction = _item(order, wish.transaction_id)
    _check_change(refund, wish)
    _apply(order, refund, wish, removed)
    recalculation.recharge(order)
    return refund


def _lock(refund_id: int) -> tuple[Order, OrderGrantedRefund]:
    order = locks.row(Order.objects.filter(granted_refunds=refund_id))
    if order is None:
        gid = to_global_id("OrderGrantedRefund", refund_id)
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {gid}", "id")
    return order, order.granted_refunds.select_related("transaction").get(pk=refund_id)


def _check_state(refund: OrderGrantedRefund, wish: Change) -> None:
    is_empty = (
        wish.amount is None
        and wish.reason is None
        and not wish.add_lines
        and not wish.remove_lines
        and not wish.with_shipping
        and wish.transaction_id is None
    )
    if is_empty:
        message = "At least one field needs to be provided to process update."
        raise refuse("REQUIRED", message, "input")
    locked = sorted(wish.given - {"reason"})
    if refund.status in ("PENDING", "SUCCESS") and locked:
        message = "Only reason can be updated when `OrderGrantedRefund.status` is PENDING or SUCCESS."
        raise Refusal(*(Problem("INVALID", message, name) for name in locked))


def _removed(refund: OrderGrantedRefund, keys: Sequence[int]) -> list[int]:
    known = set(refund.lines.filter(pk__in=keys).values_list("pk", flat=True))
    wrong = [
        LineProblem(
            "NOT_FOUND",
            "Could not resolve to a line.",
            "id",
            to_global_id("OrderGrantedRefundLine", key),
        )
        for key in keys
        if key not in known
    ]
    if wrong:
        message = "Provided input for lines is invalid."
        raise refuse("INVALID", message, "removeLines", remove_lines=wrong)
    return list(keys)


def _check_change(refund: OrderGrantedRefund, wish: Change) -> None:
    item = refund.transaction
    if wish.amount is not None:
        _check_amount(wish.amount, item)
        return
    is_priced_anew = wish.add_lines or wish.remove_lines or wish.with_shipping
    if wish.transaction_id is not None and item and not is_priced_anew and refund.amount > item.charged:
        message = "Provided transaction does not have enough charged amount to cover the granted refund."
        raise refuse("AMOUNT_GREATER_THAN_AVAILABLE", message, "transactionId")


def _apply(order: Order, refund: OrderGrantedRefund, wish: Change, removed: Sequence[int]) -> None:
    refund.lines.filter(pk__in=removed).delete()
    _store_lines(refund, wish.add_lines)
    if wish.with_shipping is not None:
        refund.shipping_costs_included = wish.with_shipping
    if wish.amount is not None:
        refund.amount = wish.amount
    elif wish.add_lines or removed or wish.with_shipping is not None:
        refund.amount = _price_anew(order, refund)
    if wish.reason is not None:
        refund.reason = wish.reason
    refund.save()


def _price_anew(order: Order, refund: OrderGrantedRefund) -> int:
    rows = refund.lines.select_related("order_line")
    amount = sum(row.order_line.unit_gross * row.quantity for row in rows)
    if refund.shipping_costs_included:
        amount += order.shipping_gross
    return amount if refund.transaction is None else min(amount, max(refund.transaction.charged, 0))
