"""What happens to an order: parcels by warehouse, tracking, taking back, cancelling."""

from __future__ import annotations

from typing import Any

import pytest

from commerce.shop import orders
from commerce.types import Order, PlacedOrder
from kernel.ids import to_global_id
from kernel.money import Money
from tests.contract import core
from tests.contract.market import Good, Market
from tests.contract.shopping import order

ORDER = """query($id: ID!) { order(id: $id) {
  status chargeStatus isPaid actions
  lines { id productSku quantityToFulfill allocations { quantity warehouse { id slug } } }
} }"""
CONFIRM = "mutation($id: ID!) { orderConfirm(id: $id) { order { status } errors { field code } } }"
FULFILL = """mutation($order: ID!, $input: OrderFulfillInput!) { orderFulfill(order: $order, input: $input) {
  fulfillments { id fulfillmentOrder status trackingNumber warehouse { id } lines { quantity } }
  order { status } errors { field code warehouse orderLines }
} }"""
TRACK = """mutation($id: ID!, $input: FulfillmentUpdateTrackingInput!) {
  orderFulfillmentUpdateTracking(id: $id, input: $input) {
    fulfillment { trackingNumber } errors { field code }
  }
}"""
TAKE_BACK = """mutation($id: ID!, $input: FulfillmentCancelInput) {
  orderFulfillmentCancel(id: $id, input: $input) {
    fulfillment { status } order { status } errors { field code }
  }
}"""
CANCEL = "mutation($id: ID!) { orderCancel(id: $id) { order { status } errors { field code } } }"
MARK_PAID = """mutation($id: ID!, $reference: String) {
  orderMarkAsPaid(id: $id, transactionReference: $reference) {
    order { isPaid chargeStatus } errors { field code }
  }
}"""
NOBODYS = to_global_id("Order", "00000000-0000-4000-8000-000000000000")


@pytest.fixture(scope="module")
def cup(shop: Market) -> Good:
    """Ana's."""
    return shop.good("Cană", price=2000, stock=200)


@pytest.fixture(scope="module")
def bowl(shop: Market) -> Good:
    """Ioana's."""
    return shop.good("Castron", price=3000, stock={"ioana": 200}, seller="ioana")


@pytest.fixture
def sold(shop: Market, cup: Good, bowl: Good) -> PlacedOrder:
    """Three of Ana's and one of Ioana's, confirmed."""
    made = order((cup, 3), (bowl, 1))
    assert shop.tell(CONFIRM, {"id": made.id})["order"] == {"status": "UNFULFILLED"}
    return made


def seen(shop: Market, sold: PlacedOrder) -> Any:
    """The order as staff see it."""
    return core.data(ORDER, {"id": sold.id}, token=shop.token)


def read(sold: PlacedOrder) -> Order:
    """The order as the shopper sees it."""
    found = orders.one(order_id=sold.id, language="RO")
    assert found is not None
    return found


def line_of(shop: Market, sold: PlacedOrder, good: Good) -> str:
    """The id of an order's line."""
    lines = seen(shop, sold)["lines"]
    return str(next(line["id"] for line in lines if line["productSku"] == good.sku))


def parcel(shop: Market, sold: PlacedOrder, good: Good, quantity: int, warehouse: str, **more: Any) -> Any:
    """What sends pieces of a line from a warehouse."""
    stocks = [{"quantity": quantity, "warehouse": shop.warehouses[warehouse]}]
    line = {"orderLineId": line_of(shop, sold, good), "stocks": stocks}
    return {"order": sold.id, "input": {"lines": [line], **more}}


def counts(shop: Market, good: Good, warehouse: str) -> tuple[int, int]:
    """Pieces in a warehouse, and those that orders have."""
    return shop.stocks(good)[warehouse]


def test_each_sellers_goods_are_allocated_in_its_warehouse(
    shop: Market, sold: PlacedOrder, cup: Good, bowl: Good
) -> None:
    allocated = {
        line["productSku"]: [(a["quantity"], a["warehouse"]["slug"]) for a in line["allocations"]]
        for line in seen(shop, sold)["lines"]
    }

    assert allocated == {cup.sku: [(3, shop.slug("ana"))], bowl.sku: [(1, shop.slug("ioana"))]}


def test_stock_is_split_over_warehouses_where_one_has_too_little(shop: Market) -> None:
    spread = shop.good(stock={"ana": 2, "ioana": 3})

    made = order((spread, 4))

    (line,) = seen(shop, made)["lines"]
    assert sum(each["quantity"] for each in line["allocations"]) == 4
    assert {each["warehouse"]["slug"] for each in line["allocations"]} == {
        shop.slug("ana"),
        shop.slug("ioana"),
    }


def test_parcels_leave_warehouse_by_warehouse_until_all_is_sent(
    shop: Market, sold: PlacedOrder, cup: Good, bowl: Good
) -> None:
    before = counts(shop, cup, "ana")

    first = shop.tell(FULFILL, parcel(shop, sold, cup, 2, "ana", trackingNumber="AWB1"))

    (sent,) = first["fulfillments"]
    assert (sent["fulfillmentOrder"], sent["status"], sent["trackingNumber"]) == (1, "FULFILLED", "AWB1")
    assert (sent["warehouse"]["id"], sent["lines"]) == (shop.warehouses["ana"], [{"quantity": 2}])
    assert first["order"]["status"] == "PARTIALLY_FULFILLED"
    assert counts(shop, cup, "ana") == (before[0] - 2, before[1] - 2)

    shop.tell(FULFILL, parcel(shop, sold, cup, 1, "ana"))
    last = shop.tell(FULFILL, parcel(shop, sold, bowl, 1, "ioana"))

    assert last["order"]["status"] == "FULFILLED"
    found = read(sold)
    assert [(f.number, f.tracking_number, f.warehouse_slug) for f in found.fulfillments] == [
        (1, "AWB1", shop.slug("ana")),
        (2, "", shop.slug("ana")),
        (3, "", shop.slug("ioana")),
    ]
    assert {line.sku: line.quantity_fulfilled for line in found.lines} == {cup.sku: 3, bowl.sku: 1}


def test_more_than_is_left_cannot_be_sent(shop: Market, sold: PlacedOrder, cup: Good) -> None:
    wish = parcel(shop, sold, cup, 4, "ana")

    assert core.refusals(FULFILL, wish, token=shop.token) == [("orderLineId", "FULFILL_ORDER_LINE")]
    assert read(sold).fulfillments == ()


def test_what_a_warehouse_has_not_cannot_be_sent_from_it(shop: Market, sold: PlacedOrder, cup: Good) -> None:
    wish = parcel(shop, sold, cup, 1, "ioana")

    assert core.refusals(FULFILL, wish, token=shop.token) == [("stocks", "INSUFFICIENT_STOCK")]
    assert read(sold).fulfillments == ()


def test_nothing_cannot_be_sent(shop: Market, sold: PlacedOrder, cup: Good) -> None:
    wish = parcel(shop, sold, cup, 0, "ana")

    assert core.refusals(FULFILL, wish, token=shop.token) == [("lines", "ZERO_QUANTITY")]


def test_a_line_named_twice_cannot_be_sent(shop: Market, sold: PlacedOrder, cup: Good) -> None:
    wish = parcel(shop, sold, cup, 1, "ana")
    wish["input"]["lines"] *= 2

    assert core.refusals(FULFILL, wish, token=shop.token) == [("orderLineId", "DUPLICATED_INPUT_ITEM")]


def test_an_order_can_be_sent_before_it_is_confirmed(shop: Market, cup: Good) -> None:
    made = order((cup, 2))

    sent = shop.tell(FULFILL, parcel(shop, made, cup, 1, "ana"))

    assert sent["order"] == {"status": "PARTIALLY_FULFILLED"}


def test_tracking_is_written_later(shop: Market, sold: PlacedOrder, cup: Good) -> None:
    (sent,) = shop.tell(FULFILL, parcel(shop, sold, cup, 1, "ana"))["fulfillments"]

    tracked = shop.tell(TRACK, {"id": sent["id"], "input": {"trackingNumber": "AWB2"}})

    assert tracked["fulfillment"] == {"trackingNumber": "AWB2"}
    assert [f.tracking_number for f in read(sold).fulfillments] == ["AWB2"]


def test_a_parcel_is_taken_back_into_its_warehouse(shop: Market, sold: PlacedOrder, cup: Good) -> None:
    before = counts(shop, cup, "ana")
    (sent,) = shop.tell(FULFILL, parcel(shop, sold, cup, 3, "ana"))["fulfillments"]

    back = shop.tell(TAKE_BACK, {"id": sent["id"], "input": {"warehouseId": shop.warehouses["ana"]}})

    assert back["fulfillment"] == {"status": "CANCELED"}
    assert back["order"] == {"status": "UNFULFILLED"}
    assert counts(shop, cup, "ana") == before


def test_an_order_is_cancelled_and_its_pieces_are_free(shop: Market, sold: PlacedOrder, bowl: Good) -> None:
    before = counts(shop, bowl, "ioana")

    gone = shop.tell(CANCEL, {"id": sold.id})

    assert gone["order"] == {"status": "CANCELED"}
    assert counts(shop, bowl, "ioana") == (before[0], before[1] - 1)
    assert read(sold).status == "CANCELED"


def test_what_is_on_its_way_cannot_be_cancelled(shop: Market, sold: PlacedOrder, cup: Good) -> None:
    shop.tell(FULFILL, parcel(shop, sold, cup, 1, "ana"))

    assert core.refusals(CANCEL, {"id": sold.id}, token=shop.token) == [("order", "CANNOT_CANCEL_ORDER")]
    assert read(sold).status == "PARTIALLY_FULFILLED"


def test_an_order_is_confirmed_once(shop: Market, sold: PlacedOrder) -> None:
    assert core.refusals(CONFIRM, {"id": sold.id}, token=shop.token) == [("id", "INVALID")]


def test_an_order_is_marked_as_paid(shop: Market, sold: PlacedOrder) -> None:
    paid = shop.tell(MARK_PAID, {"id": sold.id, "reference": f"OP-{shop.mark}"})

    assert paid["order"] == {"isPaid": True, "chargeStatus": "FULL"}
    assert read(sold).charge_status == "FULL"
    assert [code for _, code in core.refusals(MARK_PAID, {"id": sold.id}, token=shop.token)] == [
        "TRANSACTION_ERROR"
    ]


def test_an_order_that_never_was(shop: Market) -> None:
    assert orders.one(order_id=NOBODYS, language="RO") is None  # type: ignore[arg-type]
    assert core.refusals(CANCEL, {"id": NOBODYS}, token=shop.token) == [("id", "NOT_FOUND")]
    assert core.refusals(CONFIRM, {"id": NOBODYS}, token=shop.token) == [("id", "NOT_FOUND")]


def test_recent_orders_tell_their_marks(shop: Market, cup: Good) -> None:
    made = order((cup, 1))
    since = read(made).created_at

    shop.client.set_metadata(object_id=made.id, values={"confirmed": "da"})

    recent = {each.id: each for each in shop.client.recent_orders(since=since)}
    assert recent[made.id].number == made.number
    assert recent[made.id].metadata["confirmed"] == "da"


def test_a_voucher_is_frozen_in_the_order(shop: Market, cup: Good) -> None:
    from decimal import Decimal

    from commerce.shop import basket as baskets
    from commerce.shop import checkout
    from tests.contract.shopping import ready

    code = f"ORD-{shop.mark}".upper()
    made = shop.client.put_voucher(
        code=code,
        name="Zece",
        channel_id=shop.channel_id,
        discount_type="PERCENTAGE",
        value=Decimal(10),
    )
    shop.note("voucher", made)
    basket = ready((cup, 5))
    baskets.add_voucher(basket_id=basket.id, code=code, language="RO")

    found = read(checkout.place_order(basket_id=basket.id))

    assert (found.voucher_code, found.discount) == (code, Money(1000))
    assert (found.subtotal, found.total) == (Money(9000), Money(10999))
