"""Many at once: the last piece, the button pressed twice, goods that several baskets share."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Sum

from engine.checkout.models import Checkout, CheckoutLine, Reservation, VoucherCode
from engine.checkout.services import completion, promo
from engine.errors import Refusal
from engine.inventory.models import Stock
from engine.orders.models import Allocation, Order, OrderLine, OrderNumber
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.checkout.parallel import together
from tests.engine.schema.asking import data

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

BUYERS = 50
LATER = NOW + timedelta(hours=1)
COMPLETE = """mutation($id: ID!) { checkoutComplete(id: $id) {
  order { id number } errors { field code variants }
} }"""
ADD = """mutation($id: ID!, $variant: ID!) {
  checkoutLinesAdd(id: $id, lines: [{variantId: $variant, quantity: 1}]) {
    checkout { quantity } errors { field code variants }
  }
}"""


def test_fifty_buyers_want_the_last_piece() -> None:
    shop = market.channel()
    bowl = market.variant(shop)
    market.stock(bowl, market.warehouse(shop), 1)
    market.method(shop)
    ids = [to_global_id("Checkout", market.ready(shop, (bowl, 1)).checkout.pk) for _ in range(BUYERS)]

    def buy(buyer: int) -> Any:
        return data(COMPLETE, {"id": ids[buyer]}, now=LATER)

    answers = together(BUYERS, buy)

    told = [
        {
            "field": None,
            "code": "INSUFFICIENT_STOCK",
            "variants": [to_global_id("ProductVariant", bowl.pk)],
        }
    ]
    losers = [answer for answer in answers if answer["order"] is None]
    assert [answer["order"]["number"] for answer in answers if answer["order"]] == ["1"]
    assert [answer["errors"] for answer in losers] == [told] * (BUYERS - 1)
    # Nothing is charged, promised or lost besides the one order.
    assert [(order.number, order.total_charged) for order in Order.objects.all()] == [(1, 0)]
    assert OrderLine.objects.get().quantity == 1
    assert OrderNumber.objects.get().last_number == 1
    assert Allocation.objects.get().quantity_allocated == 1
    assert (Stock.objects.get().quantity, Stock.objects.get().quantity_allocated) == (1, 1)
    assert Checkout.objects.count() == CheckoutLine.objects.count() == BUYERS - 1
    assert not Checkout.objects.filter(shipping_address=None).exists()


def test_fifty_baskets_reach_for_the_last_piece() -> None:
    shop = market.channel()
    bowl = market.variant(shop)
    market.stock(bowl, market.warehouse(shop), 1)
    ids = [to_global_id("Checkout", market.basket(shop).checkout.pk) for _ in range(BUYERS)]

    def reach(buyer: int) -> Any:
        return data(ADD, {"id": ids[buyer], "variant": to_global_id("ProductVariant", bowl.pk)})

    answers = together(BUYERS, reach)

    codes = Counter(error["code"] for answer in answers for error in answer["errors"])
    assert codes == {"INSUFFICIENT_STOCK": BUYERS - 1}
    assert [answer["checkout"] for answer in answers if answer["checkout"]] == [{"quantity": 1}]
    assert CheckoutLine.objects.count() == 1
    assert Reservation.objects.get().quantity_reserved == 1


def test_the_button_pressed_by_eight_fingers_makes_one_order() -> None:
    shop = market.channel()
    bowl = market.variant(shop)
    market.stock(bowl, market.warehouse(shop), 10)
    market.method(shop)
    info = market.ready(shop, (bowl, 1))
    checkout_id = to_global_id("Checkout", info.checkout.pk)

    answers = together(8, lambda _: data(COMPLETE, {"id": checkout_id}))

    order = Order.objects.get()
    expected = {"order": {"id": to_global_id("Order", order.pk), "number": "1"}, "errors": []}
    assert answers == [expected] * 8
    assert Stock.objects.get().quantity_allocated == 1


def test_a_voucher_for_one_is_used_by_one() -> None:
    shop = market.channel()
    bowl = market.variant(shop)
    market.stock(bowl, market.warehouse(shop), 100)
    market.method(shop)
    market.voucher(shop, value=1000, usage_limit=1)
    infos = [market.ready(shop, (bowl, 1)) for _ in range(8)]
    for info in infos:
        promo.add(checkout_id=info.checkout.pk, code="IARNA", now=NOW)

    def buy(buyer: int) -> str:
        try:
            completion.complete(checkout_id=infos[buyer].checkout.pk, now=NOW)
        except Refusal as refusal:
            return refusal.problems[0].code
        return "ordered"

    outcomes = Counter(together(8, buy))

    assert outcomes == {"ordered": 1, "VOUCHER_NOT_APPLICABLE": 7}
    assert VoucherCode.objects.get().used == 1
    assert Order.objects.get().discount_amount == 1000


def test_baskets_that_share_goods_do_not_block_each_other() -> None:
    shop = market.channel()
    place = market.warehouse(shop)
    goods = [market.variant(shop) for _ in range(4)]
    for each in goods:
        market.stock(each, place, 100)
    market.method(shop)
    infos = []
    for buyer in range(16):
        turned = goods[buyer % 4 :] + goods[: buyer % 4]
        infos.append(market.ready(shop, *((each, 1) for each in turned)))

    def buy(buyer: int) -> int:
        return completion.complete(checkout_id=infos[buyer].checkout.pk, now=NOW).number

    numbers = together(16, buy)

    assert sorted(numbers) == list(range(1, 17))
    assert Stock.objects.aggregate(pieces=Sum("quantity_allocated")) == {"pieces": 64}
