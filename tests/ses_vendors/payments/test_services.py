"""Payments open, are paid, cancelled and given back; each move once, each told to the core once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.app.payments import OrderPayments, Transaction
from commerce.errors import CoreUnavailable, PermissionRefused, Problem, Refused
from commerce.types import OrderId
from kernel.money import Money
from ses_vendors.payments.methods import Method
from ses_vendors.payments.models import Payment, Refund, Report
from ses_vendors.payments.services import binding, checking, marking, opening, refunding, reporting
from ses_vendors.payments.services.marking import NotOrdered
from ses_vendors.payments.services.opening import OtherPayment
from ses_vendors.payments.services.refunding import NotRefundable
from ses_vendors.payments.states import NEXT, State, WrongState, moved
from tests.ses_vendors.payments.paying import CORE, NOW, payment

pytestmark = pytest.mark.django_db


def reports() -> list[tuple[str, str, int]]:
    """What the core is to be told, oldest first."""
    return list(Report.objects.order_by("pk").values_list("type", "psp_reference", "amount"))


def state(made: Payment) -> str:
    made.refresh_from_db()
    return made.state


# --- Opening ---


def test_transaction_has_one_payment_with_one_reference() -> None:
    asked: dict[str, Any] = {
        "api_url": CORE,
        "transaction_id": "t",
        "amount": Money(8450),
        "method": Method.BANK_TRANSFER,
    }

    first = opening.open_payment(**asked, now=NOW)
    again = opening.open_payment(**asked, now=NOW + timedelta(hours=1))

    assert (again.pk, again.reference, again.opened_at) == (first.pk, first.reference, NOW)
    assert first.due_on == date(2026, 12, 1)


def test_same_transaction_of_two_cores_is_two_payments() -> None:
    mine, other = (
        opening.open_payment(
            api_url=core, transaction_id="t", amount=Money(1), method=Method.BANK_TRANSFER, now=NOW
        )
        for core in (CORE, "https://other.example/graphql/")
    )

    assert mine.pk != other.pk


def test_method_may_change_until_there_is_an_order() -> None:
    basket, ordered = payment(order=None), payment()
    cash = {"api_url": CORE, "amount": Money(8450), "method": Method.CASH_ON_DELIVERY, "now": NOW}

    changed = opening.open_payment(transaction_id=basket.transaction_id, **cash)
    with pytest.raises(OtherPayment):
        opening.open_payment(transaction_id=ordered.transaction_id, **cash)

    ordered.refresh_from_db()
    assert (changed.method, ordered.method) == ("cash_on_delivery", "bank_transfer")


@pytest.mark.parametrize("changes", [{"amount": 8451}, {"state": State.CANCELLED}])
def test_transaction_of_another_amount_or_one_that_is_over_is_refused(changes: dict[str, Any]) -> None:
    made = payment(order=None, **changes)

    with pytest.raises(OtherPayment):
        opening.open_payment(
            api_url=CORE,
            transaction_id=made.transaction_id,
            amount=Money(8450),
            method=Method.BANK_TRANSFER,
            now=NOW,
        )

    assert Payment.objects.count() == 1


def test_reference_that_is_taken_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = payment().reference
    made = iter([taken, taken, "SES22222222"])
    monkeypatch.setattr(opening.references, "new", lambda: next(made))

    assert payment().reference == "SES22222222"


# --- Marking ---


def test_paid_is_taken_down_once_and_told() -> None:
    made = payment()

    marking.mark_paid(payment_id=made.pk, by="ana", now=NOW)
    with pytest.raises(WrongState):
        marking.mark_paid(payment_id=made.pk, by="carmen", now=NOW + timedelta(days=1))

    made.refresh_from_db()
    assert (made.state, made.paid_at, made.paid_by) == ("paid", NOW, "ana")
    assert reports() == [("CHARGE_SUCCESS", made.reference, 8450)]


def test_basket_that_was_never_ordered_cannot_be_paid() -> None:
    made = payment(order=None)

    with pytest.raises(NotOrdered):
        marking.mark_paid(payment_id=made.pk, by="ana", now=NOW)

    assert (state(made), reports()) == ("pending", [])


def test_cancelled_payment_is_told_and_cannot_be_paid() -> None:
    made = payment()

    marking.cancel(payment_id=made.pk, now=NOW)
    with pytest.raises(WrongState):
        marking.mark_paid(payment_id=made.pk, by="ana", now=NOW)

    assert (state(made), reports()) == ("cancelled", [("CHARGE_FAILURE", made.reference, 8450)])


# --- Refunds ---


def paid(**changes: Any) -> Payment:
    return payment(state=State.PAID, paid_at=NOW, **changes)


def test_refund_in_two_parts() -> None:
    made = paid()

    first = refunding.request(payment_id=made.pk, amount=Money(3000), fingerprint="a", now=NOW)
    assert state(made) == "refund_requested"
    refunding.finish(refund_id=first.pk, by="ana", now=NOW)
    assert state(made) == "paid"
    second = refunding.request(payment_id=made.pk, amount=Money(5450), fingerprint="b", now=NOW)
    refunding.finish(refund_id=second.pk, by="ana", now=NOW)

    assert (state(made), made.refunded) == ("refunded", 8450)
    assert reports() == [
        ("REFUND_SUCCESS", f"{made.reference}-R1", 3000),
        ("REFUND_SUCCESS", f"{made.reference}-R2", 5450),
    ]


def test_refused_refund_leaves_the_payment_paid() -> None:
    made = paid()
    refund = refunding.request(payment_id=made.pk, amount=Money(8450), fingerprint="a", now=NOW)

    refunding.refuse(refund_id=refund.pk, by="ana", now=NOW)
    with pytest.raises(WrongState):
        refunding.finish(refund_id=refund.pk, by="ana", now=NOW)

    assert (state(made), made.refunded) == ("paid", 0)
    assert reports() == [("REFUND_FAILURE", refund.reference, 8450)]


def test_same_wish_twice_is_one_refund() -> None:
    made = paid()

    one = refunding.request(payment_id=made.pk, amount=Money(100), fingerprint="a", now=NOW)
    again = refunding.request(payment_id=made.pk, amount=Money(100), fingerprint="a", now=NOW)

    assert (one.pk, Refund.objects.count()) == (again.pk, 1)


@pytest.mark.parametrize("amount", [Money(8451), Money(0), Money(-1), Money(100, "EUR")])
def test_more_than_was_paid_is_not_given_back(amount: Money) -> None:
    made = paid()

    with pytest.raises(NotRefundable):
        refunding.request(payment_id=made.pk, amount=amount, fingerprint="a", now=NOW)

    assert (state(made), Refund.objects.count()) == ("paid", 0)


@pytest.mark.parametrize("where", [State.PENDING, State.CANCELLED, State.REFUNDED, State.REFUND_REQUESTED])
def test_only_what_is_paid_is_given_back(where: State) -> None:
    made = paid()
    Payment.objects.filter(pk=made.pk).update(state=where)

    with pytest.raises(NotRefundable):
        refunding.request(payment_id=made.pk, amount=Money(1), fingerprint="a", now=NOW)

    assert (state(made), Refund.objects.count()) == (where, 0)


# --- The states themselves ---


@given(st.lists(st.sampled_from(State), max_size=12))
def test_no_walk_leaves_the_arrows(wishes: list[State]) -> None:
    at = State.PENDING
    for wish in wishes:
        if wish in NEXT[at]:
            at = moved(at, wish)
            assert at is wish
            continue
        with pytest.raises(WrongState) as caught:
            moved(at, wish)
        assert (caught.value.state, caught.value.wanted) == (at, wish)


STEPS = st.lists(st.sampled_from(["pay", "cancel", "refund", "finish", "refuse"]), max_size=10)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_wished_the_books_agree(steps: list[str]) -> None:
    made = payment()

    for number, step in enumerate(steps):
        try:
            _wish(made, step, number)
        except (WrongState, NotRefundable):
            continue

    made.refresh_from_db()
    told = [kind for kind, _, _ in Report.objects.filter(payment=made).values_list("type", "pk", "amount")]
    done = sum(each.amount for each in made.refunds.filter(state="done"))
    assert made.refunded == done <= made.amount
    assert told.count("CHARGE_SUCCESS") + told.count("CHARGE_FAILURE") == (made.state != "pending")
    assert made.refunds.filter(state="requested").exists() == (made.state == "refund_requested")
    assert (made.state == "refunded") == (done == made.amount)


def _wish(made: Payment, step: str, number: int) -> None:
    open_refund = made.refunds.filter(state="requested").first()
    if step == "pay":
        marking.mark_paid(payment_id=made.pk, by="ana", now=NOW)
    elif step == "cancel":
        marking.cancel(payment_id=made.pk, now=NOW)
    elif step == "refund":
        refunding.request(payment_id=made.pk, amount=Money(4225), fingerprint=f"{made.pk}-{number}", now=NOW)
    elif open_refund and step == "finish":
        refunding.finish(refund_id=open_refund.pk, by="ana", now=NOW)
    elif open_refund:
        refunding.refuse(refund_id=open_refund.pk, by="ana", now=NOW)


# --- Telling the core ---


@dataclass
class Core:
    """A core that answers what a test wrote, and remembers what it was told."""

    answer: Exception | None = None
    told: list[dict[str, Any]] = field(default_factory=list)

    def report_transaction(self, **report: Any) -> bool:
        self.told.append(report)
        if self.answer:
            raise self.answer
        return False


def claimed(now: Any = NOW) -> Report:
    (pk,) = reporting.due(now)
    report = reporting.claim(pk, now=now)
    assert report is not None
    return report


def test_core_is_told_once() -> None:
    made, core = payment(), Core()
    marking.mark_paid(payment_id=made.pk, by="ana", now=NOW)

    reporting.send(claimed(), core, now=NOW)

    assert reporting.due(NOW + timedelta(days=9)) == []
    assert core.told == [
        {
            "transaction_id": made.transaction_id,
            "kind": "CHARGE_SUCCESS",
            "psp_reference": made.reference,
            "amount": Money(8450),
            "happened_at": NOW,
            "message": "",
            "actions": ("REFUND",),
        }
    ]


def test_report_that_is_being_sent_is_nobody_elses_until_its_sender_is_dead() -> None:
    marking.mark_paid(payment_id=payment().pk, by="ana", now=NOW)
    report = claimed()

    assert reporting.claim(report.pk, now=NOW) is None
    assert reporting.claim(report.pk, now=NOW + reporting.CLAIM) is not None


def test_core_that_is_away_is_told_later() -> None:
    marking.mark_paid(payment_id=payment().pk, by="ana", now=NOW)

    reporting.send(claimed(), Core(CoreUnavailable("away")), now=NOW)

    assert reporting.due(NOW) == []
    assert reporting.due(NOW + timedelta(seconds=20)) != []


@pytest.mark.parametrize(
    "refusal", [Refused((Problem("id", "NOT_FOUND", "Gone."),)), PermissionRefused("Another App's.")]
)
def test_what_the_core_refuses_waits_for_a_person(refusal: Exception) -> None:
    marking.mark_paid(payment_id=payment().pk, by="ana", now=NOW)
    report = claimed()

    reporting.send(report, Core(refusal), now=NOW)

    report.refresh_from_db()
    assert (report.due_at, report.done_at) == (None, None)
    assert type(refusal).__name__ in report.error
    reporting.again(report.pk, now=NOW)
    assert reporting.due(NOW) == [report.pk]


# --- Orders ---


def order(*payments: Payment, **changes: Any) -> OrderPayments:
    """Order 34 as the core tells it now."""
    told: dict[str, Any] = {
        "id": OrderId("order-34"),
        "number": "34",
        "status": "UNFULFILLED",
        "charge_status": "NONE",
        "total": Money(8450),
        "metadata": {"payment_method": "bank_transfer"},
        "transactions": tuple(
            Transaction(each.transaction_id, each.reference, Money(0), each.money) for each in payments
        ),
        **changes,
    }
    return OrderPayments(**told)


def test_order_takes_its_basket_s_payment() -> None:
    made = payment(order=None)

    for _ in range(2):
        binding.bind(order(made), api_url=CORE, now=NOW)

    made.refresh_from_db()
    assert (made.order_id, made.order_number, made.state) == ("order-34", "34", "pending")
    assert reports() == []


def test_of_several_payments_the_one_that_was_chosen_last_stays() -> None:
    transfer, cash, old = payment(order=None), payment(order=None), payment(order=None, amount=9000)
    Payment.objects.filter(pk=cash.pk).update(method="cash_on_delivery")

    binding.bind(order(transfer, cash, old), api_url=CORE, now=NOW)

    assert [state(each) for each in (transfer, cash, old)] == ["pending", "cancelled", "cancelled"]
    assert [kind for kind, _, _ in reports()] == ["CHARGE_FAILURE", "CHARGE_FAILURE"]


@pytest.mark.parametrize("status", ["CANCELED", "EXPIRED"])
def test_cancelled_order_awaits_no_money(status: str) -> None:
    made = payment(order=None)

    for _ in range(2):
        binding.bind(order(made, status=status), api_url=CORE, now=NOW)

    assert (state(made), len(reports())) == ("cancelled", 1)


def test_cancelled_order_keeps_what_was_paid() -> None:
    made = paid()

    binding.bind(order(made, status="CANCELED"), api_url=CORE, now=NOW)

    assert (state(made), reports()) == ("paid", [])


@pytest.mark.parametrize(("charge_status", "expected"), [("FULL", "paid"), ("PARTIAL", "pending")])
def test_order_that_the_core_calls_paid_is_paid_and_not_told_again(charge_status: str, expected: str) -> None:
    made = payment(order=None)

    binding.bind(order(made, charge_status=charge_status), api_url=CORE, now=NOW)

    assert (state(made), reports()) == (expected, [])


def test_payments_of_another_core_are_left_alone() -> None:
    made = payment(order=None)

    binding.bind(order(made), api_url="https://other.example/graphql/", now=NOW)

    made.refresh_from_db()
    assert made.order_id == ""


def test_order_that_is_told_of_often_is_looked_at_once() -> None:
    for _ in range(3):
        checking.ask(api_url=CORE, order_id="order-34", now=NOW)
    (check,) = checking.due(NOW)

    claimed_until = checking.claim(check, now=NOW)

    assert claimed_until is not None
    assert checking.claim(check, now=NOW) is None
    checking.done(check, claimed_until=claimed_until)
    assert checking.due(NOW + timedelta(days=1)) == []


def test_order_that_is_told_of_while_it_is_looked_at_is_looked_at_again() -> None:
    checking.ask(api_url=CORE, order_id="order-34", now=NOW)
    (check,) = checking.due(NOW)
    claimed_until = checking.claim(check, now=NOW)
    assert claimed_until is not None

    checking.ask(api_url=CORE, order_id="order-34", now=NOW + timedelta(seconds=1))
    checking.done(check, claimed_until=claimed_until)

    assert len(checking.due(NOW + timedelta(seconds=1))) == 1
