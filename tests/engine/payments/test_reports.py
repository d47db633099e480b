"""What is reported of transactions: events once, contradictions kept, states corrected."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from engine.accounts.models import User
from engine.errors import PermissionDenied, Refusal
from engine.orders.models import Order
from engine.payments.methods import Method
from engine.payments.models import TransactionEvent, TransactionItem
from engine.payments.services import marking, reports
from engine.payments.services.reports import Note, Statement
from engine.webhooks.models import App, CoreEvent
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import events, sale
from tests.engine.payments import till
from tests.engine.payments.till import ORDER_TOTAL, held, paid_sale, refused, stated, stored, tell, types
from tests.engine.webhooks import listening

pytestmark = pytest.mark.django_db


def paid_state(order: Order) -> tuple[str, str, int, int]:
    order.refresh_from_db()
    return order.charge_status, order.authorize_status, order.total_charged, order.total_authorized


def ana() -> User:
    return market.user("ana@example.com", is_staff=True)


# --- Events ---


def test_a_reported_charge_pays_the_order() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)

    done = tell(item, "CHARGE_SUCCESS", ORDER_TOTAL, by=app, message="Încasat.")

    assert (done.is_known, done.event.message) == (False, "Încasat.")
    assert held(item) == {"charged": ORDER_TOTAL}
    assert paid_state(sold.order) == ("FULL", "FULL", ORDER_TOTAL, 0)
    assert events(sold.order)[-1] == "ORDER_FULLY_PAID"
    assert TransactionItem.objects.get().psp_reference == "psp-1"


def test_a_repeated_report_changes_nothing() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)
    first = tell(item, "CHARGE_SUCCESS", 100, by=app)
    before = stored()

    again = tell(item, "CHARGE_SUCCESS", 100, by=app)

    assert (again.is_known, again.event) == (True, first.event)
    assert stored() == before


def test_a_repeated_report_may_bring_new_actions() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)
    tell(item, "CHARGE_SUCCESS", 100, by=app)

    tell(item, "CHARGE_SUCCESS", 100, by=app, actions=("REFUND",), method=Method("CARD", "Visa"))

    kept = TransactionItem.objects.get()
    assert (kept.available_actions, kept.method_name) == (["REFUND"], "Visa")


def test_a_contradiction_is_refused_and_kept_as_a_failure() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)
    tell(item, "CHARGE_SUCCESS", 100, by=app)

    with pytest.raises(Refusal) as caught:
        tell(item, "CHARGE_SUCCESS", 200, by=app)

    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("INCORRECT_DETAILS", "pspReference")
    assert types(item) == [("CHARGE_SUCCESS", 100), ("CHARGE_FAILURE", 200)]
    assert held(item) == {"charged": 100}


def test_an_authorization_succeeds_once() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)
    tell(item, "AUTHORIZATION_SUCCESS", 100, by=app)

    with pytest.raises(Refusal) as caught:
        tell(item, "AUTHORIZATION_SUCCESS", 100, by=app, reference="psp-2")
    tell(item, "AUTHORIZATION_ADJUSTMENT", 300, by=app, reference="psp-3", at=NOW + timedelta(seconds=1))

    assert [(one.code, one.field) for one in caught.value.problems] == [("ALREADY_EXISTS", "type")]
    assert held(item) == {"authorized": 300}
    assert paid_state(sold.order) == ("NONE", "PARTIAL", 0, 300)


@pytest.mark.parametrize(
    ("kind", "before", "amount"),
    [
        ("CHARGE_FAILURE", "CHARGE_REQUEST", 700),
        ("CHARGE_BACK", "CHARGE_SUCCESS", 700),
        ("REFUND_REVERSE", "REFUND_SUCCESS", 700),
        ("CANCEL_FAILURE", "CANCEL_REQUEST", 700),
        ("INFO", "CHARGE_REQUEST", 0),
    ],
)
def test_a_missing_amount_follows_from_what_was_reported(kind: str, before: str, amount: int) -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)
    tell(item, before, 700, by=app)

    assert tell(item, kind, by=app).event.amount == amount


@pytest.mark.parametrize("kind", ["CHARGE_SUCCESS", "REFUND_REQUEST", "CHARGE_BACK", "REFUND_FAILURE"])
def test_an_amount_that_does_not_follow_is_required(kind: str) -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)

    with refused("REQUIRED", "amount"):
        tell(item, kind, by=app)


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"external_url": "nu e adresă"}, "INVALID", "externalUrl"),
        ({"reference": "p" * 513}, "INVALID", "pspReference"),
        ({"metadata": {" ": "x"}}, "REQUIRED", "metadata"),
        ({"private_metadata": {"k" * 300: "x"}}, "INVALID", "privateMetadata"),
    ],
)
def test_a_report_that_cannot_be_kept_is_refused(more: dict[str, str], code: str, field: str) -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)

    with refused(code, field):
        tell(item, "CHARGE_SUCCESS", 100, by=app, **more)  # type: ignore[arg-type]


def test_nobody_reports_on_what_does_not_exist() -> None:
    with refused("NOT_FOUND", "id"):
        tell(TransactionItem(pk=uuid.uuid4()), "CHARGE_SUCCESS", 1)


def test_a_transaction_is_its_owners() -> None:
    sold, app = sale(), till.gateway()
    other, _ = listening.app("Alta")
    of_app, of_staff = stated(sold.order, by=app), stated(sold.order, by=ana())
    before = stored()

    for item, stranger in ((of_app, other), (of_app, User.objects.get()), (of_staff, app)):
        with pytest.raises(PermissionDenied, match="OWNER, HANDLE_PAYMENTS"):
            tell(item, "CHARGE_SUCCESS", 1, by=stranger)
        with pytest.raises(PermissionDenied):
            reports.update(
                transaction_id=item.pk, stated=Statement(name="x"), note=None, requestor=stranger, now=NOW
            )

    assert stored() == before


def test_an_app_that_was_installed_anew_goes_on() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)
    App.objects.filter(pk=app.pk).delete()
    anew = till.gateway()

    assert tell(item, "CHARGE_SUCCESS", 1, by=anew).is_known is False


def test_an_app_adopts_what_has_no_owner() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order)

    tell(item, "CHARGE_SUCCESS", 1, by=app)

    assert TransactionItem.objects.get().app == app


def test_a_refund_and_a_chargeback_leave_what_is_charged() -> None:
    sold, item = paid_sale()
    app = App.objects.get()

    tell(item, "REFUND_SUCCESS", 9000, by=app, reference="r-1")
    after_refund = paid_state(sold.order)
    tell(item, "CHARGE_BACK", 1000, by=app, reference="b-1")

    assert after_refund == ("PARTIAL", "PARTIAL", ORDER_TOTAL - 9000, 0)
    assert held(item) == {"charged": ORDER_TOTAL - 10000, "refunded": 9000}


def test_what_happens_to_the_order_is_told() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)
    listener, _ = listening.app("Ascultă")
    listening.webhook(listener, till.PAY_URL, "ANY_EVENTS")

    def told() -> set[str]:
        kinds = set(CoreEvent.objects.filter(subject="engine_orders.Order").values_list("type", flat=True))
        CoreEvent.objects.all().delete()
        return kinds

    tell(item, "AUTHORIZATION_SUCCESS", 100, by=app, reference="a")
    authorized = told()
    tell(item, "CHARGE_SUCCESS", 100, by=app, reference="c-1")
    partly = told()
    tell(item, "CHARGE_SUCCESS", ORDER_TOTAL - 100, by=app, reference="c-2")
    fully = told()
    tell(item, "REFUND_SUCCESS", 100, by=app, reference="r-1")
    refunded = told()
    tell(item, "REFUND_SUCCESS", ORDER_TOTAL - 100, by=app, reference="r-2")
    all_refunded = told()

    assert authorized == {"ORDER_UPDATED"}
    assert partly == {"ORDER_PAID", "ORDER_UPDATED"}
    assert fully == {"ORDER_PAID", "ORDER_FULLY_PAID", "ORDER_UPDATED"}
    assert refunded == {"ORDER_REFUNDED", "ORDER_UPDATED"}
    assert all_refunded == {"ORDER_REFUNDED", "ORDER_FULLY_REFUNDED", "ORDER_UPDATED"}


def test_a_payment_confirms_the_order_that_waited_for_it() -> None:
    sold, app = sale(), till.gateway()
    Order.objects.update(status="UNCONFIRMED")
    item = stated(sold.order, by=app)

    tell(item, "CHARGE_SUCCESS", 100, by=app)

    assert sold.status() == "UNFULFILLED"


def test_where_staff_confirm_a_payment_does_not() -> None:
    sold, app = sale(confirmed=False), till.gateway()
    item = stated(sold.order, by=app)

    tell(item, "CHARGE_SUCCESS", ORDER_TOTAL, by=app)

    assert sold.status() == "UNCONFIRMED"


def test_metadata_of_a_report_is_the_transactions() -> None:
    sold, app = sale(), till.gateway()
    item = stated(sold.order, by=app)

    tell(item, "CHARGE_SUCCESS", 1, by=app, metadata={"a": "b"}, private_metadata={"c": "d"})

    kept = TransactionItem.objects.get()
    assert (kept.metadata, kept.private_metadata) == ({"a": "b"}, {"c": "d"})


# --- States ---


def test_a_transaction_made_elsewhere_is_written_down() -> None:
    sold = sale()
    statement = Statement(
        name="Chitanță",
        psp_reference="CH 7",
        actions=("REFUND",),
        amounts={"charged": (5000, "RON"), "authorized": (700, "RON")},
        method=Method("OTHER", "Numerar"),
        metadata={"a": "b"},
    )

    item = reports.create(
        source=till.key(sold.order),
        stated=statement,
        note=Note("CH 7", "La ghișeu."),
        requestor=ana(),
        now=NOW,
    )

    assert held(item) == {"charged": 5000, "authorized": 700}
    assert types(item) == [("AUTHORIZATION_SUCCESS", 700), ("CHARGE_SUCCESS", 5000), ("INFO", 0)]
    assert paid_state(sold.order) == ("PARTIAL", "PARTIAL", 5000, 700)
    assert (item.name, item.method_name, item.metadata) == ("Chitanță", "Numerar", {"a": "b"})
    assert events(sold.order)[-1] == "TRANSACTION_EVENT"


def test_amounts_are_stated_as_they_shall_be() -> None:
    _, item = paid_sale(charged=5000, authorized=700)
    app = App.objects.get()

    def state(**amounts: int) -> dict[str, int]:
        stated_now = Statement(amounts={name: (bani, "RON") for name, bani in amounts.items()})
        reports.update(
            transaction_id=item.pk,
            stated=stated_now,
            note=None,
            requestor=app,
            now=NOW + timedelta(seconds=1),
        )
        return held(item)

    assert state(charged=3000) == {"charged": 3000, "authorized": 700}
    assert state(authorized=0, charged=3700) == {"charged": 3700}
    assert state(charged=3700) == {"charged": 3700}
    assert state(refunded=200, charged=3500) == {"charged": 3500, "refunded": 200}


@pytest.mark.parametrize(
    ("statement", "code", "field"),
    [
        (Statement(amounts={"charged": (1, "EUR")}), "INCORRECT_CURRENCY", "amountCharged"),
        (Statement(metadata={"": "x"}), "METADATA_KEY_REQUIRED", "transaction"),
        (Statement(private_metadata={" ": "x"}), "METADATA_KEY_REQUIRED", "transaction"),
        (Statement(external_url="nu"), "INVALID", "transaction"),
        (Statement(name="n" * 513), "INVALID", "transaction"),
    ],
)
def test_a_state_that_cannot_be_kept_is_refused(statement: Statement, code: str, field: str) -> None:
    sold, item = paid_sale()
    app = App.objects.get()

    with refused(code, field):
        reports.create(source=till.key(sold.order), stated=statement, note=None, requestor=app, now=NOW)
    with refused(code, field):
        reports.update(transaction_id=item.pk, stated=statement, note=None, requestor=app, now=NOW)


def test_a_reference_names_one_transaction() -> None:
    _, item = paid_sale()
    other = stated(Order.objects.get(), by=App.objects.get())
    TransactionItem.objects.filter(pk=item.pk).update(psp_reference="p")

    with refused("UNIQUE", "transaction"):
        reports.update(
            transaction_id=other.pk,
            stated=Statement(psp_reference="p"),
            note=None,
            requestor=App.objects.get(),
            now=NOW,
        )


# --- Marking ---


def mark(order: Order, reference: str = "OP 7") -> Order:
    return marking.mark_as_paid(order_id=order.pk, reference=reference, requestor=None, now=NOW)


def test_an_order_paid_outside_has_a_transaction_of_its_total() -> None:
    sold = sale()

    mark(sold.order)

    item = TransactionItem.objects.get()
    assert (item.name, item.psp_reference) == ("Mark-as-paid transaction", "OP 7")
    assert (held(item), item.available_actions) == ({"charged": ORDER_TOTAL}, ["REFUND"])
    assert paid_state(sold.order) == ("FULL", "FULL", ORDER_TOTAL, 0)
    assert sold.order.events.get(type="ORDER_MARKED_AS_PAID").parameters == {"transaction_reference": "OP 7"}


def test_an_order_is_marked_as_paid_once() -> None:
    sold = sale()
    mark(sold.order)
    before = TransactionEvent.objects.count()

    with pytest.raises(Refusal) as caught:
        mark(sold.order)

    assert [(one.code, one.field) for one in caught.value.problems] == [("TRANSACTION_ERROR", "transaction")]
    assert (TransactionItem.objects.count(), TransactionEvent.objects.count()) == (1, before)
    assert events(sold.order)[-1] == "TRANSACTION_MARK_AS_PAID_FAILED"


def test_an_order_that_cannot_be_marked_is_refused() -> None:
    sold = sale()

    with refused("INVALID", "transactionReference"):
        mark(sold.order, "7" * 251)
    Order.objects.update(billing_address=None)
    with refused("BILLING_ADDRESS_NOT_SET", None):
        mark(sold.order)
    with refused("NOT_FOUND", "id"):
        mark(Order(pk=uuid.uuid4()))
