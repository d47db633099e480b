"""Beginning a payment through an app, going on with it, and what the app may answer."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from engine.checkout.models import Checkout, Reservation
from engine.checkout.services import completion
from engine.orders.models import Order
from engine.payments.models import TransactionItem
from engine.payments.services import sessions
from engine.payments.services.sources import SourceKey
from engine.webhooks.models import App
from kernel.ids import to_global_id
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import sale
from tests.engine.payments import till
from tests.engine.payments.till import BASKET_TOTAL, GATEWAY, begin, held, refused, types
from tests.engine.webhooks.listening import Mailbox

pytestmark = pytest.mark.django_db

CHARGED = {"result": "CHARGE_SUCCESS", "pspReference": "psp-1", "amount": 219.99}


def proceed(item: TransactionItem, data: Any = None) -> sessions.Session:
    return sessions.process(transaction_id=item.pk, data=data, ip_address=None, now=NOW)


# --- Offers ---


def test_an_app_tells_what_a_storefront_needs(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.answer = {"data": {"key": "pk"}}

    told = sessions.offer(source=till.key(checkout), amount=None, data_by_app={GATEWAY: {"a": 1}}, now=NOW)

    assert [(one.app_identifier, one.data, one.code) for one in told] == [(GATEWAY, {"key": "pk"}, "")]
    asked = mailbox.received[0].content
    assert asked == {"amount": 219.99, "data": {"a": 1}, "sourceObject": {"__typename": "Checkout"}}


def test_all_apps_are_asked_when_none_is_named(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    till.gateway("ro.ses.alta", listens=False)
    mailbox.answer = {"data": None}

    told = sessions.offer(source=till.key(checkout), amount=100, data_by_app={}, now=NOW)

    assert [(one.app_identifier, one.code) for one in told] == [(GATEWAY, "")]


@pytest.mark.parametrize(
    ("status", "answer", "code"),
    [
        (500, {"data": 1}, "INVALID"),
        (200, None, "INVALID"),
        (200, {"x": 1}, "INVALID"),
        (200, [1], "INVALID"),
    ],
)
def test_an_app_that_says_nothing_useful_is_told_so(
    mailbox: Mailbox, status: int, answer: Any, code: str
) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.status, mailbox.answer = status, answer

    told = sessions.offer(
        source=till.key(checkout), amount=1, data_by_app={GATEWAY: None, "x": None}, now=NOW
    )

    assert [(one.app_identifier, one.code) for one in told] == [(GATEWAY, code), ("x", "NOT_FOUND")]


# --- Beginning ---


def test_a_payment_is_charged_at_once(mailbox: Mailbox) -> None:
    checkout, app = till.basket(), till.gateway()
    mailbox.answer = {**CHARGED, "actions": ["REFUND", "DANCE"], "data": {"ok": True}, "message": "Mulțumim."}

    session = begin(checkout, idempotency_key="k-1", data={"card": 4}, customer_ip_address="192.0.2.7")

    assert held(session.item) == {"charged": BASKET_TOTAL}
    assert types(session.item) == [("CHARGE_REQUEST", BASKET_TOTAL), ("CHARGE_SUCCESS", BASKET_TOTAL)]
    assert (session.event.message, session.data) == ("Mulțumim.", {"ok": True})
    kept = TransactionItem.objects.get()
    assert (kept.app, kept.app_identifier, kept.psp_reference) == (app, GATEWAY, "psp-1")
    assert kept.available_actions == ["REFUND"]
    assert mailbox.received[0].content == {
        "idempotencyKey": "k-1",
        "merchantReference": to_global_id("TransactionItem", kept.pk),
        "customerIpAddress": "192.0.2.7",
        "data": {"card": 4},
        "action": {"amount": 219.99, "currency": "RON", "actionType": "CHARGE"},
        "transaction": {"id": to_global_id("TransactionItem", kept.pk)},
        "sourceObject": {"__typename": "Checkout"},
    }


@pytest.mark.parametrize(
    ("result", "amounts"),
    [
        ("CHARGE_REQUEST", {"charge_pending": BASKET_TOTAL}),
        ("AUTHORIZATION_SUCCESS", {"authorized": BASKET_TOTAL}),
        ("AUTHORIZATION_REQUEST", {"authorize_pending": BASKET_TOTAL}),
        ("CHARGE_FAILURE", {}),
        ("AUTHORIZATION_FAILURE", {}),
        ("CHARGE_ACTION_REQUIRED", {}),
        ("AUTHORIZATION_ACTION_REQUIRED", {}),
        ("CANCEL_SUCCESS", {}),
    ],
)
def test_each_result_moves_what_it_says(mailbox: Mailbox, result: str, amounts: dict[str, int]) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.answer = {"result": result, "pspReference": "psp-1"}

    session = begin(checkout)

    assert (held(session.item), session.event.type) == (amounts, result)
    assert session.item.psp_reference == "psp-1"


def test_a_pending_payment_is_its_own_request(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.answer = {"result": "CHARGE_REQUEST", "pspReference": "OP", "data": {"iban": "RO00"}}

    session = begin(checkout)

    assert types(session.item) == [("CHARGE_REQUEST", BASKET_TOTAL)]
    assert (session.event.psp_reference, session.event.include_in_calculations) == ("OP", True)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"pspReference": "x"}, "Missing or invalid value for `result`: None."),
        ({"result": "REFUND_SUCCESS", "pspReference": "x"}, "invalid value for `result`: REFUND_SUCCESS."),
        ({"result": "CHARGE_SUCCESS"}, "Missing value for field: pspReference."),
        (
            {"result": "CHARGE_SUCCESS", "pspReference": None},
            "Incorrect value (None) for field: pspReference",
        ),
        ({"result": "CHARGE_REQUEST", "pspReference": 7}, "Incorrect value (7) for field: pspReference"),
        ({**CHARGED, "amount": -1}, "Incorrect value (-1) for field: amount"),
        ({**CHARGED, "amount": "mult"}, "Incorrect value (mult) for field: amount"),
        ({**CHARGED, "amount": 10**30}, "for field: amount"),
        ({**CHARGED, "time": "ieri"}, "Incorrect value (ieri) for field: time"),
        ({**CHARGED, "externalUrl": "nu"}, "Incorrect value (nu) for field: externalUrl"),
        ({**CHARGED, "actions": "REFUND"}, "Incorrect value (REFUND) for field: actions"),
        ({**CHARGED, "paymentMethodDetails": {"type": "CARD"}}, "for field: paymentMethodDetails"),
        ([], "Input should be an object"),
    ],
)
def test_an_answer_against_the_rules_is_a_failure(mailbox: Mailbox, answer: Any, why: str) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.answer = answer

    session = begin(checkout)

    assert (session.event.type, held(session.item)) == ("CHARGE_FAILURE", {})
    assert why in session.event.message
    assert session.event.include_in_calculations is False


@pytest.mark.parametrize(("status", "answer"), [(500, CHARGED), (400, CHARGED), (200, None)])
def test_an_app_that_does_not_answer_is_a_failure(mailbox: Mailbox, status: int, answer: Any) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.status, mailbox.answer = status, answer

    session = begin(checkout)

    assert session.event.message == "Failed to delivery request."
    assert types(session.item)[-1] == ("CHARGE_FAILURE", BASKET_TOTAL)


def test_an_app_that_does_not_listen_is_a_failure(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway(listens=False)

    assert begin(checkout).event.type == "CHARGE_FAILURE"


def test_the_open_amount_leaves_out_what_is_paid_and_pending(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    till.stated(checkout, charged=5000, authorized=7000)
    mailbox.answer = {"result": "CHARGE_REQUEST", "pspReference": "a", "amount": 100}
    begin(checkout)
    mailbox.answer = {"result": "CHARGE_REQUEST", "pspReference": "b"}

    session = begin(checkout)

    assert session.event.amount == BASKET_TOTAL - 7000 - 10000


def test_the_same_key_finds_the_same_transaction(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.answer = {"result": "CHARGE_ACTION_REQUIRED", "pspReference": "p"}

    first, second = (begin(checkout, amount=100, idempotency_key="k") for _ in range(2))

    assert first.item.pk == second.item.pk
    assert TransactionItem.objects.count() == 1


def test_a_key_is_not_used_for_something_else(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.answer = {"result": "CHARGE_ACTION_REQUIRED"}
    begin(checkout, amount=100, idempotency_key="k")
    order = sale_order()

    with refused("UNIQUE", "idempotencyKey"):
        begin(checkout, amount=200, idempotency_key="k")
    with refused("UNIQUE", "idempotencyKey"):
        begin(order, amount=100, idempotency_key="k")


def sale_order() -> Order:
    return Order.objects.create(
        number=99, channel_id=Checkout.objects.get().channel_id, total_gross=100, created_at=NOW
    )


@pytest.mark.parametrize(
    ("wish", "code", "field"),
    [
        ({"app_identifier": "nimeni"}, "NOT_FOUND", "paymentGateway"),
        ({"idempotency_key": ""}, "INVALID", "idempotencyKey"),
        ({"idempotency_key": "k" * 513}, "INVALID", "idempotencyKey"),
    ],
)
def test_a_wish_that_cannot_be_begun_is_refused(
    mailbox: Mailbox, wish: dict[str, str], code: str, field: str
) -> None:
    checkout, _ = till.basket(), till.gateway()

    with refused(code, field):
        begin(checkout, **wish)

    assert mailbox.received == []


def test_an_inactive_app_takes_no_payment(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    App.objects.update(is_active=False)

    with refused("NOT_FOUND", "paymentGateway"):
        begin(checkout)


def test_what_does_not_exist_is_not_paid(mailbox: Mailbox) -> None:
    till.gateway()

    for kind in ("Checkout", "Order"):
        with refused("NOT_FOUND", "id"):
            wish = sessions.Beginning(SourceKey(kind, uuid.uuid4()), GATEWAY)
            sessions.initialize(wish=wish, now=NOW)


def test_a_hundred_transactions_are_enough(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    TransactionItem.objects.bulk_create(
        TransactionItem(checkout=checkout, created_at=NOW) for _ in range(100)
    )

    with refused("INVALID", "id"):
        begin(checkout)


def test_a_shopper_who_pays_keeps_the_pieces(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    Reservation.objects.update(reserved_until=NOW + timedelta(minutes=1))
    mailbox.answer = {"result": "CHARGE_ACTION_REQUIRED"}

    begin(checkout)

    assert Reservation.objects.get().reserved_until == NOW + timedelta(minutes=30)


# --- Going on ---


def test_a_payment_goes_on_after_the_shopper_has_confirmed_it(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.answer = {"result": "CHARGE_ACTION_REQUIRED", "pspReference": "p-1"}
    item = begin(checkout).item
    mailbox.answer = {**CHARGED, "pspReference": "p-1"}

    session = proceed(item, {"code": 123})

    assert (held(item), session.event.type) == ({"charged": BASKET_TOTAL}, "CHARGE_SUCCESS")
    assert mailbox.received[1].content["data"] == {"code": 123}
    assert mailbox.received[1].content["transaction"]["pspReference"] == "p-1"


def test_a_finished_payment_is_given_as_it_is(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.answer = CHARGED
    first = begin(checkout)

    again = proceed(first.item)

    assert (again.event, again.data, len(mailbox.received)) == (first.event, None, 1)


def test_a_payment_goes_on_though_its_checkout_has_become_an_order(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(unpaid=True), till.gateway()
    mailbox.answer = {"result": "CHARGE_ACTION_REQUIRED", "pspReference": "p-1"}
    item = begin(checkout).item
    order = completion.complete(checkout_id=checkout.pk, now=NOW)
    mailbox.answer = CHARGED

    proceed(item)

    order.refresh_from_db()
    assert (order.charge_status, order.total_charged) == ("FULL", BASKET_TOTAL)


def test_what_was_not_begun_does_not_go_on(mailbox: Mailbox) -> None:
    checkout, app = till.basket(), till.gateway()
    item = till.stated(checkout, by=app)

    with refused("INVALID", "id"):
        proceed(item)
    with refused("NOT_FOUND", "id"):
        proceed(TransactionItem(pk=uuid.uuid4()))


def test_a_payment_whose_app_is_gone_does_not_go_on(mailbox: Mailbox) -> None:
    checkout, app = till.basket(), till.gateway()
    mailbox.answer = {"result": "CHARGE_ACTION_REQUIRED"}
    item = begin(checkout).item
    app.delete()

    with refused("MISSING_PAYMENT_APP", "id"):
        proceed(item)

    TransactionItem.objects.update(app_identifier="")
    with refused("MISSING_PAYMENT_APP_RELATION", "id"):
        proceed(item)


def test_a_payment_of_nothing_does_not_go_on(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    mailbox.answer = {"result": "CHARGE_ACTION_REQUIRED"}
    item = begin(checkout).item
    TransactionItem.objects.update(checkout=None)

    with refused("INVALID", "id"):
        proceed(item)


def test_an_order_is_paid_as_a_checkout_is(mailbox: Mailbox) -> None:
    sold, _ = sale(), till.gateway()
    mailbox.answer = {"result": "CHARGE_SUCCESS", "pspReference": "psp-9"}

    session = begin(sold.order)

    sold.order.refresh_from_db()
    assert (sold.order.charge_status, sold.order.total_charged) == ("FULL", 36999)
    assert held(session.item) == {"charged": 36999}
