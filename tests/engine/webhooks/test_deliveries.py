"""From the outbox to the app: tried, tried again, given up; nothing is lost and nothing told twice."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from engine.orders.models import Order
from engine.webhooks import events, tasks
from engine.webhooks.models import CoreEvent, EventDelivery, Webhook
from engine.webhooks.services import deliveries
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.webhooks import listening
from tests.engine.webhooks.listening import Mailbox, is_signed

pytestmark = pytest.mark.django_db
URL = "http://localhost:8000/app/orders"
AWAY = "http://127.0.0.1:9/app/orders"


def orders(count: int = 1) -> list[Order]:
    """Bogdan's orders, which nobody was told of yet."""
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 5)
    market.method(shop)
    return [market.ordered(shop, (apron, 1)) for _ in range(count)]


def order() -> Order:
    """Bogdan's order, which nobody was told of yet."""
    (placed,) = orders()
    return placed


def hook(url: str = URL, **fields: Any) -> Webhook:
    """A webhook that is told of orders."""
    return listening.webhook(listening.app()[0], url, "ORDER_CREATED", **fields)


def packed(url: str = URL) -> EventDelivery:
    """The delivery of an order that was just placed."""
    hook(url)
    order()
    event = CoreEvent.objects.get()
    (delivery,) = deliveries.unpack(event_id=event.pk, now=NOW)
    return delivery


def test_an_order_is_told_of_once_with_what_the_query_asks_for(mailbox: Mailbox) -> None:
    hook()
    placed = order()

    assert [tasks.dispatch(), tasks.dispatch()] == [1, 0]
    delivery = EventDelivery.objects.get()
    assert [tasks.deliver(delivery.pk), tasks.deliver(delivery.pk)] == [None, None]

    (received,) = mailbox.received
    told = {"issuedAt": NOW.isoformat(), "order": {"number": str(placed.number)}}
    assert received.content == told
    assert is_signed(received)
    assert CoreEvent.objects.count() == 0
    delivery.refresh_from_db()
    (attempt,) = delivery.attempts.all()
    assert (delivery.status, attempt.status, attempt.response_status_code) == ("SUCCESS", "SUCCESS", 200)
    assert json.loads(attempt.request_headers)["Saleor-Event"] == "order_created"


def test_nothing_is_written_when_nobody_listens(mailbox: Mailbox) -> None:
    sleeping = hook(is_active=False)
    stopped = hook()
    stopped.app.is_active = False
    stopped.app.save()

    order()

    assert CoreEvent.objects.count() == 0
    assert sleeping.deliveries.count() == 0


def test_an_app_without_the_events_permission_is_not_told(mailbox: Mailbox) -> None:
    stranger, _ = listening.app(permissions=["MANAGE_PRODUCTS"])
    listening.webhook(stranger, URL, "ORDER_CREATED")

    order()

    assert tasks.dispatch() == 0


def test_whoever_listens_to_everything_is_told_of_everything(mailbox: Mailbox) -> None:
    placed = order()
    listening.webhook(listening.app()[0], URL, "ANY_EVENTS")

    events.record("ORDER_PAID", "ORDER_CREATED", about=placed, now=NOW)

    assert [event.type for event in events.oldest()] == ["ORDER_PAID", "ORDER_CREATED"]
    assert tasks.dispatch() == 2


def test_a_rolled_back_change_takes_its_events_along(mailbox: Mailbox) -> None:
    hook()
    placed = order()
    CoreEvent.objects.all().delete()

    with transaction.atomic():
        events.record("ORDER_CREATED", about=placed, now=NOW)
        written = CoreEvent.objects.count()
        transaction.set_rollback(True)

    assert written == 1
    assert CoreEvent.objects.count() == 0
    assert tasks.dispatch() == 0


def test_a_fault_of_the_app_is_tried_again_with_growing_pauses_and_then_given_up(mailbox: Mailbox) -> None:
    mailbox.status = 500
    delivery = packed()
    now, pauses = NOW, []

    while (pause := deliveries.attempt(delivery_id=delivery.pk, now=now)) is not None:
        pauses.append(pause)
        now += timedelta(seconds=pause + 1)

    assert pauses == [10, 20, 40, 80, 160]
    delivery.refresh_from_db()
    assert delivery.status == "FAILED"
    assert list(delivery.attempts.values_list("status", "response_status_code")) == [("FAILED", 500)] * 6
    assert len(mailbox.received) == 6


def test_an_app_that_is_away_is_tried_again(mailbox: Mailbox) -> None:
    delivery = packed(AWAY)

    assert deliveries.attempt(delivery_id=delivery.pk, now=NOW) == 10

    delivery.refresh_from_db()
    (attempt,) = delivery.attempts.all()
    assert (delivery.status, attempt.response_status_code) == ("PENDING", None)
    assert attempt.response.startswith("ConnectError")


@pytest.mark.parametrize("status", [301, 400, 404, 422])
def test_a_refusal_is_not_tried_again(mailbox: Mailbox, status: int) -> None:
    mailbox.status = status
    delivery = packed()

    assert deliveries.attempt(delivery_id=delivery.pk, now=NOW) is None

    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts.count()) == ("FAILED", 1)
    assert deliveries.attempt(delivery_id=delivery.pk, now=NOW + timedelta(hours=1)) is None
    assert len(mailbox.received) == 1


def test_a_try_before_its_time_does_nothing(mailbox: Mailbox) -> None:
    mailbox.status = 500
    delivery = packed()
    deliveries.attempt(delivery_id=delivery.pk, now=NOW)

    assert deliveries.attempt(delivery_id=delivery.pk, now=NOW + timedelta(seconds=5)) is None

    assert len(mailbox.received) == 1


def test_what_a_killed_worker_left_before_telling_is_found_by_the_sweep(
    mailbox: Mailbox, monkeypatch: Any
) -> None:
    tried: list[int] = []
    monkeypatch.setattr(tasks.deliver, "delay", tried.append)
    hook()
    order()

    found = tasks.sweep()

    assert found == 1
    assert tried == [EventDelivery.objects.get().pk]


def test_what_a_killed_worker_had_taken_comes_up_again_after_its_lease(mailbox: Mailbox) -> None:
    delivery = packed()
    deliveries._claim(delivery.pk, NOW)

    within = deliveries.due(now=NOW + timedelta(seconds=59))
    after = deliveries.due(now=NOW + timedelta(seconds=60))

    assert (within, after) == ([], [delivery.pk])
    assert deliveries.attempt(delivery_id=delivery.pk, now=NOW + timedelta(seconds=60)) is None
    assert len(mailbox.received) == 1


def test_an_event_that_cannot_be_told_does_not_hold_up_the_others(
    mailbox: Mailbox, monkeypatch: Any, caplog: Any
) -> None:
    hook()
    first, second = orders(2)
    unpack = deliveries.unpack

    def stumble(*, event_id: Any, now: Any) -> Any:
        if CoreEvent.objects.get(pk=event_id).subject_key == str(first.pk):
            raise RuntimeError("a fault of ours")
        return unpack(event_id=event_id, now=now)

    monkeypatch.setattr(deliveries, "unpack", stumble)

    assert tasks.dispatch() == 1

    assert json.loads(EventDelivery.objects.get().payload)["order"]["number"] == str(second.number)
    assert CoreEvent.objects.get().subject_key == str(first.pk)
    assert "Unable to tell of" in caplog.text


def test_a_webhook_that_was_stopped_meanwhile_is_told_nothing(mailbox: Mailbox) -> None:
    delivery = packed()
    Webhook.objects.update(is_active=False)

    assert deliveries.attempt(delivery_id=delivery.pk, now=NOW) is None

    delivery.refresh_from_db()
    assert (delivery.status, mailbox.received) == ("FAILED", [])


def test_deliveries_are_forgotten_after_two_weeks() -> None:
    delivery = packed()

    forgotten = [deliveries.forget_old(now=NOW + timedelta(days=days)) for days in (14, 15)]

    assert forgotten == [0, 1]
    assert not EventDelivery.objects.filter(pk=delivery.pk).exists()
