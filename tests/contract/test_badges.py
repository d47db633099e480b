"""What a badge is judged by comes back through the gateway as it was written, and the facet finds by it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from commerce.shop import basket as baskets
from commerce.shop import catalogue, orders
from commerce.types import BasketLine, ProductCard
from kernel import selling
from kernel.badge import Kind, Level, Origin, Standing, day_of
from kernel.badge.facts import PAGE_KEY, PRODUCT_KEY, written
from kernel.selling import Closure, Sales, State, StopKind
from storefront import badges, catalogue_index, facets
from storefront import selling as shop_selling
from tests.contract import core
from tests.contract.market import ATTESTATION, Good, Market
from tests.contract.shopping import fill, order

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ATTESTED = Standing((ATTESTATION,))
MARKED = Standing((ATTESTATION, replace(ATTESTATION, kind=Kind.MARK, number="000077", code="7YB3NC0HVE2D")))
LINES = "query($id: ID!) { order(id: $id) { lines { id productSku } } }"


@pytest.fixture(scope="module")
def own(shop: Market) -> Good:
    """What Ana makes."""
    return shop.good("Traistă", origin=Origin.OWN)


@pytest.fixture(scope="module")
def resold(shop: Market) -> Good:
    """What Ana buys and sells."""
    return shop.good("Cutie", origin=Origin.RESOLD)


def level(goods: ProductCard | BasketLine) -> Level:
    """What may be said of something now."""
    shown = badges.of(goods, now=NOW)
    return shown.level if shown else Level.NONE


def test_cards_and_product_pages_can_be_judged(shop: Market, own: Good, resold: Good) -> None:
    cards = catalogue.cards(ids=[own.id, resold.id], language="RO")  # type: ignore[list-item]
    product = catalogue.product(slug=own.slug, language="EN")

    assert [(card.origin, level(card)) for card in cards] == [
        (Origin.OWN, Level.ATTESTED),
        (Origin.RESOLD, Level.LINE),
    ]
    assert product is not None
    assert (product.origin, product.seller and product.seller.standing) == (Origin.OWN, ATTESTED)


def test_a_basket_can_be_judged(shop: Market, own: Good, resold: Good) -> None:
    basket = fill((own, 1), (resold, 1))

    assert {line.sku: level(line) for line in basket.lines} == {
        own.sku: Level.ATTESTED,
        resold.sku: Level.LINE,
    }


def test_a_change_of_documents_shows_everywhere(shop: Market, own: Good) -> None:
    page_id = shop.sellers["ana"]
    basket = fill((own, 1))

    shop.client.set_metadata(object_id=page_id, values={PAGE_KEY: written(MARKED)})
    (marked,) = catalogue.cards(ids=[own.id], language="RO")  # type: ignore[list-item]
    stopped = Standing((replace(ATTESTATION, stopped_at=NOW),))
    shop.client.set_metadata(object_id=page_id, values={PAGE_KEY: written(stopped)})
    (suspended,) = catalogue.cards(ids=[own.id], language="RO")  # type: ignore[list-item]
    shop.client.set_metadata(object_id=page_id, values={PAGE_KEY: written(ATTESTED)})

    assert (level(marked), level(suspended)) == (Level.INSERTION, Level.NONE)
    assert level(basket.lines[0]) is Level.ATTESTED


def test_word_of_a_closure_and_of_a_stop_shows_everywhere(shop: Market, own: Good) -> None:
    page_id, basket = shop.sellers["ana"], fill((own, 1))

    def told(sales: Sales) -> tuple[State, ...]:
        values = {selling.PAGE_KEY: selling.written(sales, on=day_of(NOW))}
        shop.client.set_metadata(object_id=page_id, values=values)
        (card,) = catalogue.cards(ids=[own.id], language="RO")  # type: ignore[list-item]
        product = catalogue.product(slug=own.slug, language="RO")
        kept = baskets.get(basket_id=basket.id, language="RO")
        assert product is not None
        assert kept is not None
        return tuple(shop_selling.of(each, now=NOW).state for each in (card, product, kept.lines[0]))

    closed = told(Sales(closures=(Closure(day_of(NOW)),)))
    stopped = told(Sales(stopped_at=NOW, stop_kind=StopKind.SUSPENDED))
    index = facets.judged(catalogue_index.build(version="contract"), now=NOW)
    opened = told(Sales())

    assert closed == (State.CLOSED,) * 3
    assert stopped == (State.STOPPED,) * 3
    assert index.is_stopped(own.id)  # type: ignore[arg-type]
    assert opened == (State.OPEN,) * 3


def test_the_facet_finds_own_goods_of_attested_sellers(shop: Market, own: Good, resold: Good) -> None:
    index = facets.judged(catalogue_index.build(version="contract"), now=NOW)

    bits = index.any_of(facets.BADGE, [facets.ATTESTED])
    (made,), (bought,) = index.numbered([own.id]), index.numbered([resold.id])  # type: ignore[list-item]
    assert (bits >> made & 1, bits >> bought & 1) == (1, 0)
    assert index.any_of(facets.BADGE, [facets.INSERTION]) == 0


def test_what_is_frozen_on_a_bought_line_is_read_back(shop: Market, own: Good) -> None:
    placed = order((own, 1))
    (line,) = core.data(LINES, {"id": placed.id}, token=shop.token)["lines"]
    frozen = {
        "level": "attested",
        "kind": "atestat",
        "series": "DEMO",
        "number": "000012",
        "issuer": "AJOFM Iași",
        "valid_until": "2099-03-11",
        "code": "4KX7TR2MPQ9W",
        "origin": "productie-proprie",
    }

    before = orders.one(order_id=placed.id, language="RO")
    shop.client.set_metadata(object_id=line["id"], values={PRODUCT_KEY: json.dumps(frozen)})
    after = orders.one(order_id=placed.id, language="RO")

    assert before is not None
    assert before.lines[0].badge is None
    assert after is not None
    badge = after.lines[0].badge
    assert badge is not None
    assert (badge.level, badge.kind, badge.number) == (Level.ATTESTED, Kind.ATTESTATION, "000012")
