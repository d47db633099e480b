"""The badge of an order line is what it was when it was bought, whatever came after."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from commerce.app.badge import GoodsFacts, OrderedGoods, OrderedLine
from commerce.errors import CoreUnavailable
from commerce.types import OrderId
from ses_vendors.badge.models import FrozenBadge
from ses_vendors.badge.services import freezing, reviewing
from ses_vendors.vendors.models import Vendor
from tests.ses_vendors.badge.papers import a_verified, pair
from tests.ses_vendors.vendors.people import NOW, a_vendor

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ORDER = OrderId("T3JkZXI6MQ==")


class Core:
    """A core with one order; it counts what it is told."""

    def __init__(self, vendor: Vendor, bought_at: datetime) -> None:
        self.told: list[tuple[str, dict[str, str]]] = []
        self.is_away = False
        lines = (
            OrderedLine("line-1", GoodsFacts("p1", vendor.page_id, "productie-proprie", None)),
            OrderedLine("line-2", GoodsFacts("p2", vendor.page_id, "asamblat", None)),
            OrderedLine("line-3", GoodsFacts("p3", "somebody-else", "productie-proprie", None)),
            OrderedLine("line-4", None),
        )
        self.order = OrderedGoods(ORDER, bought_at, lines)

    def ordered_goods(self, order_id: OrderId) -> OrderedGoods | None:
        """The order, if it is that one."""
        return self.order if order_id == ORDER else None

    def set_metadata(self, *, object_id: str, values: dict[str, str]) -> None:
        """Take down what is told."""
        if self.is_away:
            raise CoreUnavailable("No answer.")
        self.told.append((object_id, values))


def freeze(core: Any, at: datetime) -> int:
    return freezing.freeze(client=core, order_id=ORDER, now=at)


def test_lines_are_judged_at_the_moment_of_the_order_and_told_once() -> None:
    by, vendor = pair(), a_vendor(page_id="UGFnZTox")
    document = a_verified(vendor, by=by, number="000001")
    core = Core(vendor, bought_at=NOW + HOUR)
    reviewing.suspend(attestation=document, reason="Motiv.", by=by[1], now=NOW + 2 * HOUR)

    assert freeze(core, NOW + 3 * HOUR) == 4
    assert freeze(core, NOW + 4 * HOUR) == 0

    kept = {each.line_id: each for each in FrozenBadge.objects.all()}
    assert [(key, each.level) for key, each in sorted(kept.items())] == [
        ("line-1", "attested"), ("line-2", "line"), ("line-3", "none"), ("line-4", "none")
    ]  # fmt: skip
    assert kept["line-1"].bought_at == NOW + HOUR
    assert kept["line-1"].facts["documents"][0]["number"] == "000001"
    assert [key for key, _ in core.told] == ["line-1", "line-2"]
    assert json.loads(core.told[0][1]["ses.badge"]) == {
        "level": "attested",
        "kind": "atestat",
        "series": "DEMO",
        "number": "000001",
        "issuer": "AJOFM Iași",
        "valid_until": "2029-03-11",
        "code": document.code,
        "origin": "productie-proprie",
    }


def test_what_was_bought_while_it_was_suspended_carries_nothing() -> None:
    by, vendor = pair(), a_vendor(page_id="UGFnZTox")
    document = a_verified(vendor, by=by)
    reviewing.suspend(attestation=document, reason="Motiv.", by=by[1], now=NOW + HOUR)
    reviewing.reinstate(attestation=document, reason="Motiv.", by=by[1], now=NOW + 3 * HOUR)
    core = Core(vendor, bought_at=NOW + 2 * HOUR)

    freeze(core, NOW + 4 * HOUR)

    assert set(FrozenBadge.objects.values_list("level", flat=True)) == {"none"}
    assert core.told == []


def test_a_core_that_was_away_is_told_later_of_what_was_kept() -> None:
    vendor = a_vendor(page_id="UGFnZTox")
    a_verified(vendor)
    core = Core(vendor, bought_at=NOW + HOUR)
    core.is_away = True
    with pytest.raises(CoreUnavailable):
        freeze(core, NOW + HOUR)
    core.is_away = False

    assert freeze(core, NOW + 2 * HOUR) == 0

    assert [key for key, _ in core.told] == ["line-1", "line-2"]
    assert FrozenBadge.objects.exclude(told_at=None).count() == 2
