"""Whatever people do in whatever order, pieces are neither lost nor promised twice."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q, Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from engine.errors import Refusal
from engine.inventory.models import Stock, Warehouse
from engine.inventory.services import stocks
from engine.orders.models import Allocation, Fulfillment, FulfillmentLine, Order, OrderLine
from engine.orders.services import fulfilment, handling
from engine.orders.services.fulfilment import Part
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW

PIECES = 6
#: Which of what there is: taken modulo their number.
ANY = some.integers(0, 50)
#: Mostly possible wishes, some that ask for more than there is, for nothing, or for less.
WISHED = some.sampled_from([1, 1, 1, 2, 2, 3, 4, PIECES + 1, 0, -1])


class Counter(RuleBasedStateMachine):
    """Two goods in two warehouses: bought, sent, called back, canceled, counted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.undo.enter_context(transaction.atomic())
        self.shop = market.channel()
        self.places = [market.warehouse(self.shop), market.warehouse(self.shop, "ferma")]
        self.goods = [market.variant(self.shop), market.variant(self.shop)]
        for good in self.goods:
            for place in self.places:
                market.stock(good, place, PIECES)
        market.method(self.shop)
        #: Pieces that were in the warehouses and parcels from the start, or were counted in since.
        self.pieces = PIECES * len(self.goods) * len(self.places)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.close()

    @initialize()
    def open(self) -> None:
        self.buy(3, 2)

    @rule(first=some.integers(0, PIECES), second=some.integers(0, PIECES))
    def buy(self, first: int, second: int) -> None:
        wishes = [wish for wish in zip(self.goods, (first, second), strict=True) if wish[1]]
        if wishes:
            with suppress(Refusal), transaction.atomic():
                market.ordered(self.shop, *wishes)

    @rule(line=ANY, place=ANY, other=ANY, quantity=WISHED, more=WISHED)
    def send(self, line: int, place: int, other: int, quantity: int, more: int) -> None:
        row = _one(OrderLine.objects.order_by("order__number", "sort_order"), line)
        if row is None:
            return
        parts = [
            Part(row.pk, self.places[place % 2].pk, quantity),
            Part(row.pk, self.places[other % 2].pk, more),
        ]
        with suppress(Refusal):
            fulfilment.fulfill(
                order_id=row.order_id,
                parts=parts[: 1 + (place % 2 != other % 2)],
                tracking_number="",
                user=None,
                now=NOW,
            )

    @rule(parcel=ANY, place=ANY)
    def call_back(self, parcel: int, place: int) -> None:
        row = _one(Fulfillment.objects.order_by("pk"), parcel)
        if row is not None:
            with suppress(Refusal):
                fulfilment.cancel(
                    fulfillment_id=row.pk, warehouse_id=self.places[place % 2].pk, user=None, now=NOW
                )

    @rule(order=ANY)
    def cancel(self, order: int) -> None:
        row = _one(Order.objects.order_by("number"), order)
        if row is not None:
            with suppress(Refusal):
                handling.cancel(order_id=row.pk, user=None, now=NOW)

    @rule(good=ANY, place=ANY, quantity=some.integers(-1, 2 * PIECES))
    def count_anew(self, good: int, place: int, quantity: int) -> None:
        variant, warehouse = self.goods[good % 2], self.places[place % 2]
        before = self._pieces_at(warehouse, variant)
        with suppress(Refusal):
            stocks.put(variant=variant, quantities={warehouse.pk: quantity}, now=NOW)
        self.pieces += self._pieces_at(warehouse, variant) - before

    @invariant()
    def no_stock_promises_more_than_it_has(self) -> None:
        assert all(0 <= row.quantity_allocated <= row.quantity for row in Stock.objects.all())

    @invariant()
    def a_stock_promises_what_its_claims_say(self) -> None:
        claimed = _sums(Allocation.objects.all(), "stock", "quantity_allocated")
        for row in Stock.objects.all():
            assert row.quantity_allocated == claimed.get(row.pk, 0)

    @invariant()
    def a_line_claims_what_is_not_yet_sent(self) -> None:
        claimed = _sums(Allocation.objects.all(), "order_line", "quantity_allocated")
        for line in OrderLine.objects.select_related("order"):
            is_open = line.order.status != "CANCELED"
            assert claimed.get(line.pk, 0) == (line.quantity - line.quantity_fulfilled if is_open else 0)

    @invariant()
    def a_line_counts_what_its_parcels_hold(self) -> None:
        sent = _sums(_sent(), "order_line", "quantity")
        for line in OrderLine.objects.all():
            assert line.quantity_fulfilled == sent.get(line.pk, 0) <= line.quantity

    @invariant()
    def no_piece_is_lost(self) -> None:
        assert _sum(Stock.objects.all(), "quantity") + _sum(_sent(), "quantity") == self.pieces

    @invariant()
    def the_status_says_what_was_sent(self) -> None:
        for order in Order.objects.exclude(status="CANCELED").prefetch_related("lines"):
            counts = [(line.quantity_fulfilled, line.quantity) for line in order.lines.all()]
            is_sent = [sent == quantity for sent, quantity in counts]
            waiting = {"UNCONFIRMED", "UNFULFILLED"}
            expected = {"PARTIALLY_FULFILLED"} if any(sent for sent, _ in counts) else waiting
            assert order.status in ({"FULFILLED"} if all(is_sent) else expected)

    @invariant()
    def numbers_run_on(self) -> None:
        numbers = sorted(Order.objects.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))

    def _pieces_at(self, warehouse: Warehouse, variant: Any) -> int:
        return _sum(Stock.objects.filter(warehouse=warehouse, variant=variant), "quantity")


def _one(rows: Any, index: int) -> Any:
    found = list(rows)
    return found[index % len(found)] if found else None


def _sent() -> Any:
    return FulfillmentLine.objects.filter(~Q(fulfillment__status="CANCELED"))


def _sums(rows: Any, owner: str, column: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(owner).annotate(total=Sum(column)))


def _sum(rows: Any, column: str) -> int:
    return rows.aggregate(total=Sum(column))["total"] or 0


@pytest.mark.django_db
def test_pieces_are_neither_lost_nor_promised_twice() -> None:
    wanted = settings(
        max_examples=20,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        # Making a failure smaller would take minutes; twenty steps can be read.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(Counter, settings=wanted)
