"""What was sent to webhooks, and what they answered."""

from __future__ import annotations

from typing import Any

import graphene

from engine.schema.connections import PAGE_ARGUMENTS, connect, connection_types
from engine.schema.enums import OrderDirection, code
from engine.schema.fields import Node, global_id
from engine.schema.webhooks.enums import (
    EventDeliveryAttemptSortField,
    EventDeliverySortField,
    EventDeliveryStatusEnum,
    WebhookEventTypeEnum,
)
from engine.webhooks import models


class EventDeliverySortingInput(graphene.InputObjectType):
    """How deliveries are sorted."""

    direction = OrderDirection(required=True)
    field = EventDeliverySortField(required=True)


class EventDeliveryAttemptSortingInput(graphene.InputObjectType):
    """How attempts are sorted."""

    direction = OrderDirection(required=True)
    field = EventDeliveryAttemptSortField(required=True)


class EventDeliveryFilterInput(graphene.InputObjectType):
    """Which deliveries."""

    status = EventDeliveryStatusEnum()
    event_type = WebhookEventTypeEnum()


class EventDeliveryAttempt(graphene.ObjectType):
    """One try to deliver."""

    class Meta:
        interfaces = (Node,)

    created_at = graphene.DateTime(required=True)
    task_id = graphene.String()
    duration = graphene.Float()
    response = graphene.String()
    response_headers = graphene.String()
    response_status_code = graphene.Int()
    request_headers = graphene.String()
    status = graphene.Field(EventDeliveryStatusEnum, required=True)

    resolve_id = global_id("EventDeliveryAttempt")


EventDeliveryAttemptCountableConnection = connection_types(EventDeliveryAttempt)


def order_by(sorting: Any) -> tuple[str, str]:
    """Return the order of a sorting input, the newest first without one."""
    sign = "" if code((sorting or {}).get("direction")) == "ASC" else "-"
    return f"{sign}created_at", f"{sign}pk"


class EventDelivery(graphene.ObjectType):
    """A payload on its way to a webhook."""

    class Meta:
        interfaces = (Node,)

    created_at = graphene.DateTime(required=True)
    status = graphene.Field(EventDeliveryStatusEnum, required=True)
    event_type = graphene.Field(WebhookEventTypeEnum, required=True)
    attempts = graphene.Field(
        EventDeliveryAttemptCountableConnection,
        sort_by=EventDeliveryAttemptSortingInput(),
        **PAGE_ARGUMENTS,
    )
    payload = graphene.String()

    resolve_id = global_id("EventDelivery")

    @staticmethod
    def resolve_attempts(root: models.EventDelivery, info: Any, sort_by: Any = None, **arguments: Any) -> Any:
        return connect(info, root.attempts.all(), order=order_by(sort_by), arguments=arguments)


EventDeliveryCountableConnection = connection_types(EventDelivery)
