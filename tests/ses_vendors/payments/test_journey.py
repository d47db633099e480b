"""The whole road on the embedded core: the App is installed, Bogdan orders, Ana marks, the core says paid."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commerce.shop import orders
from commerce.types import OrderId
from engine.orders.models import Order
from engine.payments.models import TransactionItem
from engine.webhooks import tasks as core_tasks
from engine.webhooks.services import deliveries, installing
from kernel.ids import to_global_id
from ses_vendors.inbox import services as inbox
from ses_vendors.inbox.models import InboxEvent
from ses_vendors.installation import manifest
from ses_vendors.installation import services as installations
from ses_vendors.payments import tasks
from ses_vendors.payments.models import OrderCheck, Payment, Report
from ses_vendors.payments.services import importing, marking
from tests.ses_vendors.payments.paying import IBAN, csv_statement
from tests.storefront import market, ordering

pytestmark = pytest.mark.django_db
PARTS = {"SORT-NATUR", "FAGURE"}


@pytest.fixture
def shop(settings: Any, monkeypatch: pytest.MonkeyPatch) -> market.Market:
    """A market whose core has installed the App as any core would."""
    for task in (core_tasks.dispatch, core_tasks.install):
        monkeypatch.setattr(task, "delay", lambda *_, **__: None)
        monkeypatch.setattr(task, "apply_async", lambda *_, **__: None)
    monkeypatch.setattr(core_tasks.deliver, "delay", _deliver)
    built = market.build()
    waiting = installing.start(
        app_name="Magazin",
        manifest_url=manifest.url(),
        permissions=list(manifest.PERMISSIONS),
        activate=True,
        now=timezone.now(),
    )
    assert installing.install(installation_id=waiting.pk, now=timezone.now()) is not None
    return built


def _deliver(delivery_id: int) -> None:
    deliveries.attempt(delivery_id=delivery_id, now=timezone.now(), task_id="")


def catch_up() -> None:
    """Let everything that waits in the background be done, as the worker and its sweeps do."""
    core_tasks.sweep()
    for event in InboxEvent.objects.filter(state="waiting"):
        inbox.handle(event_id=event.pk, now=timezone.now())
    tasks.check_orders()
    tasks.send_reports()


def bought(shop: market.Market, payment: str = "bank_transfer") -> Order:
    """Bogdan orders from two sellers."""
    client = Client()
    for sku in PARTS:
        ordering.put(client, shop, sku)
    ordering.fill_in(client)
    assert ordering.order(client, payment=payment).status_code == 302
    catch_up()
    return Order.objects.get()


def shown(order: Order) -> Any:
    found = orders.one(order_id=OrderId(to_global_id("Order", order.pk)), language="RO")
    assert found is not None
    return found


def test_order_is_bound_to_its_payment_by_the_core_s_own_events(shop: market.Market) -> None:
    order = bought(shop)

    made = Payment.objects.get()
    assert (made.order_number, made.order_id) == (str(order.number), to_global_id("Order", order.pk))
    assert (made.state, made.amount) == ("pending", order.total_gross)
    assert "ORDER_CREATED" in set(InboxEvent.objects.values_list("event", flat=True))
    assert set(InboxEvent.objects.values_list("state", flat=True)) == {"done"}
    assert OrderCheck.objects.count() == 0


def test_money_that_came_makes_the_order_paid_at_the_core(shop: market.Market) -> None:
    order = bought(shop)
    content = csv_statement(
        ("24.11.2026", str(Payment.objects.get().money.amount), Payment.objects.get().reference)
    )
    statement = importing.upload(
        name="extras.csv", content=content, by="ana", own_iban=IBAN, now=timezone.now()
    )

    importing.apply(statement_id=statement.pk, by="ana", now=timezone.now())
    catch_up()
    catch_up()

    made, item = Payment.objects.get(), TransactionItem.objects.get()
    assert (made.state, made.paid_by) == ("paid", "extras.csv (ana)")
    assert shown(order).charge_status == "FULL"
    assert (item.charged, item.charge_pending) == (order.total_gross, 0)
    assert Report.objects.get().done_at is not None


def test_events_again_and_out_of_order_leave_the_same_rows(shop: market.Market) -> None:
    bought(shop, "cash_on_delivery")
    marking.mark_paid(payment_id=Payment.objects.get().pk, by="ana", now=timezone.now())
    catch_up()
    before = list(Payment.objects.values()), list(Report.objects.values())

    InboxEvent.objects.update(state="waiting")
    for event in InboxEvent.objects.order_by("-pk"):
        inbox.handle(event_id=event.pk, now=timezone.now())
    catch_up()

    assert (list(Payment.objects.values()), list(Report.objects.values())) == before


def test_order_that_the_core_calls_paid_is_paid_here(shop: market.Market, monkeypatch: Any) -> None:
    order = bought(shop)
    installation = installations.current()
    assert installation is not None
    installations.client(installation).report_transaction(
        transaction_id=Payment.objects.get().transaction_id,
        kind="CHARGE_SUCCESS",
        psp_reference=Payment.objects.get().reference,
        amount=Payment.objects.get().money,
        happened_at=timezone.now(),
    )
    catch_up()

    made = Payment.objects.get()
    assert shown(order).charge_status == "FULL"
    assert (made.state, made.paid_by, Report.objects.count()) == ("paid", "core", 0)
