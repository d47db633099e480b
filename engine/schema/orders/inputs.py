"""Which orders, and in which order."""

from __future__ import annotations

import graphene

from engine.schema.catalog.inputs import (
    DateTimeRangeInput,
    GlobalIDFilterInput,
    IntRangeInput,
    StringFilterInput,
)
from engine.schema.enums import OrderDirection
from engine.schema.orders.enums import (
    OrderAuthorizeStatusEnum,
    OrderChargeStatusEnum,
    OrderSortField,
    OrderStatus,
    OrderStatusFilter,
)


class OrderSortingInput(graphene.InputObjectType):
    """How orders are sorted."""

    direction = OrderDirection(required=True)
    field = OrderSortField(required=True)


class DateRangeInput(graphene.InputObjectType):
    """Between two days, both included."""

    gte = graphene.Date()
    lte = graphene.Date()


class IntFilterInput(graphene.InputObjectType):
    """A whole number, one of several, or a range."""

    eq = graphene.Int()
    one_of = graphene.List(graphene.NonNull(graphene.Int))
    range = IntRangeInput()


class OrderStatusEnumFilterInput(graphene.InputObjectType):
    """A status, or one of several."""

    eq = OrderStatus()
    one_of = graphene.List(graphene.NonNull(OrderStatus))


class OrderChargeStatusEnumFilterInput(graphene.InputObjectType):
    """A charge status, or one of several."""

    eq = OrderChargeStatusEnum()
    one_of = graphene.List(graphene.NonNull(OrderChargeStatusEnum))


class OrderAuthorizeStatusEnumFilterInput(graphene.InputObjectType):
    """An authorization status, or one of several."""

    eq = OrderAuthorizeStatusEnum()
    one_of = graphene.List(graphene.NonNull(OrderAuthorizeStatusEnum))


class OrderWhereInput(graphene.InputObjectType):
    """Which orders: every given part must fit."""

    ids = graphene.List(graphene.NonNull(graphene.ID))
    number = IntFilterInput()
    channel_id = GlobalIDFilterInput()
    created_at = DateTimeRangeInput()
    updated_at = DateTimeRangeInput()
    user = GlobalIDFilterInput()
    user_email = StringFilterInput()
    authorize_status = OrderAuthorizeStatusEnumFilterInput()
    charge_status = OrderChargeStatusEnumFilterInput()
    status = OrderStatusEnumFilterInput()
    checkout_id = GlobalIDFilterInput()
    voucher_code = StringFilterInput()
    has_fulfillments = graphene.Boolean()
    AND = graphene.List(graphene.NonNull(lambda: OrderWhereInput))
    OR = graphene.List(graphene.NonNull(lambda: OrderWhereInput))


class OrderFilterInput(graphene.InputObjectType):
    """Older filter of orders: every given part must fit."""

    status = graphene.List(graphene.NonNull(OrderStatusFilter))
    charge_status = graphene.List(graphene.NonNull(OrderChargeStatusEnum))
    authorize_status = graphene.List(graphene.NonNull(OrderAuthorizeStatusEnum))
    customer = graphene.String()
    created = DateRangeInput()
    updated_at = DateTimeRangeInput()
    search = graphene.String()
    channels = graphene.List(graphene.NonNull(graphene.ID))
    ids = graphene.List(graphene.NonNull(graphene.ID))
    numbers = graphene.List(graphene.NonNull(graphene.String))
    checkout_ids = graphene.List(graphene.NonNull(graphene.ID))
