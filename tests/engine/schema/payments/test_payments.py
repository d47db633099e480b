"""Payments through GraphQL: who may, how refusals read, and the road from a basket to a refund."""

from __future__ import annotations

from typing import Any

import pytest

from engine.accounts.models import User
from engine.checkout.models import Checkout
from engine.orders.models import Order
from engine.payments import tasks
from engine.payments.models import OrderGrantedRefund, TransactionEvent, TransactionItem
from engine.payments.services import requests
from engine.webhooks.models import App
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import sale
from tests.engine.payments import till
from tests.engine.payments.till import GATEWAY, ORDER_TOTAL, paid_sale, stored
from tests.engine.schema.asking import ask, data, refusals
from tests.engine.webhooks.listening import Mailbox

pytestmark = pytest.mark.django_db

INITIALIZE = """mutation($id: ID!, $app: String!, $key: String,
    $flow: TransactionFlowStrategyEnum, $ip: String) {
  transactionInitialize(id: $id, idempotencyKey: $key, action: $flow, customerIpAddress: $ip,
    paymentGateway: {id: $app, data: {a: 1}}) {
    transaction { id pspReference actions chargePendingAmount { amount } paymentMethodDetails { name } }
    transactionEvent { type message amount { amount } createdBy { __typename } }
    data errors { field code message }
  }
}"""
PROCESS = """mutation($id: ID, $token: UUID) { transactionProcess(id: $id, token: $token, data: {b: 2}) {
  transaction { chargedAmount { amount } } transactionEvent { type } data errors { field code } } }"""
OFFER = """mutation($id: ID!, $gateways: [PaymentGatewayToInitialize!]) {
  paymentGatewayInitialize(id: $id, paymentGateways: $gateways) {
    gatewayConfigs { id data errors { field code message } } errors { field code } } }"""
REPORT = """mutation($id: ID, $type: TransactionEventTypeEnum!, $amount: PositiveDecimal, $reference: String!,
    $method: PaymentMethodDetailsInput) {
  transactionEventReport(id: $id, type: $type, amount: $amount, pspReference: $reference,
    availableActions: [REFUND], time: "2026-11-24T12:00:00Z", paymentMethodDetails: $method) {
    alreadyProcessed transaction { chargedAmount { amount } actions } transactionEvent { type createdAt }
    errors { field code }
  }
}"""
CREATE = """mutation($id: ID!, $transaction: TransactionCreateInput!) {
  transactionCreate(id: $id, transaction: $transaction, transactionEvent: {message: "Da."}) {
    transaction { name chargedAmount { amount } events { type message } } errors { field code message }
  }
}"""
UPDATE = """mutation($id: ID, $transaction: TransactionUpdateInput) {
  transactionUpdate(id: $id, transaction: $transaction) {
    transaction { name chargedAmount { amount } } errors { field code } } }"""
REQUEST = """mutation($id: ID, $action: TransactionActionEnum!, $amount: PositiveDecimal, $reason: String) {
  transactionRequestAction(id: $id, actionType: $action, amount: $amount, refundReason: $reason) {
    transaction { id } errors { field code } } }"""
GRANT = """mutation($id: ID!, $input: OrderGrantRefundCreateInput!) {
  orderGrantRefundCreate(id: $id, input: $input) {
    order { totalGrantedRefund { amount } }
    grantedRefund { id amount { amount } status lines { quantity orderLine { productSku } } }
    errors { field code lines { field code lineId } }
  }
}"""
REGRANT = """mutation($id: ID!, $input: OrderGrantRefundUpdateInput!) {
  orderGrantRefundUpdate(id: $id, input: $input) {
    grantedRefund { amount { amount } reason }
    errors { field code addLines { code lineId } removeLines { code lineId } }
  }
}"""
GIVE_BACK = """mutation($refund: ID!) { transactionRequestRefundForGrantedRefund(grantedRefundId: $refund) {
  transaction { id } errors { field code } } }"""
CONVERT = """mutation($id: ID!, $remove: Boolean) {
  orderCreateFromCheckout(id: $id, removeCheckout: $remove, metadata: [{key: "a", value: "b"}]) {
    order { id status chargeStatus origin metadata { key value } } errors { field code message } } }"""
COMPLETE = """mutation($id: ID!) { checkoutComplete(id: $id) {
  order { id chargeStatus totalBalance { amount } } errors { field code message } } }"""
STATE = """query($id: ID!) { checkout(id: $id) {
  chargeStatus authorizeStatus totalBalance { amount }
  availablePaymentGateways { id name currencies config { field } }
  transactions { chargedAmount { amount } }
} }"""
ORDER = """query($id: ID!) { order(id: $id) {
  chargeStatus totalCharged { amount } totalRefunded { amount } totalRefundPending { amount }
  totalBalance { amount } totalGrantedRefund { amount } totalRemainingGrant { amount }
  grantedRefunds { status transactionEvents { type } transaction { pspReference } }
  transactions { events { type createdBy { __typename } } createdBy { __typename }
    order { number } checkout { id } }
} }"""
LOOK_UP = "query($id: ID) { transaction(id: $id) { token chargedAmount { amount currency } } }"


def gid(row: Checkout | Order | TransactionItem | OrderGrantedRefund) -> str:
    return to_global_id(type(row).__name__, row.pk)


@pytest.fixture
def ana() -> User:
    return market.user("ana@example.com", is_staff=True)


# --- Who may ---

NOBODY = to_global_id("TransactionItem", "00000000-0000-4000-8000-000000000000")
NO_ORDER = to_global_id("Order", "00000000-0000-4000-8000-000000000000")
NO_REFUND = to_global_id("OrderGrantedRefund", 7)


@pytest.mark.parametrize(
    ("document", "variables", "permission"),
    [
        (CREATE, {"id": NO_ORDER, "transaction": {}}, "HANDLE_PAYMENTS"),
        (UPDATE, {"id": NOBODY, "transaction": {}}, "HANDLE_PAYMENTS"),
        (REPORT, {"id": NOBODY, "type": "INFO", "reference": "x"}, "HANDLE_PAYMENTS"),
        (REQUEST, {"id": NOBODY, "action": "REFUND"}, "HANDLE_PAYMENTS"),
        (GIVE_BACK, {"refund": NO_REFUND}, "HANDLE_PAYMENTS"),
        (GRANT, {"id": NO_ORDER, "input": {"transactionId": NOBODY}}, "MANAGE_ORDERS"),
        (REGRANT, {"id": NO_REFUND, "input": {}}, "MANAGE_ORDERS"),
        (CONVERT, {"id": to_global_id("Checkout", 7)}, "HANDLE_CHECKOUTS"),
        (LOOK_UP, {"id": NOBODY}, "HANDLE_PAYMENTS"),
    ],
)
def test_only_those_who_handle_it_may(document: str, variables: Any, permission: str) -> None:
    powerless = till.gateway(listens=False)
    App.objects.update(permissions=["MANAGE_PRODUCTS"])
    powerless.refresh_from_db()

    for caller in ({}, {"user": market.user()}, {"app": powerless}):
        User.objects.all().delete()
        [error] = ask(document, variables, **caller)["errors"]

        assert error["extensions"] == {"exception": {"code": "PermissionDenied"}}
        assert error["message"].endswith(permission)


def test_staff_turn_no_checkout_into_an_order(ana: User) -> None:
    checkout = till.basket()

    [error] = ask(CONVERT, {"id": gid(checkout)}, user=ana)["errors"]

    assert error["message"].endswith("HANDLE_CHECKOUTS")
    assert Checkout.objects.exists()


def test_a_shopper_names_neither_flow_nor_address(mailbox: Mailbox) -> None:
    checkout, _ = till.basket(), till.gateway()
    before = stored()

    for extra in ({"flow": "AUTHORIZATION"}, {"ip": "192.0.2.9"}):
        [error] = ask(INITIALIZE, {"id": gid(checkout), "app": GATEWAY, **extra})["errors"]
        assert error["message"].endswith("HANDLE_PAYMENTS")

    assert stored() == before


def test_an_app_names_flow_and_address(mailbox: Mailbox) -> None:
    checkout, app = till.basket(), till.gateway()
    wish = {"id": gid(checkout), "app": GATEWAY, "flow": "AUTHORIZATION"}
    mailbox.answer = {"result": "AUTHORIZATION_SUCCESS", "pspReference": "p"}

    wrong = refusals(INITIALIZE, {**wish, "ip": "acasă"}, app=app)
    data(INITIALIZE, {**wish, "ip": "192.0.2.9"}, app=app)

    assert wrong == [("customerIpAddress", "INVALID")]
    asked = mailbox.received[0].content
    assert (asked["customerIpAddress"], asked["action"]["actionType"]) == ("192.0.2.9", "AUTHORIZATION")


def test_a_shopper_sees_no_transactions() -> None:
    sold, _ = paid_sale()

    [error] = ask("query($id: ID!) { order(id: $id) { transactions { id } } }", {"id": gid(sold.order)})[
        "errors"
    ]

    assert error["message"].endswith("MANAGE_ORDERS, HANDLE_PAYMENTS")


# --- The road ---


def test_a_transfer_is_promised_ordered_reported_and_refunded(mailbox: Mailbox) -> None:
    checkout, app = till.basket(), till.gateway()
    mailbox.answer = {
        "result": "CHARGE_REQUEST",
        "pspReference": "PF-1",
        "data": {"iban": "RO00"},
        "paymentMethodDetails": {"type": "OTHER", "name": "Transfer bancar"},
    }

    begun = data(INITIALIZE, {"id": gid(checkout), "app": GATEWAY, "key": "k"})
    state = data(STATE, {"id": gid(checkout)}, app=app)
    order_id = data(COMPLETE, {"id": gid(checkout)})["order"]["id"]
    item = TransactionItem.objects.get()
    told = data(
        REPORT, {"id": gid(item), "type": "CHARGE_SUCCESS", "amount": 219.99, "reference": "PF-1"}, app=app
    )
    again = data(
        REPORT, {"id": gid(item), "type": "CHARGE_SUCCESS", "amount": 219.99, "reference": "PF-1"}, app=app
    )
    staff = market.user("ana@example.com", is_staff=True)
    wish = {"transactionId": gid(item), "amount": 100, "reason": "Retur."}
    granted = data(GRANT, {"id": order_id, "input": wish}, user=staff)["grantedRefund"]
    data(GIVE_BACK, {"refund": granted["id"]}, user=staff)
    mailbox.answer = {"pspReference": "R-1"}
    requests.put(event_id=TransactionEvent.objects.latest("pk").pk, now=NOW)
    pending = data(ORDER, {"id": order_id}, user=staff)
    data(REPORT, {"id": gid(item), "type": "REFUND_SUCCESS", "amount": 100, "reference": "R-1"}, app=app)
    refunded = data(ORDER, {"id": order_id}, user=staff)

    assert begun == {
        "transaction": {
            "id": gid(item),
            "pspReference": "PF-1",
            "actions": [],
            "chargePendingAmount": {"amount": 219.99},
            "paymentMethodDetails": {"name": "Transfer bancar"},
        },
        "transactionEvent": {
            "type": "CHARGE_REQUEST",
            "message": "",
            "amount": {"amount": 219.99},
            "createdBy": {"__typename": "App"},
        },
        "data": {"iban": "RO00"},
        "errors": [],
    }
    assert (state["chargeStatus"], state["authorizeStatus"], state["totalBalance"]) == (
        "FULL", "FULL", {"amount": 0.0},
    )  # fmt: skip
    assert state["availablePaymentGateways"] == [
        {"id": GATEWAY, "name": "Plăți", "currencies": ["RON"], "config": []}
    ]
    assert (told["alreadyProcessed"], again["alreadyProcessed"]) == (False, True)
    assert told["transaction"] == {"chargedAmount": {"amount": 219.99}, "actions": ["REFUND"]}
    assert (pending["totalRefundPending"], pending["totalRemainingGrant"]) == (
        {"amount": 100.0},
        {"amount": 0.0},
    )
    assert pending["grantedRefunds"][0]["status"] == "PENDING"
    assert refunded["totalRefunded"] == {"amount": 100.0}
    assert refunded["totalCharged"] == {"amount": 119.99}
    assert refunded["chargeStatus"] == "FULL"
    assert refunded["grantedRefunds"] == [
        {
            "status": "SUCCESS",
            "transactionEvents": [{"type": "REFUND_SUCCESS"}, {"type": "REFUND_REQUEST"}],
            "transaction": {"pspReference": "PF-1"},
        }
    ]
    [shown] = refunded["transactions"]
    assert (shown["order"], shown["checkout"]) == ({"number": "1"}, None)


def test_a_checkout_that_is_partly_paid_is_not_completed(mailbox: Mailbox) -> None:
    checkout, app = till.basket(), till.gateway()
    till.stated(checkout, by=app, charged=21998)
    before = stored()

    told = data(COMPLETE, {"id": gid(checkout)})

    message = "The authorized amount doesn't cover the checkout's total amount."
    assert told["errors"] == [{"field": "id", "code": "CHECKOUT_NOT_FULLY_PAID", "message": message}]
    assert stored() == before


def test_a_paid_checkout_becomes_a_paid_order(mailbox: Mailbox) -> None:
    checkout, app = till.basket(), till.gateway()
    till.stated(checkout, by=app, charged=21000, authorized=999)

    told = data(COMPLETE, {"id": gid(checkout)})["order"]

    kept, order = TransactionItem.objects.get(), Order.objects.get()
    assert (told["chargeStatus"], order.authorize_status, order.status) == ("PARTIAL", "FULL", "UNFULFILLED")
    assert (kept.order, kept.checkout) == (order, None)


def test_an_app_turns_an_unpaid_checkout_into_an_order_once() -> None:
    checkout, app = till.basket(), till.gateway()

    first, second = (data(CONVERT, {"id": gid(checkout)}, app=app) for _ in range(2))

    assert first["order"].pop("id") == gid(Order.objects.get())
    assert first["order"] == {
        "status": "UNCONFIRMED",
        "chargeStatus": "NONE",
        "origin": "CHECKOUT",
        "metadata": [{"key": "a", "value": "b"}],
    }
    message = f"Couldn't resolve to a node: {gid(checkout)}"
    assert second["errors"] == [{"field": "id", "code": "CHECKOUT_NOT_FOUND", "message": message}]


def test_a_kept_checkout_gives_its_order_again() -> None:
    checkout, app = till.basket(), till.gateway()

    first, second = (data(CONVERT, {"id": gid(checkout), "remove": False}, app=app) for _ in range(2))

    assert first["order"]["id"] == second["order"]["id"]
    assert Checkout.objects.get().shipping_address != Order.objects.get().shipping_address


# --- Refusals ---


@pytest.mark.parametrize(
    ("document", "variables", "errors"),
    [
        (INITIALIZE, {"id": to_global_id("Product", 1), "app": GATEWAY}, [("id", "INVALID")]),
        (INITIALIZE, {"id": NO_ORDER, "app": GATEWAY}, [("id", "NOT_FOUND")]),
        (OFFER, {"id": NO_ORDER}, [("id", "NOT_FOUND")]),
        (PROCESS, {"id": NOBODY}, [("id", "NOT_FOUND")]),
        (PROCESS, {}, [(None, "GRAPHQL_ERROR")]),
        (PROCESS, {"id": NOBODY, "token": "00000000-0000-4000-8000-000000000000"}, [(None, "GRAPHQL_ERROR")]),
        (PROCESS, {"id": "abc"}, [("id", "GRAPHQL_ERROR")]),
        (CREATE, {"id": to_global_id("Product", 1), "transaction": {}}, [("id", "NOT_FOUND")]),
        (CREATE, {"id": NO_ORDER, "transaction": {}}, [("id", "NOT_FOUND")]),
        (
            CREATE,
            {"id": NO_ORDER, "transaction": {"paymentMethodDetails": {}}},
            [("paymentMethodDetails", "INVALID")],
        ),
        (UPDATE, {"id": NOBODY}, [("id", "NOT_FOUND")]),
        (REPORT, {"id": NOBODY, "type": "INFO", "reference": "x"}, [("id", "NOT_FOUND")]),
        (
            REPORT,
            {
                "id": NOBODY,
                "type": "INFO",
                "reference": "x",
                "method": {"card": {"name": "V", "firstDigits": "12345", "expMonth": 13}},
            },
            [("paymentMethodDetails", "INVALID"), ("paymentMethodDetails", "INVALID")],
        ),
        (REQUEST, {"id": NOBODY, "action": "CHARGE", "reason": "x"}, [("refundReason", "INVALID")]),
        (REQUEST, {"action": "CHARGE"}, [(None, "GRAPHQL_ERROR")]),
        (GIVE_BACK, {"refund": NO_REFUND}, [("grantedRefundId", "NOT_FOUND")]),
        (GIVE_BACK, {"refund": NOBODY}, [("grantedRefundId", "GRAPHQL_ERROR")]),
        (GRANT, {"id": NO_ORDER, "input": {"transactionId": NOBODY, "amount": 1}}, [("id", "NOT_FOUND")]),
        (
            GRANT,
            {"id": NO_ORDER, "input": {"transactionId": NOBODY, "reasonReference": "x"}},
            [("reasonReference", "INVALID")],
        ),
        (REGRANT, {"id": NO_REFUND, "input": {"reason": "x"}}, [("id", "NOT_FOUND")]),
        (
            REGRANT,
            {"id": NO_REFUND, "input": {"removeLines": ["abc"]}},
            [("removeLines", "INVALID")],
        ),
    ],
)
def test_a_wrong_wish_is_refused_and_moves_nothing(
    ana: User, document: str, variables: Any, errors: list[tuple[str | None, str]]
) -> None:
    paid_sale()
    before = stored()

    assert refusals(document, variables, user=ana) == errors

    assert stored() == before


def test_a_malformed_id_of_what_is_paid_fails_the_field(mailbox: Mailbox) -> None:
    [error] = ask(INITIALIZE, {"id": "abc", "app": GATEWAY})["errors"]

    assert error["message"] == "Invalid ID: abc."


def test_lines_that_cannot_be_refunded_are_named(ana: User) -> None:
    sold, item = paid_sale()
    line = to_global_id("OrderLine", sold.line(sold.apron).pk)
    wish = {"transactionId": gid(item), "lines": [{"id": line, "quantity": 9}]}
    broken = {"transactionId": gid(item), "lines": [{"id": "abc", "quantity": 1}]}

    [many] = data(GRANT, {"id": gid(sold.order), "input": wish}, user=ana)["errors"]
    [odd] = data(GRANT, {"id": gid(sold.order), "input": broken}, user=ana)["errors"]

    assert many["lines"] == [{"field": "quantity", "code": "QUANTITY_GREATER_THAN_AVAILABLE", "lineId": line}]
    assert odd["lines"] == [{"field": "id", "code": "GRAPHQL_ERROR", "lineId": "abc"}]


# --- Staff ---


def test_staff_write_down_and_correct(ana: User) -> None:
    sold = sale()
    stated = {"name": "Numerar", "amountCharged": {"amount": 50, "currency": "RON"}}

    made = data(CREATE, {"id": gid(sold.order), "transaction": stated}, user=ana)["transaction"]
    item = TransactionItem.objects.get()
    changed = data(
        UPDATE,
        {"id": gid(item), "transaction": {"amountCharged": {"amount": 369.99, "currency": "RON"}}},
        user=ana,
    )["transaction"]
    found = data(LOOK_UP, {"id": gid(item)}, user=ana)

    assert made["chargedAmount"] == {"amount": 50.0}
    assert {"type": "INFO", "message": "Da."} in made["events"]
    assert changed == {"name": "Numerar", "chargedAmount": {"amount": 369.99}}
    assert found == {"token": str(item.pk), "chargedAmount": {"amount": 369.99, "currency": "RON"}}
    assert Order.objects.get().charge_status == "FULL"


def test_a_refund_that_is_asked_for_is_put_to_the_app_after_the_commit(
    ana: User, mailbox: Mailbox, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    _, item = paid_sale()
    put: list[int] = []
    monkeypatch.setattr(tasks.put_request, "delay", put.append)

    with django_capture_on_commit_callbacks(execute=True):
        data(REQUEST, {"id": gid(item), "action": "REFUND", "amount": 10, "reason": "Retur."}, user=ana)

    event = TransactionEvent.objects.latest("pk")
    assert (event.type, event.amount, event.message, put) == ("REFUND_REQUEST", 1000, "Retur.", [event.pk])


def test_a_granted_refund_is_changed(ana: User) -> None:
    sold, item = paid_sale()
    data(GRANT, {"id": gid(sold.order), "input": {"transactionId": gid(item), "amount": 10}}, user=ana)
    refund = OrderGrantedRefund.objects.get()

    changed = data(REGRANT, {"id": gid(refund), "input": {"amount": 20, "reason": "Retur."}}, user=ana)

    assert changed["grantedRefund"] == {"amount": {"amount": 20.0}, "reason": "Retur."}


def test_the_number_of_queries_does_not_grow_with_transactions(
    ana: User, django_assert_num_queries: Any
) -> None:
    sold, _ = paid_sale()

    for _ in range(2):
        till.stated(sold.order, by=App.objects.get(), charged=1)
        with django_assert_num_queries(6):
            data(ORDER, {"id": gid(sold.order)}, user=ana)


def test_an_orders_totals_are_those_of_its_transactions(ana: User) -> None:
    sold, _ = paid_sale(charged=20000)
    till.stated(sold.order, by=App.objects.get(), charged=16999)

    found = data(ORDER, {"id": gid(sold.order)}, user=ana)

    assert (found["chargeStatus"], found["totalCharged"]) == ("FULL", {"amount": ORDER_TOTAL / 100})
