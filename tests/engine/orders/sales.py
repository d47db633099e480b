"""Orders for the tests: bought as a shopper buys, from warehouses that two SES keep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from engine.catalog.models import Channel, ProductVariant
from engine.errors import Refusal
from engine.inventory.models import Stock, Warehouse
from engine.orders.models import Allocation, Fulfillment, FulfillmentLine, Order, OrderEvent, OrderLine
from engine.orders.services import fulfilment
from engine.orders.services.fulfilment import Part
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW

KEPT = (Stock, Allocation, Order, OrderLine, Fulfillment, FulfillmentLine, OrderEvent)


@dataclass(frozen=True, slots=True)
class Sale:
    """Bogdan's order of 3 aprons from Ana's workshop and 2 jars from the farm; 10 of each were there."""

    shop: Channel
    order: Order
    workshop: Warehouse
    farm: Warehouse
    apron: ProductVariant
    jar: ProductVariant

    def line(self, of: ProductVariant) -> OrderLine:
        """The order's line of a variant."""
        return self.order.lines.get(variant=of)

    def part(self, of: ProductVariant, place: Warehouse, quantity: int) -> Part:
        """Pieces of a variant's line that leave a warehouse."""
        return Part(self.line(of).pk, place.pk, quantity)

    def send(self, *parts: Part, tracking_number: str = "") -> list[Fulfillment]:
        """Send parts of the order."""
        return fulfilment.fulfill(
            order_id=self.order.pk, parts=parts, tracking_number=tracking_number, user=None, now=NOW
        )

    def status(self) -> str:
        """The order's status as it is stored."""
        return Order.objects.get(pk=self.order.pk).status


def sale(*, confirmed: bool = True, **draft: Any) -> Sale:
    """Let Bogdan buy; an order without payment waits, so it is confirmed."""
    shop = market.channel(automatically_confirm_all_new_orders=confirmed)
    workshop, farm = market.warehouse(shop), market.warehouse(shop, "ferma")
    apron, jar = market.variant(shop, price=10000), market.variant(shop, price=2500, tax_rate=11)
    market.stock(apron, workshop, 10)
    market.stock(jar, farm, 10)
    market.method(shop)
    order = market.ordered(shop, (apron, 3), (jar, 2), **draft)
    if confirmed:
        order.status = "UNFULFILLED"
        order.save(update_fields=["status"])
    return Sale(shop, order, workshop, farm, apron, jar)


def levels(of: ProductVariant) -> dict[str, tuple[int, int]]:
    """Return quantity and allocated pieces of a variant by warehouse slug."""
    rows = Stock.objects.filter(variant=of).order_by("pk")
    return {row.warehouse.slug: (row.quantity, row.quantity_allocated) for row in rows}


def claims(line: OrderLine) -> dict[str, int]:
    """Return the pieces a line claims by warehouse slug, emptied claims left out."""
    rows = Allocation.objects.filter(order_line=line, quantity_allocated__gt=0).order_by("pk")
    return {row.stock.warehouse.slug: row.quantity_allocated for row in rows}


def stored() -> dict[str, list[dict[str, Any]]]:
    """Return every row that handling an order touches."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in KEPT}


@contextmanager
def refused(code: str, field: str | None) -> Iterator[Any]:
    """Expect one refusal with this code and field, and nothing moved by what was refused."""
    before = stored()
    with pytest.raises(Refusal) as caught:
        yield caught
    assert [(problem.code, problem.field) for problem in caught.value.problems] == [(code, field)]
    assert stored() == before


def events(order: Order) -> list[str]:
    """Return the types of an order's events, the oldest first."""
    return list(order.events.values_list("type", flat=True))
