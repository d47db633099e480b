"""How many pieces are free."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.transaction import TransactionManagementError
from pytest_django.fixtures import DjangoAssertNumQueries

from engine.inventory import locks, queries
from engine.inventory.models import Stock
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW

pytestmark = pytest.mark.django_db


def test_free_is_what_is_neither_promised_nor_held() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 10, allocated=3)
    info = market.basket(shop, (apron, 2))
    wanted = {"variant_ids": [apron.pk], "channel_id": shop.pk}

    others = queries.available_by_variant(**wanted, now=NOW)  # type: ignore[arg-type]
    own = queries.available_by_variant(**wanted, now=NOW, besides_checkout=info.checkout.pk)  # type: ignore[arg-type]
    later = queries.available_by_variant(**wanted, now=NOW + timedelta(hours=1))  # type: ignore[arg-type]

    assert (others, own, later) == ({apron.pk: 5}, {apron.pk: 7}, {apron.pk: 7})


def test_warehouses_of_another_channel_do_not_count() -> None:
    shop, other = market.channel(), market.channel(slug="altul", name="Altul")
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 2)
    market.stock(apron, market.warehouse(other, "alt-depozit"), 9)

    found = queries.available_by_variant(variant_ids=[apron.pk], channel_id=shop.pk, now=NOW)

    assert found == {apron.pk: 2}


def test_a_variant_without_stock_has_none_free() -> None:
    shop = market.channel()
    apron = market.variant(shop)

    assert queries.available_by_variant(variant_ids=[apron.pk], channel_id=shop.pk, now=NOW) == {apron.pk: 0}


def test_any_number_of_variants_takes_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    shop = market.channel()
    place = market.warehouse(shop)
    goods = [market.variant(shop) for _ in range(5)]
    for good in goods:
        market.stock(good, place, 3)

    with django_assert_num_queries(2):
        found = queries.available_by_variant(
            variant_ids=[good.pk for good in goods], channel_id=shop.pk, now=NOW
        )

    assert found == {good.pk: 3 for good in goods}


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_only() -> None:
    with pytest.raises(TransactionManagementError):
        locks.rows(Stock.objects.all())
