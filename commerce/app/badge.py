"""What the core holds of SES's documents: on their pages, on their goods, on what was ordered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commerce.app.attributes import AttributeRef
from commerce.app.verbs import Verbs
from commerce.shop.values import moment
from commerce.transport import Json
from commerce.types import OrderId


@dataclass(frozen=True, slots=True)
class GoodsFacts:
    """A product as the badge sees it: whose page it points to, its origin's code, the facts it carries.

    `page_id` and `origin` are "" where the core has none, `kept` is None.
    """

    id: str
    page_id: str
    origin: str
    kept: str | None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A SES's page: the facts it carries, its attributes by slug, and what texts and days they have.

    `kept` are the facts of its documents, `sales` those of its selling; None where it carries none.
    """

    id: str
    kept: str | None
    attributes: Mapping[str, AttributeRef]
    values: Mapping[str, str | date | None]
    sales: str | None = None


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """A line of an order; `goods` is None where the product is gone."""

    id: str
    goods: GoodsFacts | None


@dataclass(frozen=True, slots=True)
class OrderedGoods:
    """What was ordered, and when."""

    id: OrderId
    created_at: datetime
    lines: tuple[OrderedLine, ...]


class BadgeVerbs(Verbs):
    """Verbs for facts about documents. Metadata is written by `set_metadata`."""

    def goods_facts(self, *, page_id: str = "") -> Iterator[GoodsFacts]:
        """Read every product, or those that point to a page, a hundred at a time."""
        where = {"attributes": [_points_to(page_id)]} if page_id else None
        return (_goods(node) for node in self._ask_all("goods_facts", where=where))

    def product_facts(self, product_id: str) -> GoodsFacts | None:
        """Read one product; None where there is none."""
        node = self._ask("product_facts", id=product_id)
        return _goods(node) if node else None

    def page_facts(self, page_id: str) -> PageFacts | None:
        """Read a page; None where there is none."""
        node = self._ask("page_documents", id=page_id)
        if node is None:
            return None
        assigned = node["assignedAttributes"]
        return PageFacts(
            id=node["id"],
            kept=node["facts"],
            sales=node["sales"],
            attributes={
                each["attribute"]["slug"]: AttributeRef(each["attribute"]["id"], {}) for each in assigned
            },
            values={each["attribute"]["slug"]: _value(each) for each in assigned},
        )

    def write_page_values(self, page_id: str, values: Sequence[Mapping[str, Any]]) -> None:
        """Write attributes of a page; others stay."""
        if values:
            self._tell("page_update", id=page_id, input={"attributes": [dict(each) for each in values]})

    def ordered_goods(self, order_id: OrderId) -> OrderedGoods | None:
        """Read what was ordered; None where there is no such order."""
        node = self._ask("order_goods", id=order_id)
        if node is None:
            return None
        lines = tuple(OrderedLine(each["id"], _ordered(each["variant"])) for each in node["lines"])
        return OrderedGoods(OrderId(node["id"]), moment(node["created"]), lines)


def _points_to(page_id: str) -> dict[str, Any]:
    return {"slug": "ses", "value": {"reference": {"referencedIds": {"containsAny": [page_id]}}}}


def _goods(node: Json) -> GoodsFacts:
    pages = (node["ses"] or {}).get("pages") or ()
    choice = (node["origin"] or {}).get("choice")
    return GoodsFacts(
        id=node["id"],
        page_id=pages[0]["id"] if pages else "",
        origin=(choice["slug"] or "") if choice else "",
        kept=node["facts"],
    )


def _ordered(variant: Json | None) -> GoodsFacts | None:
    return _goods(variant["product"]) if variant else None


def _value(assigned: Json) -> str | date | None:
    day = assigned.get("day")
    if day is None:
        return assigned.get("text")
    return day if isinstance(day, date) else date.fromisoformat(day)
