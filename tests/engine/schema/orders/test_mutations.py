"""What staff do with orders through GraphQL: who may, how refusals read, what is answered."""

from __future__ import annotations

from typing import Any

import pytest

from engine.accounts.models import User
from engine.orders.models import Fulfillment, Order
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import Sale, levels, sale, stored
from tests.engine.schema.asking import ask, data, refusals

pytestmark = pytest.mark.django_db

FULFILL = """mutation($order: ID, $input: OrderFulfillInput!) {
  orderFulfill(order: $order, input: $input) {
    fulfillments { fulfillmentOrder status trackingNumber warehouse { slug } lines { quantity } }
    order { status lines { quantityToFulfill } }
    errors { field code message warehouse orderLines }
  }
}"""
CALL_BACK = """mutation($id: ID!, $input: FulfillmentCancelInput) {
  orderFulfillmentCancel(id: $id, input: $input) {
    fulfillment { status } order { status } errors { field code }
  }
}"""
TRACK = """mutation($id: ID!, $input: FulfillmentUpdateTrackingInput!) {
  orderFulfillmentUpdateTracking(id: $id, input: $input) {
    fulfillment { trackingNumber } order { number } errors { field code }
  }
}"""
CANCEL = "mutation($id: ID!) { orderCancel(id: $id) { order { status } errors { field code message } } }"
CONFIRM = "mutation($id: ID!) { orderConfirm(id: $id) { order { status } errors { field code } } }"
PAY = """mutation($id: ID!, $reference: String) {
  orderMarkAsPaid(id: $id, transactionReference: $reference) {
    order { isPaid actions events { type transactionReference } } errors { field code }
  }
}"""
UPDATE = """mutation($id: ID, $reference: String, $input: OrderUpdateInput!) {
  orderUpdate(id: $id, externalReference: $reference, input: $input) {
    order { userEmail languageCodeEnum externalReference metadata { key value } shippingAddress { city } }
    errors { field code addressType }
  }
}"""
NOTE = """mutation($order: ID!, $input: OrderNoteInput!) {
  orderNoteAdd(order: $order, input: $input) {
    order { number } event { type message user { email } date } errors { field code }
  }
}"""
NOBODY = to_global_id("Order", "00000000-0000-4000-8000-000000000000")


@pytest.fixture
def ana() -> User:
    return market.user("ana@example.com", is_staff=True)


def gid(order: Order) -> str:
    return to_global_id("Order", order.pk)


def parcel_of(sold: Sale) -> str:
    [parcel] = sold.send(sold.part(sold.apron, sold.workshop, 3))
    return to_global_id("Fulfillment", parcel.pk)


def wish(sold: Sale, quantity: int, **more: Any) -> dict[str, Any]:
    stock = {"quantity": quantity, "warehouse": to_global_id("Warehouse", sold.workshop.pk)}
    line = {"orderLineId": to_global_id("OrderLine", sold.line(sold.apron).pk), "stocks": [stock]}
    return {"order": gid(sold.order), "input": {"lines": [line], **more}}


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        (FULFILL, {"order": NOBODY, "input": {"lines": []}}),
        (CALL_BACK, {"id": to_global_id("Fulfillment", 1)}),
        (TRACK, {"id": to_global_id("Fulfillment", 1), "input": {}}),
        (CANCEL, {"id": NOBODY}),
        (CONFIRM, {"id": NOBODY}),
        (PAY, {"id": NOBODY}),
        (UPDATE, {"id": NOBODY, "input": {}}),
        (NOTE, {"order": NOBODY, "input": {"message": "Da."}}),
    ],
)
def test_only_staff_handle_orders(document: str, variables: Any) -> None:
    for caller in (None, market.user()):
        [error] = ask(document, variables, user=caller)["errors"]

        assert error["extensions"] == {"exception": {"code": "PermissionDenied"}}
        assert error["message"].endswith("MANAGE_ORDERS")


@pytest.mark.parametrize(
    ("document", "variables", "field"),
    [
        (FULFILL, {"order": None, "input": {"lines": []}}, ("order", "REQUIRED")),
        (FULFILL, {"order": "abc", "input": {"lines": []}}, ("order", "GRAPHQL_ERROR")),
        (FULFILL, {"order": NOBODY, "input": {"lines": []}}, ("id", "NOT_FOUND")),
        (FULFILL, {"order": NOBODY, "input": {"lines": [{"stocks": []}]}}, ("orderLineId", "REQUIRED")),
        (CALL_BACK, {"id": to_global_id("Fulfillment", "x")}, ("id", "GRAPHQL_ERROR")),
        (CALL_BACK, {"id": to_global_id("Fulfillment", "9" * 40)}, ("id", "GRAPHQL_ERROR")),
        (CALL_BACK, {"id": to_global_id("Fulfillment", 7)}, ("id", "NOT_FOUND")),
        (TRACK, {"id": to_global_id("Order", 7), "input": {}}, ("id", "GRAPHQL_ERROR")),
        (CANCEL, {"id": "abc"}, ("id", "GRAPHQL_ERROR")),
        (CANCEL, {"id": to_global_id("Order", 7)}, ("id", "GRAPHQL_ERROR")),
        (CANCEL, {"id": NOBODY}, ("id", "NOT_FOUND")),
        (CONFIRM, {"id": NOBODY}, ("id", "NOT_FOUND")),
        (PAY, {"id": NOBODY}, ("id", "NOT_FOUND")),
        (UPDATE, {"input": {}}, ("id", "REQUIRED")),
        (UPDATE, {"reference": "x", "input": {}}, ("externalReference", "NOT_FOUND")),
        (UPDATE, {"id": NOBODY, "reference": "x", "input": {}}, ("externalReference", "GRAPHQL_ERROR")),
        # The codes of notes know no NOT_FOUND.
        (NOTE, {"order": NOBODY, "input": {"message": "Da."}}, ("id", "GRAPHQL_ERROR")),
    ],
)
def test_what_does_not_exist_is_refused(
    ana: User, document: str, variables: Any, field: tuple[str, str]
) -> None:
    before = stored()

    assert refusals(document, variables, user=ana) == [field]

    assert stored() == before


def test_a_parcel_is_sent(ana: User) -> None:
    sold = sale()

    answer = data(FULFILL, wish(sold, 3, trackingNumber="AWB 1"), user=ana)

    assert answer == {
        "fulfillments": [
            {
                "fulfillmentOrder": 1,
                "status": "FULFILLED",
                "trackingNumber": "AWB 1",
                "warehouse": {"slug": "atelierul-anei"},
                "lines": [{"quantity": 3}],
            }
        ],
        "order": {
            "status": "PARTIALLY_FULFILLED",
            "lines": [{"quantityToFulfill": 0}, {"quantityToFulfill": 2}],
        },
        "errors": [],
    }


def test_a_parcel_of_too_much_names_the_line(ana: User) -> None:
    sold = sale()
    before = stored()

    answer = data(FULFILL, wish(sold, 4), user=ana)

    line = to_global_id("OrderLine", sold.line(sold.apron).pk)
    assert (answer["fulfillments"], answer["order"]) == (None, None)
    assert answer["errors"] == [
        {
            "field": "orderLineId",
            "code": "FULFILL_ORDER_LINE",
            "message": f"Only 3 items remaining to fulfill: {sold.apron.product.name} (M).",
            "warehouse": None,
            "orderLines": [line],
        }
    ]
    assert stored() == before


def test_a_parcel_is_called_back(ana: User) -> None:
    sold = sale()
    place = {"warehouseId": to_global_id("Warehouse", sold.workshop.pk)}

    answer = data(CALL_BACK, {"id": parcel_of(sold), "input": place}, user=ana)

    assert answer == {
        "fulfillment": {"status": "CANCELED"},
        "order": {"status": "UNFULFILLED"},
        "errors": [],
    }
    assert levels(sold.apron) == {"atelierul-anei": (10, 3)}


def test_a_parcel_is_not_called_back_to_nowhere(ana: User) -> None:
    sold = sale()

    assert refusals(CALL_BACK, {"id": parcel_of(sold)}, user=ana) == [("warehouseId", "REQUIRED")]

    assert Fulfillment.objects.get().status == "FULFILLED"


def test_a_parcel_gets_its_tracking_number(ana: User) -> None:
    answer = data(TRACK, {"id": parcel_of(sale()), "input": {"trackingNumber": "AWB 2"}}, user=ana)

    assert answer == {"fulfillment": {"trackingNumber": "AWB 2"}, "order": {"number": "1"}, "errors": []}


def test_an_order_is_canceled_once(ana: User) -> None:
    sold = sale()

    first, second = (data(CANCEL, {"id": gid(sold.order)}, user=ana) for _ in range(2))

    assert first == {"order": {"status": "CANCELED"}, "errors": []}
    message = "This order can't be canceled."
    assert second["errors"] == [{"field": "order", "code": "CANNOT_CANCEL_ORDER", "message": message}]


def test_an_order_is_confirmed(ana: User) -> None:
    sold = sale(confirmed=False)

    answer = data(CONFIRM, {"id": gid(sold.order)}, user=ana)

    assert answer == {"order": {"status": "UNFULFILLED"}, "errors": []}


def test_an_order_is_marked_as_paid(ana: User) -> None:
    sold = sale()

    answer = data(PAY, {"id": gid(sold.order), "reference": "OP 7"}, user=ana)

    assert (answer["order"]["isPaid"], answer["order"]["actions"]) == (True, ["MARK_AS_PAID"])
    assert {"type": "ORDER_MARKED_AS_PAID", "transactionReference": "OP 7"} in answer["order"]["events"]
    assert refusals(PAY, {"id": gid(sold.order)}, user=ana) == [("transaction", "TRANSACTION_ERROR")]


def test_an_order_is_corrected(ana: User) -> None:
    sold = sale()
    address = {
        "streetAddress1": "Str. Nouă 8",
        "city": "Cluj",
        "postalCode": "400001",
        "country": "RO",
    }
    changes = {
        "userEmail": "b@example.com",
        "languageCode": "EN",
        "externalReference": "ERP-1",
        "metadata": [{"key": "source", "value": "phone"}],
        "shippingAddress": address,
    }

    answer = data(UPDATE, {"id": gid(sold.order), "input": changes}, user=ana)
    again = data(UPDATE, {"reference": "ERP-1", "input": {"languageCode": "RO"}}, user=ana)

    assert answer["errors"] == []
    assert answer["order"] == {
        "userEmail": "b@example.com",
        "languageCodeEnum": "EN",
        "externalReference": "ERP-1",
        "metadata": [{"key": "source", "value": "phone"}],
        "shippingAddress": {"city": "Cluj"},
    }
    assert again["order"]["languageCodeEnum"] == "RO"


def test_a_wrong_address_of_a_correction_is_told_by_its_field(ana: User) -> None:
    sold = sale()
    before = stored()
    wrong = {"billingAddress": {"streetAddress1": "", "city": "Iași", "postalCode": "7000", "country": "RO"}}

    answer = data(UPDATE, {"id": gid(sold.order), "input": wrong}, user=ana)

    assert answer["errors"] == [
        {"field": "streetAddress1", "code": "REQUIRED", "addressType": "BILLING"},
        {"field": "postalCode", "code": "INVALID", "addressType": "BILLING"},
    ]
    assert stored() == before


def test_a_note_is_written(ana: User) -> None:
    sold = sale()

    answer = data(NOTE, {"order": gid(sold.order), "input": {"message": "A sunat."}}, user=ana)

    assert answer["event"] == {
        "type": "NOTE_ADDED",
        "message": "A sunat.",
        "user": {"email": "ana@example.com"},
        "date": NOW.isoformat(),
    }


def test_an_empty_note_is_refused(ana: User) -> None:
    sold = sale()

    note = {"order": gid(sold.order), "input": {"message": " "}}

    assert refusals(NOTE, note, user=ana) == [("message", "REQUIRED")]
