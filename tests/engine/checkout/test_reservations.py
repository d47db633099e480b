"""Pieces held for a basket."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from engine.checkout import reservations
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Reservation
from engine.checkout.reservations import Holding
from engine.checkout.services import lines
from engine.checkout.services.lines import Wish
from engine.inventory import queries
from engine.inventory.models import StockSettings
from engine.inventory.tasks import release_expired_reservations
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW

pytestmark = pytest.mark.django_db


def held(info: CheckoutInfo, *, now: datetime) -> Holding:
    """What the database says that a checkout holds."""
    variants = {entry.line.variant_id for entry in info.lines}
    return reservations.read(
        checkout_id=info.checkout.pk, variant_ids=variants, channel=info.channel, now=now
    )


def test_what_a_change_says_of_the_stock_is_what_reading_it_says() -> None:
    shop = market.channel()
    apron, bowl, candle = (market.variant(shop) for _ in range(3))
    small, large = market.warehouse(shop, "mic"), market.warehouse(shop, "mare")
    market.stock(apron, small, 2)
    market.stock(apron, large, 7, allocated=1)
    market.stock(bowl, large, 1)
    market.basket(shop, (apron, 3))

    info = market.basket(shop, (apron, 4), (bowl, 2), (candle, 1))

    assert info.holding.free == {apron.pk: 5, bowl.pk: 1, candle.pk: 0}
    assert info.holding.left == {apron.pk: 1, bowl.pk: 1, candle.pk: 0}
    assert info.holding == held(info, now=NOW)


def test_pieces_are_held_for_half_an_hour_from_the_last_change() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 5)
    info = market.basket(shop, (apron, 1))
    later = NOW + timedelta(minutes=20)

    first = held(info, now=NOW).expires_at
    lines.add(checkout_id=info.checkout.pk, wishes=[Wish(apron.pk, 1)], now=later)
    second = held(info, now=later).expires_at

    assert (first, second) == (NOW + timedelta(minutes=30), NOW + timedelta(minutes=50))


def test_a_hold_frees_its_pieces_at_its_very_moment_whether_or_not_it_is_deleted() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 5)
    info = market.basket(shop, (apron, 3))
    end = NOW + timedelta(minutes=30)

    def free(moment: Any) -> int:
        found = queries.available_by_variant(variant_ids=[apron.pk], channel_id=shop.pk, now=moment)
        return found[apron.pk]

    assert (free(end - timedelta(microseconds=1)), free(end)) == (2, 5)
    assert held(info, now=end).expires_at is None


def test_one_warehouse_serves_a_line_alone_where_it_can() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop, "mic"), 2)
    large = market.stock(apron, market.warehouse(shop, "mare"), 9)

    market.basket(shop, (apron, 3))

    assert [(held.stock, held.quantity_reserved) for held in Reservation.objects.all()] == [(large, 3)]


def test_several_warehouses_serve_a_line_together_where_they_must() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    small = market.stock(apron, market.warehouse(shop, "mic"), 2)
    large = market.stock(apron, market.warehouse(shop, "mare"), 3)

    market.basket(shop, (apron, 4))

    held = {row.stock: row.quantity_reserved for row in Reservation.objects.all()}
    assert held == {large: 3, small: 1}


def test_pieces_promised_to_orders_and_pieces_elsewhere_do_not_count() -> None:
    shop = market.channel()
    abroad = market.channel(slug="pln")
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 5, allocated=4)
    market.stock(apron, market.warehouse(abroad, "warszawa"), 9)

    info = market.basket(shop, (apron, 2))

    assert info.free == {apron.pk: 1}
    assert not Reservation.objects.exists()


def test_without_a_time_nothing_is_held() -> None:
    StockSettings.objects.create(anonymous_minutes=None, authenticated_minutes=30)
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 5)

    info = market.basket(shop, (apron, 2))

    assert info.short_lines == []
    assert not Reservation.objects.exists()


def test_expired_holds_are_deleted_once(settings: Any) -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 5)
    market.basket(shop, (apron, 1))
    market.basket(shop, (apron, 1), now=NOW + timedelta(minutes=10))
    end = NOW + timedelta(minutes=30)

    assert reservations.release_expired(now=end) == 1
    assert reservations.release_expired(now=end) == 0

    assert Reservation.objects.get().reserved_until == NOW + timedelta(minutes=40)


def test_many_expired_holds_are_deleted_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reservations, "RELEASE_BATCH", 2)
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 9)
    for _ in range(5):
        market.basket(shop, (apron, 1))

    assert reservations.release_expired(now=NOW + timedelta(hours=1)) == 5


def test_the_worker_deletes_what_has_run_out_by_now() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 9)
    long_ago = NOW - timedelta(days=400)
    market.variant(shop)
    apron.product.channel_listings.update(published_at=long_ago, available_for_purchase_at=long_ago)
    market.basket(shop, (apron, 1), now=long_ago)

    assert release_expired_reservations() == 1
    assert not Reservation.objects.exists()
