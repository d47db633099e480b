"""Facts about documents: read from pages, goods and orders, written on pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from commerce.app import AppClient
from commerce.app import attributes as say
from commerce.app.badge import GoodsFacts, OrderedLine
from commerce.types import OrderId
from tests.commerce import answers
from tests.commerce.app.sending import done, sent
from tests.commerce.fake_core import FakeCore


def goods(**changes: Any) -> dict[str, Any]:
    """A product as the core answers it."""
    return {
        "id": "p1",
        "facts": None,
        "ses": {"pages": [{"id": "page-1"}]},
        "origin": {"choice": {"slug": "productie-proprie"}},
        **changes,
    }


def test_goods_are_read_whatever_they_lack(core: FakeCore, client: AppClient) -> None:
    bare = goods(id="p2", ses={"pages": []}, origin={"choice": None}, facts="{}")
    other_type = goods(id="p3", ses=None, origin=None)
    core.answers["app/goods_facts"] = {"products": answers.connection(goods(), bare, other_type)}

    assert list(client.goods_facts(page_id="page-1")) == [
        GoodsFacts("p1", "page-1", "productie-proprie", None),
        GoodsFacts("p2", "", "", "{}"),
        GoodsFacts("p3", "", "", None),
    ]
    assert sent(core, "app/goods_facts")["where"] == {
        "attributes": [
            {"slug": "ses", "value": {"reference": {"referencedIds": {"containsAny": ["page-1"]}}}}
        ]
    }


def test_a_page_tells_its_attributes_with_texts_and_days(core: FakeCore, client: AppClient) -> None:
    assigned = [
        {"attribute": {"id": "a", "slug": "atestat-numar"}, "text": "000001"},
        {"attribute": {"id": "b", "slug": "atestat-valabil"}, "day": "2029-03-11"},
        {"attribute": {"id": "c", "slug": "sigla"}},
    ]
    page = {"id": "page-1", "facts": None, "sales": None, "assignedAttributes": assigned}
    core.answers["app/page_documents"] = {"page": page}
    core.answers["app/page_update"] = done("pageUpdate", page={"id": "page-1"})

    found = client.page_facts("page-1")
    assert found is not None
    assert found.values == {
        "atestat-numar": "000001", "atestat-valabil": date(2029, 3, 11), "sigla": None
    }  # fmt: skip
    client.write_page_values("page-1", [say.day(found.attributes["atestat-valabil"], None)])

    assert sent(core, "app/page_update") == {
        "id": "page-1", "input": {"attributes": [{"id": "b", "date": None}]}
    }  # fmt: skip


def test_a_line_whose_product_is_gone_has_no_goods(core: FakeCore, client: AppClient) -> None:
    lines = [{"id": "l1", "variant": {"product": goods()}}, {"id": "l2", "variant": None}]
    order = {"id": "o1", "created": "2026-11-24T09:00:00+00:00", "lines": lines}
    core.answers["app/order_goods"] = {"order": order}

    found = client.ordered_goods(OrderId("o1"))

    assert found is not None
    assert found.created_at == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert found.lines == (
        OrderedLine("l1", GoodsFacts("p1", "page-1", "productie-proprie", None)),
        OrderedLine("l2", None),
    )


def test_what_is_not_there_is_none(core: FakeCore, client: AppClient) -> None:
    core.answers["app/page_documents"] = {"page": None}
    core.answers["app/product_facts"] = {"product": None}
    core.answers["app/order_goods"] = {"order": None}

    assert client.page_facts("x") is None
    assert client.product_facts("x") is None
    assert client.ordered_goods(OrderId("x")) is None
