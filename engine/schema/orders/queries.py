"""What can be asked about orders."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLError

from engine.accounts.models import User
from engine.orders import models
from engine.schema.connections import PAGE_ARGUMENTS, connect, connect_list
from engine.schema.enums import code
from engine.schema.keys import uuids_of
from engine.schema.orders import filters, loaders
from engine.schema.orders.inputs import OrderFilterInput, OrderSortingInput, OrderWhereInput
from engine.schema.orders.types import Order, OrderCountableConnection

#: A sort field's column; the number makes the order of equal ones certain.
ORDERS = {
    "NUMBER": "number",
    "CREATED_AT": "created_at",
    "CREATION_DATE": "created_at",
    "LAST_MODIFIED_AT": "updated_at",
    "CUSTOMER": "user_email",
    "PAYMENT": "charge_status",
    "STATUS": "status",
    "FULFILLMENT_STATUS": "status",
}
NEWEST_FIRST = ("-number",)


class OrderQueries:
    """The room's fields of Query."""

    order = graphene.Field(Order, id=graphene.ID(), external_reference=graphene.String())
    orders = graphene.Field(
        OrderCountableConnection,
        sort_by=OrderSortingInput(),
        filter=OrderFilterInput(),
        where=OrderWhereInput(),
        channel=graphene.String(),
        search=graphene.String(),
        **PAGE_ARGUMENTS,
    )

    @staticmethod
    def resolve_order(
        root: Any, info: Any, id: str | None = None, external_reference: str | None = None
    ) -> models.Order | None:
        """Whoever has the id may read the order; references can be guessed, so they are for staff."""
        if id is not None:
            return next(iter(loaders.orders(uuids_of([id], "Order"))), None)
        info.context.require_staff("MANAGE_ORDERS")
        return models.Order.objects.filter(external_reference=external_reference or None).first()

    @staticmethod
    def resolve_orders(
        root: Any,
        info: Any,
        sort_by: Any = None,
        filter: Any = None,
        where: Any = None,
        channel: str | None = None,
        search: str | None = None,
        **page: Any,
    ) -> Any:
        info.context.require_staff("MANAGE_ORDERS")
        if filter and where:
            raise GraphQLError("Only one filtering argument (filter or where) can be specified.")
        condition = filters.where(where) & filters.older(filter) & filters.search(search or "")
        if channel is not None:
            condition &= Q(channel__slug=channel)
        # A condition on lines may find an order several times.
        found = models.Order.objects.filter(pk__in=models.Order.objects.filter(condition).values("pk"))
        return connect(info, found, order=_order(sort_by), arguments=page)


def _order(sort_by: Any) -> tuple[str, ...]:
    column = ORDERS.get(code((sort_by or {}).get("field")))
    sign = "-" if code((sort_by or {}).get("direction")) != "ASC" else ""
    if column is None:
        return NEWEST_FIRST
    return (f"{sign}number",) if column == "number" else (f"{sign}{column}", f"{sign}number")


def orders_of(user: User, info: Any, page: dict[str, Any]) -> Any:
    """Answer `orders` of an account, the newest first; accounts of a list are read together."""
    if info.context.user == user:
        return connect(info, models.Order.objects.filter(user=user), order=NEWEST_FIRST, arguments=page)
    info.context.require_staff("MANAGE_ORDERS", "OWNER")
    orders = info.context.load(loaders.orders_of, user.pk)
    return orders.then(lambda rows: connect_list(info, rows, arguments=page))
