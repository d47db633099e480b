"""Wishes about money, granted refunds, and what the payment app makes of them."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from engine.errors import Refusal
from engine.orders.models import Order
from engine.payments import tasks
from engine.payments.models import OrderGrantedRefund, TransactionEvent, TransactionItem
from engine.payments.services import refunds, requests
from engine.payments.services.refunds import Change, Grant, RefundLine
from engine.webhooks.models import App, Webhook
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import Sale, events, sale
from tests.engine.payments.till import ORDER_TOTAL, held, paid_sale, refused, stated, tell, types, wish
from tests.engine.webhooks.listening import Mailbox

pytestmark = pytest.mark.django_db


def put(event: TransactionEvent) -> TransactionEvent | None:
    return requests.put(event_id=event.pk, now=NOW)


def grant(sold: Sale, item: TransactionItem, **what: Any) -> OrderGrantedRefund:
    asked = Grant(transaction_id=item.pk, **what)
    return refunds.grant(order_id=sold.order.pk, wish=asked, requestor=None, now=NOW)


def ask_granted(refund: OrderGrantedRefund, item: TransactionItem | None = None) -> TransactionEvent:
    key = item.pk if item else None
    return requests.wish_granted(refund_id=refund.pk, transaction_id=key, requestor=None, now=NOW)


def change(refund: OrderGrantedRefund, *given: str, **what: Any) -> OrderGrantedRefund:
    return refunds.change(refund_id=refund.pk, wish=Change(**what, given=frozenset(given)))


# --- Wishes ---


def test_a_refund_is_asked_for_and_done(mailbox: Mailbox) -> None:
    sold, item = paid_sale()
    mailbox.answer = {"result": "REFUND_SUCCESS", "pspReference": "r-1", "actions": []}

    event = wish(item, "REFUND", 9000)
    before = held(item)
    put(event)

    assert before == {"charged": ORDER_TOTAL}
    assert held(item) == {"charged": ORDER_TOTAL - 9000, "refunded": 9000}
    asked = mailbox.received[0].content
    assert asked["action"] == {"amount": 90.0, "currency": "RON", "actionType": "REFUND"}
    assert events(sold.order)[-1] == "TRANSACTION_REFUND_REQUESTED"
    sold.order.refresh_from_db()
    assert sold.order.total_charged == ORDER_TOTAL - 9000


def test_a_refund_by_hand_is_pending_until_it_is_reported(mailbox: Mailbox) -> None:
    _, item = paid_sale()
    app = App.objects.get()
    mailbox.answer = {"pspReference": "r-1"}

    came = put(wish(item, "REFUND", 9000))
    pending = held(item)
    tell(item, "REFUND_SUCCESS", 9000, reference="r-1", by=app)

    assert (came, pending) == (None, {"charged": ORDER_TOTAL - 9000, "refund_pending": 9000})
    assert held(item) == {"charged": ORDER_TOTAL - 9000, "refunded": 9000}


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"result": "REFUND_FAILURE", "message": "Cont închis."}, "Cont închis."),
        (
            {"result": "CHARGE_SUCCESS", "pspReference": "x"},
            "Possible values: REFUND_SUCCESS, REFUND_FAILURE.",
        ),
        ({}, "Missing value for field: pspReference. Input: {}."),
        (None, "Failed to delivery request."),
    ],
)
def test_a_refund_that_fails_moves_nothing(mailbox: Mailbox, answer: Any, message: str) -> None:
    _, item = paid_sale()
    mailbox.answer = answer

    came = put(wish(item, "REFUND", 9000))

    assert came is not None
    assert (came.type, message in came.message) == ("REFUND_FAILURE", True)
    assert held(item) == {"charged": ORDER_TOTAL}


def test_no_more_than_there_is_can_be_asked_for(mailbox: Mailbox) -> None:
    _, item = paid_sale(charged=1000, authorized=500)

    asked = [wish(item, action, amount).amount for action, amount in (
        ("REFUND", 5000), ("REFUND", None), ("REFUND", 0), ("CHARGE", 900), ("CHARGE", 300), ("CANCEL", None),
    )]  # fmt: skip

    assert asked == [1000, 1000, 1000, 500, 300, 500]


@pytest.mark.parametrize(
    ("action", "amounts"),
    [("CHARGE", {"charged": 500, "authorized": 200}), ("CANCEL", {"canceled": 500, "authorized": 200})],
)
def test_what_is_authorized_is_charged_or_set_free(
    mailbox: Mailbox, action: str, amounts: dict[str, int]
) -> None:
    _, item = paid_sale(authorized=700)
    mailbox.answer = {"result": f"{action}_SUCCESS", "pspReference": "x"}

    put(wish(item, action, 500))

    assert held(item) == amounts


def test_a_wish_that_no_app_hears_is_refused_and_kept() -> None:
    sold, item = paid_sale()
    Webhook.objects.all().delete()

    with pytest.raises(Refusal) as caught:
        wish(item, "REFUND", 100)

    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK", None)
    assert types(item)[1:] == [("REFUND_REQUEST", 100), ("REFUND_FAILURE", 100)]
    assert held(item) == {"charged": ORDER_TOTAL}
    assert requests.due(now=NOW) == []
    assert "TRANSACTION_REFUND_REQUESTED" not in events(sold.order)


def test_a_wish_is_put_once(mailbox: Mailbox) -> None:
    _, item = paid_sale()
    mailbox.answer = {"pspReference": "r-1"}
    event = wish(item, "REFUND", 100)

    put(event)

    assert put(event) is None
    assert (len(mailbox.received), requests.due(now=NOW + timedelta(days=1))) == (1, [])


def test_a_wish_that_was_missed_is_swept_up(mailbox: Mailbox, monkeypatch: Any) -> None:
    _, item = paid_sale()
    event = wish(item, "REFUND", 100)
    swept: list[int] = []
    monkeypatch.setattr(tasks.put_request, "delay", swept.append)

    assert (tasks.sweep_requests(), swept) == (1, [event.pk])


def test_a_wish_that_a_worker_holds_is_left_to_it_for_a_while(mailbox: Mailbox) -> None:
    _, item = paid_sale()
    event = wish(item, "REFUND", 100)
    TransactionEvent.objects.filter(pk=event.pk).update(due_at=NOW + requests.PATIENCE)

    assert (put(event), requests.due(now=NOW)) == (None, [])
    assert requests.due(now=NOW + requests.PATIENCE) == [event.pk]


def test_nothing_is_asked_of_what_does_not_exist() -> None:
    with refused("NOT_FOUND", "id"):
        wish(TransactionItem(pk=uuid.uuid4()), "REFUND", 1)


# --- Granted refunds ---


def test_a_refund_of_lines_and_delivery_is_granted_at_their_price() -> None:
    sold, item = paid_sale()
    lines = [RefundLine(sold.line(sold.apron).pk, 2, "Croială greșită.")]

    refund = grant(sold, item, lines=lines, with_shipping=True, reason="Retur.")

    assert (refund.amount, refund.status, refund.shipping_costs_included) == (20000 + 1999, "NONE", True)
    assert [(line.quantity, line.reason) for line in refund.lines.all()] == [(2, "Croială greșită.")]
    sold.order.refresh_from_db()
    assert sold.order.charge_status == "OVERCHARGED"


def test_a_granted_refund_is_no_more_than_what_is_charged() -> None:
    sold, item = paid_sale(charged=1500)

    assert grant(sold, item, lines=[RefundLine(sold.line(sold.apron).pk, 1)]).amount == 1500
    with refused("AMOUNT_GREATER_THAN_AVAILABLE", "amount"):
        grant(sold, item, amount=1501)


def test_a_granted_refund_is_asked_for_and_done(mailbox: Mailbox) -> None:
    sold, item = paid_sale()
    refund = grant(sold, item, amount=9000, reason="Retur.")
    mailbox.answer = {"result": "REFUND_SUCCESS", "pspReference": "r-1"}

    event = ask_granted(refund)
    refund.refresh_from_db()
    pending = refund.status
    put(event)

    refund.refresh_from_db()
    assert (pending, refund.status) == ("PENDING", "SUCCESS")
    assert mailbox.received[0].content["grantedRefund"] == {"reason": "Retur."}
    sold.order.refresh_from_db()
    assert (sold.order.charge_status, sold.order.total_charged) == ("FULL", ORDER_TOTAL - 9000)


def test_a_granted_refund_follows_what_is_reported(mailbox: Mailbox) -> None:
    sold, item = paid_sale()
    app = App.objects.get()
    refund = grant(sold, item, amount=9000)
    mailbox.answer = {"pspReference": "r-1"}
    put(ask_granted(refund))

    told = []
    for second, kind in enumerate(("REFUND_FAILURE", "REFUND_SUCCESS", "REFUND_REVERSE"), start=1):
        tell(item, kind, 9000, reference="r-1", by=app, at=NOW + timedelta(seconds=second))
        refund.refresh_from_db()
        told.append((refund.status, held(item)["charged"]))

    assert told == [
        ("FAILURE", ORDER_TOTAL),
        ("SUCCESS", ORDER_TOTAL - 9000),
        ("NONE", ORDER_TOTAL),
    ]


def test_a_granted_refund_is_asked_for_once(mailbox: Mailbox) -> None:
    sold, item = paid_sale()
    refund = grant(sold, item, amount=9000)
    event = ask_granted(refund)

    with refused("REFUND_IS_PENDING", "grantedRefundId"):
        ask_granted(refund)
    mailbox.answer = {"result": "REFUND_SUCCESS", "pspReference": "r-1"}
    put(event)
    with refused("REFUND_ALREADY_PROCESSED", "grantedRefundId"):
        ask_granted(refund)


def test_a_granted_refund_that_is_no_longer_covered_is_not_asked_for() -> None:
    sold, item = paid_sale()
    refund = grant(sold, item, amount=ORDER_TOTAL)
    tell(item, "CHARGE_BACK", 1, by=App.objects.get())

    with refused("AMOUNT_GREATER_THAN_AVAILABLE", "grantedRefundId"):
        ask_granted(refund)


def test_a_refund_without_transaction_takes_the_one_named(mailbox: Mailbox) -> None:
    sold, item = paid_sale()
    refund = grant(sold, item, amount=100)
    OrderGrantedRefund.objects.update(transaction=None)
    elsewhere = stated(Order.objects.create(
        number=9, channel=sold.shop, total_gross=1, created_at=NOW
    ))  # fmt: skip

    with refused("GRAPHQL_ERROR", None):
        ask_granted(refund)
    with refused("INVALID", "grantedRefundId"):
        ask_granted(refund, elsewhere)
    ask_granted(refund, item)

    refund.refresh_from_db()
    assert (refund.transaction, refund.status) == (item, "PENDING")


@pytest.mark.parametrize(
    ("what", "code", "fields"),
    [
        ({}, "REQUIRED", ["amount", "lines", "grantRefundForShipping"]),
        ({"amount": -1}, "INVALID", ["amount"]),
        ({"amount": 10**18}, "INVALID", ["amount"]),
        ({"lines": [RefundLine(uuid.uuid4(), 1)]}, "INVALID", ["lines"]),
    ],
)
def test_a_refund_that_cannot_be_granted_is_refused(what: Any, code: str, fields: list[str]) -> None:
    sold, item = paid_sale()

    with pytest.raises(Refusal) as caught:
        grant(sold, item, **what)

    assert [(one.code, one.field) for one in caught.value.problems] == [(code, name) for name in fields]
    assert OrderGrantedRefund.objects.count() == 0


def test_pieces_are_refunded_once() -> None:
    sold, item = paid_sale()
    apron = sold.line(sold.apron).pk
    grant(sold, item, lines=[RefundLine(apron, 2)], with_shipping=True)

    with pytest.raises(Refusal) as caught:
        grant(sold, item, lines=[RefundLine(apron, 2)])
    with refused("SHIPPING_COSTS_ALREADY_GRANTED", "grantRefundForShipping"):
        grant(sold, item, with_shipping=True)

    (problem,) = caught.value.problems
    (line,) = problem.extra["lines"]
    assert (line.code, line.field) == ("QUANTITY_GREATER_THAN_AVAILABLE", "quantity")
    assert "(1)" in line.message


def test_a_transaction_of_another_order_refunds_nothing() -> None:
    sold, _ = paid_sale()
    stranger = TransactionItem.objects.create(created_at=NOW)

    with refused("NOT_FOUND", "transactionId"):
        grant(sold, stranger, amount=1)
    with refused("NOT_FOUND", "id"):
        refunds.grant(order_id=uuid.uuid4(), wish=Grant(stranger.pk, amount=1), requestor=None, now=NOW)


def test_a_granted_refund_is_changed_and_priced_anew() -> None:
    sold, item = paid_sale()
    refund = grant(sold, item, lines=[RefundLine(sold.line(sold.apron).pk, 1)])
    line = refund.lines.get()

    change(refund, "addLines", add_lines=[RefundLine(sold.line(sold.jar).pk, 1)])
    more = OrderGrantedRefund.objects.get().amount
    change(refund, "removeLines", remove_lines=[line.pk], with_shipping=True)
    other = OrderGrantedRefund.objects.get().amount
    change(refund, "amount", amount=77, reason="Înțelegere.")

    kept = OrderGrantedRefund.objects.get()
    assert (more, other, kept.amount, kept.reason) == (12500, 2500 + 1999, 77, "Înțelegere.")


@pytest.mark.parametrize(
    ("what", "code", "field"),
    [
        ({}, "REQUIRED", "input"),
        ({"amount": ORDER_TOTAL + 1}, "AMOUNT_GREATER_THAN_AVAILABLE", "amount"),
        ({"remove_lines": [999]}, "INVALID", "removeLines"),
        ({"add_lines": [RefundLine(uuid.uuid4(), 1)]}, "INVALID", "addLines"),
        ({"transaction_id": uuid.uuid4()}, "NOT_FOUND", "transactionId"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused(what: Any, code: str, field: str) -> None:
    sold, item = paid_sale()
    refund = grant(sold, item, amount=100)

    with refused(code, field):
        change(refund, **what)


def test_of_a_refund_on_its_way_only_the_reason_changes(mailbox: Mailbox) -> None:
    sold, item = paid_sale()
    refund = grant(sold, item, amount=100)
    ask_granted(refund)

    with refused("INVALID", "amount"):
        change(refund, "amount", "reason", amount=50, reason="x")
    change(refund, "reason", reason="Retur.")

    assert OrderGrantedRefund.objects.get().reason == "Retur."


def test_a_refund_moves_to_a_transaction_that_covers_it() -> None:
    sold, item = paid_sale()
    refund = grant(sold, item, amount=9000)
    poor = stated(sold.order, by=App.objects.get(), charged=10)

    with refused("AMOUNT_GREATER_THAN_AVAILABLE", "transactionId"):
        change(refund, "transactionId", transaction_id=poor.pk)


def test_nothing_is_granted_on_what_is_not_there() -> None:
    sale()

    with refused("NOT_FOUND", "id"):
        refunds.change(refund_id=7, wish=Change(reason="x"))
    with refused("NOT_FOUND", "grantedRefundId"):
        requests.wish_granted(refund_id=7, transaction_id=None, requestor=None, now=NOW)
