"""Parcels: sent per warehouse, in parts, never more than ordered, called back."""

from __future__ import annotations

import uuid

import pytest

from engine.catalog.models import ProductVariant
from engine.inventory.models import Stock, Warehouse
from engine.orders.models import Fulfillment, OrderEvent
from engine.orders.services import fulfilment, handling
from engine.orders.services.fulfilment import Part
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import claims, events, levels, refused, sale

pytestmark = pytest.mark.django_db


def call_back(parcel: Fulfillment, to: Warehouse | None) -> Fulfillment:
    return fulfilment.cancel(fulfillment_id=parcel.pk, warehouse_id=to.pk if to else None, user=None, now=NOW)


# --- Sending ---


def test_an_order_claims_its_pieces_until_they_are_sent() -> None:
    sold = sale()
    before = levels(sold.apron)

    sold.send(sold.part(sold.apron, sold.workshop, 3))

    assert before == {"atelierul-anei": (10, 3)}
    assert levels(sold.apron) == {"atelierul-anei": (7, 0)}
    assert levels(sold.jar) == {"ferma": (10, 2)}


def test_each_warehouse_sends_a_parcel_of_its_own() -> None:
    sold = sale()

    parcels = sold.send(
        sold.part(sold.apron, sold.workshop, 3), sold.part(sold.jar, sold.farm, 2), tracking_number="AWB 1"
    )

    assert [(each.fulfillment_order, each.warehouse, each.tracking_number) for each in parcels] == [
        (1, sold.workshop, "AWB 1"),
        (2, sold.farm, "AWB 1"),
    ]
    assert [list(each.lines.values_list("order_line__variant", "quantity")) for each in parcels] == [
        [(sold.apron.pk, 3)],
        [(sold.jar.pk, 2)],
    ]
    assert sold.status() == "FULFILLED"


def test_the_status_follows_what_is_sent_and_called_back() -> None:
    sold = sale()
    seen = [sold.status()]

    [first] = sold.send(sold.part(sold.apron, sold.workshop, 1))
    seen.append(sold.status())
    [rest] = sold.send(sold.part(sold.apron, sold.workshop, 2))
    seen.append(sold.status())
    [jars] = sold.send(sold.part(sold.jar, sold.farm, 2))
    seen.append(sold.status())
    call_back(jars, sold.farm)
    seen.append(sold.status())
    call_back(first, sold.workshop)
    call_back(rest, sold.workshop)
    seen.append(sold.status())

    assert seen == [
        "UNFULFILLED",
        "PARTIALLY_FULFILLED",
        "PARTIALLY_FULFILLED",
        "FULFILLED",
        "PARTIALLY_FULFILLED",
        "UNFULFILLED",
    ]
    assert [first.fulfillment_order, rest.fulfillment_order, jars.fulfillment_order] == [1, 2, 3]


def test_a_part_leaves_the_rest_claimed() -> None:
    sold = sale()

    sold.send(sold.part(sold.apron, sold.workshop, 1))

    line = sold.line(sold.apron)
    assert (line.quantity_fulfilled, claims(line)) == (1, {"atelierul-anei": 2})
    assert levels(sold.apron) == {"atelierul-anei": (9, 2)}


def test_a_line_can_be_sent_from_another_warehouse_than_the_claimed_one() -> None:
    sold = sale()
    market.stock(sold.apron, sold.farm, 2)

    sold.send(sold.part(sold.apron, sold.farm, 2))

    assert levels(sold.apron) == {"atelierul-anei": (10, 1), "ferma": (0, 0)}
    assert claims(sold.line(sold.apron)) == {"atelierul-anei": 1}


def test_one_line_can_leave_two_warehouses_at_once() -> None:
    sold = sale()
    market.stock(sold.apron, sold.farm, 1)

    parcels = sold.send(sold.part(sold.apron, sold.workshop, 2), sold.part(sold.apron, sold.farm, 1))

    assert [(each.warehouse, each.lines.get().quantity) for each in parcels] == [
        (sold.workshop, 2),
        (sold.farm, 1),
    ]
    assert levels(sold.apron) == {"atelierul-anei": (8, 0), "ferma": (0, 0)}
    assert claims(sold.line(sold.apron)) == {}


def test_pieces_whose_stock_is_not_counted_leave_without_a_stock() -> None:
    sold = sale()
    ProductVariant.objects.filter(pk=sold.apron.pk).update(track_inventory=False)

    [parcel] = sold.send(sold.part(sold.apron, sold.farm, 3))

    assert parcel.lines.get().stock is None
    assert levels(sold.apron) == {"atelierul-anei": (10, 3)}


def test_a_parcel_is_written_into_the_history() -> None:
    sold = sale()

    [parcel] = sold.send(sold.part(sold.apron, sold.workshop, 3), tracking_number="AWB 1")

    sent, tracked = OrderEvent.objects.order_by("pk")[2:]
    assert events(sold.order) == ["PLACED", "CONFIRMED", "FULFILLMENT_FULFILLED_ITEMS", "TRACKING_UPDATED"]
    assert sent.parameters == {
        "fulfilled_items": [parcel.lines.get().pk],
        "warehouse": str(sold.workshop.pk),
    }
    assert tracked.parameters == {"tracking_number": "AWB 1", "fulfillment": parcel.pk}


# --- Refusing to send ---


@pytest.mark.parametrize(
    ("quantity", "code", "field"),
    [
        (4, "FULFILL_ORDER_LINE", "orderLineId"),
        (2_147_483_647, "FULFILL_ORDER_LINE", "orderLineId"),
        (0, "ZERO_QUANTITY", "lines"),
        (-1, "INVALID_QUANTITY", "quantity"),
    ],
)
def test_a_wrong_quantity_is_refused(quantity: int, code: str, field: str) -> None:
    sold = sale()

    with refused(code, field):
        sold.send(sold.part(sold.apron, sold.workshop, quantity))


def test_nothing_is_sent_twice() -> None:
    sold = sale()
    part = sold.part(sold.apron, sold.workshop, 3)
    sold.send(part)

    with refused("FULFILL_ORDER_LINE", "orderLineId") as caught:
        sold.send(part)

    assert (
        caught.value.problems[0].message
        == f"Only 0 items remaining to fulfill: {sold.apron.product.name} (M)."
    )


def test_more_than_ordered_over_two_warehouses_is_refused() -> None:
    sold = sale()
    market.stock(sold.apron, sold.farm, 5)

    with refused("FULFILL_ORDER_LINE", "orderLineId"):
        sold.send(sold.part(sold.apron, sold.workshop, 2), sold.part(sold.apron, sold.farm, 2))


def test_the_same_line_and_warehouse_twice_is_refused() -> None:
    sold = sale()
    part = sold.part(sold.apron, sold.workshop, 1)

    with refused("DUPLICATED_INPUT_ITEM", "warehouse"):
        sold.send(part, part)


def test_pieces_that_a_warehouse_has_not_are_refused_and_the_other_parcel_stays_too() -> None:
    sold = sale()

    with refused("INSUFFICIENT_STOCK", "stocks"):
        sold.send(sold.part(sold.jar, sold.farm, 2), sold.part(sold.apron, sold.farm, 1))


def test_pieces_that_another_order_claims_are_not_sent() -> None:
    sold = sale()
    market.stock(sold.apron, sold.farm, 5, allocated=4)

    with refused("INSUFFICIENT_STOCK", "stocks"):
        sold.send(sold.part(sold.apron, sold.farm, 2))


def test_unknown_orders_lines_and_warehouses_are_refused() -> None:
    sold, stranger = sale(), uuid.uuid4()

    with refused("NOT_FOUND", "id"):
        fulfilment.fulfill(order_id=stranger, parts=[], tracking_number="", user=None, now=NOW)
    with refused("NOT_FOUND", "orderLineId"):
        sold.send(Part(stranger, sold.workshop.pk, 1))
    with refused("NOT_FOUND", "warehouse"):
        sold.send(Part(sold.line(sold.apron).pk, stranger, 1))


def test_the_line_of_another_order_is_not_sent_with_this_one() -> None:
    sold = sale()
    other = market.ordered(sold.shop, (sold.apron, 1))

    with refused("NOT_FOUND", "orderLineId"):
        sold.send(Part(other.lines.get().pk, sold.workshop.pk, 1))


def test_an_order_that_waits_for_confirmation_may_be_sent_as_at_saleor() -> None:
    sold = sale(confirmed=False)

    sold.send(sold.part(sold.apron, sold.workshop, 1))

    assert sold.status() == "PARTIALLY_FULFILLED"


def test_an_order_that_is_canceled_is_not_sent() -> None:
    sold = sale(confirmed=False)
    handling.cancel(order_id=sold.order.pk, user=None, now=NOW)

    with refused("INVALID", "order"):
        sold.send(sold.part(sold.apron, sold.workshop, 1))


def test_a_tracking_number_longer_than_its_column_is_refused() -> None:
    sold = sale()
    [parcel] = sold.send(sold.part(sold.jar, sold.farm, 1))

    with refused("INVALID", "trackingNumber"):
        sold.send(sold.part(sold.apron, sold.workshop, 1), tracking_number="A" * 256)
    with refused("INVALID", "trackingNumber"):
        fulfilment.set_tracking(fulfillment_id=parcel.pk, tracking_number="A" * 256, user=None, now=NOW)


# --- Tracking ---


def test_a_tracking_number_can_be_set_later() -> None:
    sold = sale()
    [parcel] = sold.send(sold.part(sold.apron, sold.workshop, 3))

    changed = fulfilment.set_tracking(fulfillment_id=parcel.pk, tracking_number="AWB 2", user=None, now=NOW)

    assert (changed, changed.tracking_number) == (parcel, "AWB 2")
    assert events(sold.order)[-1] == "TRACKING_UPDATED"


def test_an_unknown_parcel_has_no_tracking_number() -> None:
    with refused("NOT_FOUND", "id"):
        fulfilment.set_tracking(fulfillment_id=7, tracking_number="AWB", user=None, now=NOW)


# --- Calling back ---


def test_a_parcel_called_back_lies_in_its_warehouse_again_claimed_by_its_order() -> None:
    sold = sale()
    before = (levels(sold.apron), claims(sold.line(sold.apron)))
    [parcel] = sold.send(sold.part(sold.apron, sold.workshop, 3))

    returned = call_back(parcel, sold.workshop)

    line = sold.line(sold.apron)
    assert returned.status == "CANCELED"
    assert (levels(sold.apron), claims(line)) == before
    assert (line.quantity_fulfilled, sold.status()) == (0, "UNFULFILLED")


def test_a_parcel_can_come_back_to_another_warehouse_that_had_none() -> None:
    sold = sale()
    [parcel] = sold.send(sold.part(sold.apron, sold.workshop, 2))

    call_back(parcel, sold.farm)

    assert levels(sold.apron) == {"atelierul-anei": (8, 1), "ferma": (2, 2)}
    assert claims(sold.line(sold.apron)) == {"atelierul-anei": 1, "ferma": 2}


def test_what_was_called_back_is_told_in_the_history() -> None:
    sold = sale()
    [parcel] = sold.send(sold.part(sold.apron, sold.workshop, 3))

    call_back(parcel, sold.workshop)

    canceled, restocked = OrderEvent.objects.order_by("-pk")[:2][::-1]
    assert (canceled.type, canceled.parameters) == (
        "FULFILLMENT_CANCELED",
        {"composed_id": f"{sold.order.number}-1"},
    )
    assert (restocked.type, restocked.parameters) == (
        "FULFILLMENT_RESTOCKED_ITEMS",
        {"quantity": 3, "warehouse": str(sold.workshop.pk)},
    )


def test_a_parcel_is_called_back_once() -> None:
    sold = sale()
    [parcel] = sold.send(sold.part(sold.apron, sold.workshop, 3))
    call_back(parcel, sold.workshop)

    with refused("CANNOT_CANCEL_FULFILLMENT", "fulfillment"):
        call_back(parcel, sold.workshop)


def test_calling_back_needs_a_parcel_and_a_warehouse_that_exist() -> None:
    sold = sale()
    [parcel] = sold.send(sold.part(sold.apron, sold.workshop, 3))

    with refused("REQUIRED", "warehouseId"):
        call_back(parcel, None)
    with refused("NOT_FOUND", "warehouse"):
        call_back(parcel, Warehouse(pk=uuid.uuid4()))
    with refused("NOT_FOUND", "id"):
        call_back(Fulfillment(pk=7_000_000), sold.workshop)


def test_what_came_back_can_be_sent_again() -> None:
    sold = sale()
    part = sold.part(sold.apron, sold.workshop, 3)
    [parcel] = sold.send(part)
    call_back(parcel, sold.workshop)

    [again] = sold.send(part)

    assert again.fulfillment_order == 2
    assert levels(sold.apron) == {"atelierul-anei": (7, 0)}


def test_a_stock_row_is_never_below_what_it_promises() -> None:
    sold = sale()
    sold.send(sold.part(sold.apron, sold.workshop, 3))

    rows = Stock.objects.values_list("quantity", "quantity_allocated")

    assert all(0 <= allocated <= quantity for quantity, allocated in rows)
