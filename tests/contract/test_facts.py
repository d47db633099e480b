"""What the App reads and writes of documents: a seller's goods, its page, and what was bought."""

from __future__ import annotations

import json
from datetime import date

import pytest

from commerce.app import AppClient
from commerce.app.badge import GoodsFacts
from kernel.badge.facts import PRODUCT_KEY
from tests.contract import shopping
from tests.contract.market import Good, Market


@pytest.fixture
def good(shop: Market) -> Good:
    """A cup of Ioana's."""
    return shop.good("cană", seller="ioana")


def test_a_sellers_goods_are_found_by_its_page(client: AppClient, shop: Market, good: Good) -> None:
    hers = {each.id for each in client.goods_facts(page_id=shop.sellers["ioana"])}
    anas = {each.id for each in client.goods_facts(page_id=shop.sellers["ana"])}

    assert good.id in hers
    assert good.id not in anas
    assert hers | anas <= {each.id for each in client.goods_facts()}


def test_facts_are_written_on_a_product_and_read_back(client: AppClient, shop: Market, good: Good) -> None:
    client.set_metadata(object_id=good.id, values={PRODUCT_KEY: '{"documents":[]}'})

    assert client.product_facts(good.id) == GoodsFacts(good.id, shop.sellers["ioana"], "", '{"documents":[]}')


def test_a_page_tells_its_attributes(client: AppClient, shop: Market) -> None:
    found = client.page_facts(shop.sellers["ana"])

    assert found is not None
    assert found.id == shop.sellers["ana"]
    assert all(value is None or isinstance(value, str | date) for value in found.values.values())


def test_what_was_bought_is_told_on_its_line(client: AppClient, good: Good) -> None:
    placed = shopping.order((good, 1))

    ordered = client.ordered_goods(placed.id)
    assert ordered is not None
    (line,) = ordered.lines
    assert line.goods is not None
    assert line.goods.id == good.id
    client.set_metadata(object_id=line.id, values={"ses.badge": json.dumps({"level": "line"})})
