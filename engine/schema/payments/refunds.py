"""Granting refunds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from engine.errors import Problem, Refusal, refuse
from engine.payments.services import refunds
from engine.payments.services.refunds import Change, Grant, LineProblem, RefundLine
from engine.schema.money import to_bani
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.payments.errors import (
    OrderGrantRefundCreateError,
    OrderGrantRefundCreateLineError,
    OrderGrantRefundUpdateError,
    OrderGrantRefundUpdateLineError,
)
from engine.schema.payments.inputs import uuid_key, whole_key
from engine.schema.payments.types import OrderGrantedRefund
from engine.schema.scalars import Decimal
from engine.validation import camel


class OrderGrantRefundCreateLineInput(graphene.InputObjectType):
    """Pieces of an order line to refund."""

    id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    reason = graphene.String()
    reason_reference = graphene.ID()


class OrderGrantRefundCreateInput(graphene.InputObjectType):
    """A refund to grant."""

    amount = Decimal()
    reason = graphene.String()
    reason_reference = graphene.ID()
    lines = graphene.List(graphene.NonNull(OrderGrantRefundCreateLineInput))
    grant_refund_for_shipping = graphene.Boolean()
    transaction_id = graphene.ID(required=True)


class OrderGrantRefundUpdateLineAddInput(graphene.InputObjectType):
    """Pieces of an order line to refund, too."""

    id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    reason = graphene.String()
    reason_reference = graphene.ID()


class OrderGrantRefundUpdateInput(graphene.InputObjectType):
    """What changes in a granted refund; what is left out stays."""

    amount = Decimal()
    reason = graphene.String()
    reason_reference = graphene.ID()
    add_lines = graphene.List(graphene.NonNull(OrderGrantRefundUpdateLineAddInput))
    remove_lines = graphene.List(graphene.NonNull(graphene.ID))
    grant_refund_for_shipping = graphene.Boolean()
    transaction_id = graphene.ID()


def _amount(given: Mapping[str, Any]) -> int | None:
    return None if given.get("amount") is None else to_bani(given["amount"])


def _check_reference(given: Mapping[str, Any]) -> None:
    """Refuse references of reasons: no page type is set up for them. Raises Refusal: INVALID."""
    if given.get("reason_reference"):
        raise refuse("INVALID", "Reason reference type is not configured.", "reasonReference")


def _lines(given: Sequence[Mapping[str, Any]], name: str) -> list[RefundLine]:
    """Return the lines to refund; the last of two for one order line wins, as at Saleor.

    Raises:
        Refusal: INVALID, with a problem for each line whose id cannot be read.
    """
    wrong = [problem for line in given if (problem := _line_problem(line))]
    if wrong:
        raise refuse("INVALID", "Provided input for lines is invalid.", name, **{_extra(name): wrong})
    lines = [
        RefundLine(uuid_key(line["id"], "OrderLine", field="id"), line["quantity"], line.get("reason") or "")
        for line in given
    ]
    return list({line.line_id: line for line in lines}.values())


def _line_problem(line: Mapping[str, Any]) -> LineProblem | None:
    if line.get("reason_reference"):
        message = "Reason reference type is not configured."
        return LineProblem("NOT_CONFIGURED", message, "reasonReference", line["id"])
    try:
        uuid_key(line["id"], "OrderLine", field="id")
    except Refusal as error:
        return LineProblem("GRAPHQL_ERROR", str(error), "id", line["id"])
    return None


def _extra(name: str) -> str:
    return {"lines": "lines", "addLines": "add_lines", "removeLines": "remove_lines"}[name]


class _GrantMutation(CoreMutation):
    class Meta:
        abstract = True

    permissions = ("MANAGE_ORDERS",)
    line_error: Any = None

    @classmethod
    def shape(cls, problem: Problem) -> Any:
        """Turn the problems of single lines into their error type, too."""
        extra = {
            name: [
                cls.line_error(field=one.field, code=one.code, message=one.message, line_id=one.line_id)
                for one in problems
            ]
            for name, problems in problem.extra.items()
        }
        return super().shape(Problem(problem.code, problem.message, problem.field, extra))


class OrderGrantRefundCreate(_GrantMutation):
    """Promise to give back part of an order."""

    class Arguments:
        id = graphene.ID(required=True)
        input = OrderGrantRefundCreateInput(required=True)

    line_error = OrderGrantRefundCreateLineError

    order = graphene.Field("engine.schema.orders.types.Order")
    granted_refund = graphene.Field(OrderGrantedRefund)
    errors = errors_of(OrderGrantRefundCreateError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Grant it."""
        _check_reference(input)
        wish = Grant(
            transaction_id=uuid_key(input["transaction_id"], "TransactionItem", field="transactionId"),
            amount=_amount(input),
            reason=input.get("reason") or "",
            lines=_lines(input.get("lines") or (), "lines"),
            with_shipping=bool(input.get("grant_refund_for_shipping")),
        )
        refund = refunds.grant(
            order_id=uuid_key(id, "Order", field="id"),
            wish=wish,
            requestor=info.context.requestor,
            now=info.context.now,
        )
        return {"order": refund.order, "granted_refund": refund}


class OrderGrantRefundUpdate(_GrantMutation):
    """Change a granted refund."""

    class Arguments:
        id = graphene.ID(required=True)
        input = OrderGrantRefundUpdateInput(required=True)

    line_error = OrderGrantRefundUpdateLineError

    order = graphene.Field("engine.schema.orders.types.Order")
    granted_refund = graphene.Field(OrderGrantedRefund)
    errors = errors_of(OrderGrantRefundUpdateError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Change it."""
        _check_reference(input)
        named = input.get("transaction_id")
        wish = Change(
            amount=_amount(input),
            reason=input.get("reason"),
            add_lines=_lines(input.get("add_lines") or (), "addLines"),
            remove_lines=_removed(input.get("remove_lines") or ()),
            with_shipping=input.get("grant_refund_for_shipping"),
            transaction_id=named and uuid_key(named, "TransactionItem", field="transactionId"),
            given=frozenset(camel(name) for name in input),
        )
        refund = refunds.change(refund_id=whole_key(id, "OrderGrantedRefund", field="id"), wish=wish)
        return {"order": refund.order, "granted_refund": refund}


def _removed(global_ids: Sequence[str]) -> list[int]:
    keys, wrong = [], []
    for global_id in global_ids:
        try:
            keys.append(whole_key(global_id, "OrderGrantedRefundLine", field="id"))
        except Refusal as error:
            wrong.append(LineProblem("GRAPHQL_ERROR", str(error), "id", global_id))
    if wrong:
        message = "Provided input for lines is invalid."
        raise refuse("INVALID", message, "removeLines", remove_lines=wrong)
    return keys
