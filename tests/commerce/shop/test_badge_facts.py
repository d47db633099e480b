"""The facts a badge is judged by, and what was frozen of it, as Saleor's answers hold them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from commerce.shop import catalogue, frozen_badges, orders
from commerce.shop.values import seller
from commerce.types import FrozenBadge
from kernel import selling
from kernel.badge import Document, Kind, Level, Origin, Standing
from kernel.badge.facts import NOTHING, PAGE_KEY, PRODUCT_KEY, written
from tests.commerce import answers
from tests.commerce.fake_core import FakeCore
from tests.commerce.shop.test_catalogue import _digest_node, _product_node
from tests.commerce.shop.test_orders import _line, _order

ATTESTED = Standing(
    (
        Document(
            kind=Kind.ATTESTATION,
            series="DEMO",
            number="000001",
            issuer="AJOFM Iași",
            issued_on=date(2024, 3, 12),
            valid_until=date(2029, 3, 11),
            since=datetime(2026, 1, 8, 9, 30, tzinfo=UTC),
            code="4KX7TR2MPQ9W",
        ),
    )
)
FACTS = written(ATTESTED)
OWN = written(ATTESTED, origin=Origin.OWN)
FROZEN = {
    "level": "attested",
    "kind": "atestat",
    "series": "DEMO",
    "number": "000001",
    "issuer": "AJOFM Iași",
    "valid_until": "2029-03-11",
    "code": "4KX7TR2MPQ9W",
    "origin": "productie-proprie",
}


def test_documents_ask_for_the_keys_that_the_app_writes() -> None:
    from commerce import documents

    card, line = documents.get("catalogue/cards").text, documents.get("orders/one").text

    assert f'metafield(key: "{PAGE_KEY}")' in card
    assert f'sales: metafield(key: "{selling.PAGE_KEY}")' in card
    assert f'metafield(key: "{PRODUCT_KEY}")' in card
    assert f'frozen: metafield(key: "{PRODUCT_KEY}")' in line


def test_a_seller_comes_with_its_documents() -> None:
    found = seller(answers.ses(facts=FACTS))

    assert found is not None
    assert found.standing == ATTESTED
    assert found.sales is None


def test_a_seller_comes_with_what_is_told_of_its_selling() -> None:
    reference = answers.ses(facts=FACTS)
    reference["sellers"][0]["sales"] = '{"closures":[{"from":"2026-12-01"}],"pause_after_days":null}'

    found = seller(reference)

    assert found is not None
    assert found.sales == selling.Sales(closures=(selling.Closure(date(2026, 12, 1)),), pause_after_days=None)


@pytest.mark.parametrize("facts", [None, "", "nimic", "[]", "{" * 50])
def test_facts_nobody_understands_are_none(facts: str | None) -> None:
    found = seller(answers.ses(facts=facts))

    assert found is not None
    assert found.standing == NOTHING


def test_a_card_says_who_made_it(core: FakeCore) -> None:
    nodes = [answers.product_card(badge=OWN, ses=answers.ses(facts=FACTS)), answers.product_card(id="b")]
    core.answers["catalogue/cards"] = {"products": answers.edges(*nodes)}

    own, unknown = catalogue.cards(ids=["UHJvZHVjdDox", "b"], language="RO")  # type: ignore[list-item]

    assert own.origin is Origin.OWN
    assert own.seller is not None
    assert own.seller.standing == ATTESTED
    assert unknown.origin is None


def test_the_digest_says_who_made_it(core: FakeCore) -> None:
    resold = _digest_node(badge=written(ATTESTED, origin=Origin.RESOLD))
    core.answers["catalogue/digest"] = {"products": {"totalCount": 1, **answers.connection(resold)}}

    (entry,) = catalogue.digest_page(cursor=None).entries

    assert entry.origin is Origin.RESOLD


@pytest.mark.parametrize(
    ("metadata", "chosen", "origin"),
    [
        ([{"key": PRODUCT_KEY, "value": OWN}], "revandut", Origin.OWN),
        ([{"key": PRODUCT_KEY, "value": "?"}], "productie-proprie", None),
        ([], "productie-proprie", Origin.OWN),
        ([], "altceva", None),
        ([], None, None),
    ],
)
def test_a_product_page_falls_back_on_the_attribute(
    core: FakeCore, metadata: list[Any], chosen: str | None, origin: Origin | None
) -> None:
    choice = {"slug": chosen, "name": chosen} if chosen else None
    assigned = [answers.attribute("origine", "Origine", "DROPDOWN", choice=choice)]
    node = _product_node(metadata=metadata, assignedAttributes=assigned)
    core.answers["catalogue/product"] = {"product": node}

    product = catalogue.product(slug="sort-de-in", language="RO")

    assert product is not None
    assert product.origin is origin


def test_a_bought_line_keeps_what_was_frozen(core: FakeCore) -> None:
    core.answers["orders/one"] = {"order": _order(lines=[_line(frozen=json.dumps(FROZEN)), _line()])}

    order = orders.one(order_id="T3JkZXI6MQ==", language="EN")  # type: ignore[arg-type]

    assert order is not None
    told, untold = order.lines
    assert told.badge == FrozenBadge(
        level=Level.ATTESTED,
        kind=Kind.ATTESTATION,
        series="DEMO",
        number="000001",
        issuer="AJOFM Iași",
        valid_until=date(2029, 3, 11),
        code="4KX7TR2MPQ9W",
        origin=Origin.OWN,
    )
    assert untold.badge is None


@pytest.mark.parametrize(
    "changes",
    [{"level": "none"}, {"level": "gold"}, {"kind": "?"}, {"valid_until": "azi"}, {"valid_until": None}],
)
def test_what_was_no_badge_is_none(changes: dict[str, Any]) -> None:
    assert frozen_badges.read(json.dumps({**FROZEN, **changes})) is None


@pytest.mark.parametrize("text", [None, "", "[]", "null", "{", "x" * 30_000])
def test_what_is_no_badge_at_all_is_none(text: str | None) -> None:
    assert frozen_badges.read(text) is None
