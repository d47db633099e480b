"""Several reports, wishes and completions at the same moment: real threads on a real database."""

from __future__ import annotations

from typing import Any

import pytest

from engine.checkout.services import completion
from engine.errors import Refusal
from engine.orders.models import Order
from engine.payments.models import TransactionEvent, TransactionItem
from engine.payments.services import refunds, requests
from engine.payments.services.refunds import Grant
from engine.webhooks.models import App
from tests.engine.checkout.market import NOW
from tests.engine.checkout.parallel import together
from tests.engine.orders.sales import sale
from tests.engine.payments import till
from tests.engine.payments.till import ORDER_TOTAL, held, paid_sale, stated, tell
from tests.engine.webhooks.listening import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_report_from_several_workers_counts_once() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)

    done = together(4, lambda _: tell(item, "CHARGE_SUCCESS", ORDER_TOTAL, by=app).is_known)

    assert sorted(done) == [False, True, True, True]
    assert held(item) == {"charged": ORDER_TOTAL}
    assert Order.objects.get().total_charged == ORDER_TOTAL


def test_different_reports_at_once_all_count() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)

    together(4, lambda person: tell(item, "CHARGE_SUCCESS", 1000, reference=f"p{person}", by=app))

    assert held(item) == {"charged": 4000}
    assert Order.objects.get().total_charged == 4000


def test_payments_of_one_order_at_once_all_count() -> None:
    sold, app = sale(), till.gateway()
    items = [stated(sold.order, by=app) for _ in range(4)]

    together(4, lambda person: tell(items[person], "CHARGE_SUCCESS", 1000, by=app))

    assert Order.objects.get().total_charged == 4000


def test_a_report_meets_the_completion_of_its_checkout() -> None:
    checkout, app = till.basket(unpaid=True), till.gateway()
    item = stated(checkout, by=app)

    def act(person: int) -> Any:
        if person:
            return tell(item, "CHARGE_SUCCESS", till.BASKET_TOTAL, by=app)
        return completion.complete(checkout_id=checkout.pk, now=NOW)

    together(2, act)

    order = Order.objects.get()
    assert (order.total_charged, order.charge_status) == (till.BASKET_TOTAL, "FULL")
    assert TransactionItem.objects.get().order == order


def test_a_granted_refund_is_asked_for_once_by_two() -> None:
    sold, item = paid_sale()
    wish = Grant(item.pk, amount=9000)
    refund = refunds.grant(order_id=sold.order.pk, wish=wish, requestor=None, now=NOW)

    def act(_: int) -> str:
        try:
            requests.wish_granted(refund_id=refund.pk, transaction_id=None, requestor=None, now=NOW)
        except Refusal as refusal:
            return refusal.problems[0].code
        return "ASKED"

    assert sorted(together(2, act)) == ["ASKED", "REFUND_IS_PENDING"]


def test_a_wish_is_put_by_one_of_two_workers(mailbox: Mailbox) -> None:
    _, item = paid_sale()
    mailbox.answer = {"result": "REFUND_SUCCESS", "pspReference": "r"}
    event = till.wish(item, "REFUND", 100)

    together(2, lambda _: requests.put(event_id=event.pk, now=NOW))

    assert len(mailbox.received) == 1
    assert TransactionEvent.objects.filter(type="REFUND_SUCCESS").count() == 1


def test_beginnings_with_one_key_make_one_transaction(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.answer = {"result": "CHARGE_SUCCESS", "pspReference": "p"}

    together(3, lambda _: till.begin(checkout, amount=100, idempotency_key="k"))

    assert TransactionItem.objects.count() == 1
    assert held(TransactionItem.objects.get()) == {"charged": 100}
    assert App.objects.count() == 1
