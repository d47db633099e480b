"""The App's answers to a core: signed questions only, the same answer each time, amounts from the core."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from ses_vendors.installation.models import Installation
from ses_vendors.payments import events, references
from ses_vendors.payments.events import MalformedEvent
from ses_vendors.payments.models import Payment, Refund, Report
from ses_vendors.payments.services import refunding
from ses_vendors.payments.states import State
from tests.fakes.saleor import StandIn
from tests.ses_vendors.payments.paying import (
    LINE,
    NOW,
    begins,
    body,
    gateway_asked,
    payment,
    wishes,
)

DOOR = "/app/payments/"


def ask(core: StandIn, payload: dict[str, Any]) -> dict[str, Any]:
    """Ask as the core does, signed; return the answer."""
    content = body(payload)
    answer = Client().post(DOOR, content, "application/json", headers=core.headers(content))
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def methods(core: StandIn, **changes: Any) -> dict[str, str]:
    """The obstacle of each method, by code."""
    told = ask(core, gateway_asked(**changes))["data"]["methods"]
    return {each["code"]: each["obstacle"] for each in told}


# --- How a checkout can be paid ---


@pytest.mark.usefixtures("installation")
def test_methods_come_in_the_checkout_s_language(core: StandIn) -> None:
    english = ask(core, gateway_asked(language="EN"))["data"]["methods"]
    romanian = ask(core, gateway_asked(language="RO"))["data"]["methods"]

    assert [each["name"] for each in english] == ["Bank transfer", "Cash on delivery"]
    assert [each["name"] for each in romanian] == ["Transfer bancar (OP)", "Ramburs, la curier"]
    assert methods(core) == {"bank_transfer": "", "cash_on_delivery": ""}


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    ("total", "company", "is_open"),
    [
        (10000, "", True),
        (10000.01, "", False),
        (5000, "Firma SRL", True),
        (5000.01, "Firma SRL", False),
    ],
)
def test_cash_stops_at_the_limit_of_the_law(core: StandIn, total: float, company: str, is_open: bool) -> None:
    found = methods(core, total=total, billingAddress={"companyName": company})

    assert (found["cash_on_delivery"] == "", found["bank_transfer"]) == (is_open, "")


@pytest.mark.usefixtures("installation")
def test_cash_stops_at_the_operator_s_cap(core: StandIn, settings: Any) -> None:
    settings.SHOP_CASH_ON_DELIVERY_CAP_LEI = 84

    found = methods(core, language="EN")

    assert found["cash_on_delivery"] == "A person can pay at most 84.00\u00a0lei in cash for one order."


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"isShipped": False, "variant": None}, "Services and downloads cannot be paid to a courier."),
        (
            {"isShipped": True, "variant": {"product": {"exemption": {"code": {"slug": "16c"}}}}},
            "Goods made to order are paid in advance.",
        ),
    ],
)
def test_cash_is_not_for_services_nor_for_what_is_made_to_order(
    core: StandIn, line: dict[str, Any], told: str
) -> None:
    assert methods(core, language="EN", lines=[LINE, line])["cash_on_delivery"] == told


# --- A transaction begins ---


@pytest.mark.usefixtures("installation")
def test_transfer_is_awaited_with_all_a_payer_needs(core: StandIn, settings: Any) -> None:
    settings.SHOP_OPERATOR = {**settings.SHOP_OPERATOR, "iban": "RO49AAAA", "legal_name": "Operator SRL"}

    told = ask(core, begins())

    made = Payment.objects.get()
    due = made.due_on.isoformat()
    assert told == {
        "pspReference": made.reference,
        "result": "CHARGE_REQUEST",
        "amount": "84.50",
        "actions": ["CANCEL"],
        "data": {
            "method": "bank_transfer",
            "reference": references.printed(made.reference),
            "amount": "84.50",
            "currency": "RON",
            "iban": "RO49AAAA",
            "beneficiary": "Operator SRL",
            "due": due,
        },
        "paymentMethodDetails": {"type": "OTHER", "name": "bank_transfer"},
    }
    assert (made.money, made.api_url, made.checkout_id) == (Money(8450), core.api_url, "checkout-1")


@pytest.mark.usefixtures("installation")
def test_asked_again_the_app_answers_the_same(core: StandIn) -> None:
    first, again = ask(core, begins()), ask(core, begins())
    processed = ask(core, begins(kind="TransactionProcessSession"))

    assert first == again == processed
    assert Payment.objects.count() == 1


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    "changes",
    [
        {"amount": 1},
        {"amount": 84.51},
        {"amount": 0, "total": 0},
        {"method": "gold"},
        {"method": ""},
        {"method": "cash_on_delivery", "lines": [{"isShipped": False, "variant": None}]},
        {"method": "cash_on_delivery", "amount": 10001, "total": 10001},
    ],
)
def test_what_cannot_be_paid_so_is_refused_in_words(core: StandIn, changes: dict[str, Any]) -> None:
    told = ask(core, begins(**changes))

    assert (told["result"], told["actions"]) == ("CHARGE_FAILURE", [])
    assert told["message"] == told["data"]["obstacle"] != ""
    assert Payment.objects.count() == 0


@pytest.mark.usefixtures("installation")
def test_transaction_whose_payment_is_over_is_refused(core: StandIn) -> None:
    ask(core, begins())
    Payment.objects.update(state=State.CANCELLED)

    told = ask(core, begins())

    assert (told["result"], Payment.objects.get().state) == ("CHARGE_FAILURE", "cancelled")


@pytest.mark.usefixtures("installation")
def test_order_can_be_paid_like_a_checkout(core: StandIn) -> None:
    order = {
        "__typename": "Order",
        "id": "order-34",
        "number": "34",
        "language": "EN",
        "total": {"gross": {"amount": 84.5, "currency": "RON"}},
        "billingAddress": None,
        "orderLines": [LINE],
    }

    told = ask(core, {**begins(), "sourceObject": order})

    made = Payment.objects.get()
    assert (told["result"], made.order_id, made.order_number) == ("CHARGE_REQUEST", "order-34", "34")


# --- Staff wish something ---


@pytest.fixture
def made(core: StandIn, installation: Installation) -> Payment:
    """A payment of this core that is awaited."""
    return payment(api_url=core.api_url)


@pytest.fixture
def paid(made: Payment) -> Payment:
    """The same, paid."""
    made.state, made.paid_at = State.PAID, NOW
    made.save()
    return made


def test_refund_is_taken_down_for_the_operator(core: StandIn, paid: Payment) -> None:
    told = ask(core, wishes("REFUND", paid, 30))

    refund = Refund.objects.get()
    assert told == {"pspReference": f"{paid.reference}-R1", "actions": []}
    assert (refund.money, refund.state) == (Money(3000), "requested")


def test_same_refund_asked_for_twice_is_one(core: StandIn, paid: Payment) -> None:
    first, again = ask(core, wishes("REFUND", paid, 30)), ask(core, wishes("REFUND", paid, 30))

    assert (first, Refund.objects.count()) == (again, 1)


def test_second_refund_while_one_is_open_is_refused(core: StandIn, paid: Payment) -> None:
    ask(core, wishes("REFUND", paid, 30))

    told = ask(core, wishes("REFUND", paid, 20, at="2026-11-24T10:00:00"))

    assert (told["result"], Refund.objects.count()) == ("REFUND_FAILURE", 1)


def test_refund_of_more_than_was_paid_is_refused(core: StandIn, paid: Payment) -> None:
    told = ask(core, wishes("REFUND", paid, 84.51))

    assert (told["result"], told["message"]) == ("REFUND_FAILURE", "84.50 RON can be given back.")
    assert Refund.objects.count() == 0


def test_refund_of_what_was_not_paid_is_refused(core: StandIn, made: Payment) -> None:
    assert ask(core, wishes("REFUND", made))["result"] == "REFUND_FAILURE"
    assert Refund.objects.count() == 0


def test_cancelation_ends_what_is_awaited(core: StandIn, made: Payment) -> None:
    told = ask(core, wishes("CANCEL", made))

    made.refresh_from_db()
    assert told == {
        "pspReference": made.reference,
        "result": "CANCEL_SUCCESS",
        "amount": "84.50",
        "message": "",
    }
    assert (made.state, Report.objects.get().type) == ("cancelled", "CHARGE_FAILURE")


def test_paid_payment_is_not_cancelled(core: StandIn, paid: Payment) -> None:
    told = ask(core, wishes("CANCEL", paid))

    paid.refresh_from_db()
    assert (told["result"], paid.state, Report.objects.count()) == ("CANCEL_FAILURE", "paid", 0)


def test_charge_is_the_operator_s_word_not_the_core_s(core: StandIn, made: Payment) -> None:
    told = ask(core, wishes("CHARGE", made))

    made.refresh_from_db()
    assert (told["result"], made.state) == ("CHARGE_FAILURE", "pending")


@pytest.mark.parametrize("action", ["CHARGE", "REFUND", "CANCEL"])
def test_payment_of_another_core_is_unknown_here(
    core: StandIn, installation: Installation, action: str
) -> None:
    other = payment(api_url="https://other.example/graphql/", state=State.PAID, paid_at=NOW)

    told = ask(core, wishes(action, other))

    other.refresh_from_db()
    assert (told["result"], other.state) == (f"{action}_FAILURE", "paid")
    assert "pspReference" not in told


def test_finished_refund_tells_the_core_under_its_reference(core: StandIn, paid: Payment) -> None:
    reference = ask(core, wishes("REFUND", paid))["pspReference"]

    refunding.finish(refund_id=Refund.objects.get().pk, by="ana", now=NOW)

    paid.refresh_from_db()
    assert (paid.state, Report.objects.get().psp_reference) == ("refunded", reference)


# --- Who may not ask ---


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Saleor-Signature": ""}, 401),
        ({"Saleor-Signature": "e30..e30"}, 401),
        ({"Saleor-Api-Url": "https://evil.example/graphql/"}, 401),
        ({"Saleor-Domain": "evil.example"}, 401),
    ],
)
def test_unsigned_and_foreign_questions_begin_nothing(
    core: StandIn, headers: dict[str, str], status: int
) -> None:
    content = body(begins())

    answer = Client().post(DOOR, content, "application/json", headers={**core.headers(content), **headers})

    assert (answer.status_code, Payment.objects.count()) == (status, 0)


@pytest.mark.usefixtures("installation")
def test_signature_of_another_amount_does_not_fit(core: StandIn) -> None:
    signed, sent = body(begins()), body(begins(amount=1, total=1))

    answer = Client().post(DOOR, sent, "application/json", headers=core.headers(signed))

    assert (answer.status_code, Payment.objects.count()) == (401, 0)


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(
    "payload",
    [
        [],
        {},
        {"__typename": "OrderCreated", "order": {"id": "x"}},
        {**begins(), "action": {"actionType": "CHARGE", "amount": "84.5", "currency": "RON"}},
        {**begins(), "action": {"actionType": "CHARGE", "amount": True, "currency": "RON"}},
        {**begins(), "sourceObject": None},
        {**begins(), "transaction": {"id": "x" * 200}},
    ],
)
def test_signed_nonsense_is_refused_in_words(core: StandIn, payload: Any) -> None:
    content = json.dumps(payload).encode()

    answer = Client().post(DOOR, content, "application/json", headers=core.headers(content))

    assert (answer.status_code, Payment.objects.count()) == (400, 0)
    assert "error" in answer.json()


def test_only_posts_are_answered(client: Client) -> None:
    assert client.get(DOOR).status_code == 405


@given(st.binary(max_size=200))
def test_any_bytes_are_an_event_or_refused(content: bytes) -> None:
    with pytest.raises(MalformedEvent):
        events.read(content)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e999999999", "1e13"])
def test_amounts_that_are_no_money_are_refused(amount: str) -> None:
    content = body(begins()).replace(b"84.5", amount.encode())

    with pytest.raises(MalformedEvent):
        events.read(content)
