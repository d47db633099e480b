"""Tasks on queues that are worked, and what the clock starts: tasks that exist, safe to start twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from celery.schedules import crontab
from django.utils import timezone

from config.celery import BEAT, QUEUES, ROUTES, app
from engine.accounts.models import LoginFailure
from engine.checkout.models import Reservation
from ses_vendors.management.commands.load_demo import put_accounts
from tests.engine.checkout import market


@pytest.fixture(autouse=True)
def _tasks() -> None:
    app.loader.import_default_modules()


def queue_of(task: str) -> str:
    """Where a task waits when it is sent."""
    return str(app.amqp.router.route({}, task)["queue"].name)


@pytest.mark.parametrize("entry", BEAT.values(), ids=BEAT.keys())
def test_each_entry_names_a_task_on_a_queue_that_is_worked(entry: dict[str, Any]) -> None:
    task = app.tasks[entry["task"]]

    assert queue_of(task.name) in QUEUES
    assert isinstance(entry["schedule"], crontab) or entry["schedule"] >= 60


@pytest.mark.parametrize("name", ROUTES)
def test_each_route_leads_a_task_that_exists_to_a_queue_that_is_worked(name: str) -> None:
    assert name in app.tasks
    assert queue_of(name) == ROUTES[name]["queue"]
    assert queue_of(name) in QUEUES


def test_letters_pictures_and_orders_do_not_wait_for_each_other() -> None:
    assert queue_of("engine.accounts.tasks.send_letter") == "mail"
    assert queue_of("storefront.tasks.confirm_order") == "mail"
    assert queue_of("engine.catalog.tasks.make_thumbnails") == "media"
    assert queue_of("engine.webhooks.tasks.deliver") == "orders"
    assert queue_of("ses_vendors.inbox.tasks.handle_event") == "default"


def test_no_task_names_a_queue_of_its_own() -> None:
    """Celery 6 will not look at it."""
    assert [name for name, task in app.tasks.items() if getattr(task, "queue", None)] == []


def test_reservations_go_every_minute_and_log_in_failures_every_hour() -> None:
    schedules = {entry["task"]: entry["schedule"] for entry in BEAT.values()}

    assert schedules["engine.inventory.tasks.release_expired_reservations"] == 60
    assert schedules["engine.accounts.tasks.forget_login_failures"] == 3600


@pytest.mark.django_db
@pytest.mark.parametrize("entry", BEAT.values(), ids=BEAT.keys())
def test_each_periodic_task_may_run_twice_on_a_shop_without_goods(entry: dict[str, Any]) -> None:
    put_accounts()
    task = app.tasks[entry["task"]]

    first, second = task(), task()

    assert first == second


@pytest.mark.django_db
def test_release_takes_expired_reservations_once_and_leaves_live_ones() -> None:
    shop = market.channel()
    variant = market.variant(shop)
    market.stock(variant, market.warehouse(shop), 5)
    now = timezone.now()
    market.basket(shop, (variant, 1), now=now - timedelta(hours=1))
    live = market.basket(shop, (variant, 2), now=now)
    task = app.tasks["engine.inventory.tasks.release_expired_reservations"]

    released = [task(), task()]

    assert released == [1, 0]
    (kept,) = Reservation.objects.all()
    assert (kept.checkout_line.checkout_id, kept.quantity_reserved) == (live.checkout.pk, 2)


@pytest.mark.django_db
def test_log_in_failures_that_count_no_more_are_forgotten_once() -> None:
    now = timezone.now()
    LoginFailure.objects.create(key="old", failures=3, blocked_until=now - timedelta(days=30))
    LoginFailure.objects.create(key="new", failures=3, blocked_until=now)
    task = app.tasks["engine.accounts.tasks.forget_login_failures"]

    forgotten = [task(), task()]

    assert forgotten == [1, 0]
    assert list(LoginFailure.objects.values_list("key", flat=True)) == ["new"]


def test_the_night_round_of_badges_begins_after_midnight_in_bucharest() -> None:
    schedule = BEAT["badge-nightly"]["schedule"]

    assert (schedule.hour, schedule.minute) == ({0}, {5})
    assert str(app.timezone) == "Europe/Bucharest"
