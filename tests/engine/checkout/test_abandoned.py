"""Checkouts that nobody came back to go with their addresses; what is used, or was paid for, stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.accounts.models import Address
from engine.catalog.models import Channel, ProductVariant
from engine.checkout import abandoned
from engine.checkout.models import Checkout
from engine.checkout.tasks import forget_abandoned
from engine.payments.models import TransactionItem
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Channel:
    """A shop that delivers."""
    made = market.channel()
    market.method(made, price=1999)
    return made


@pytest.fixture
def apron(shop: Channel) -> ProductVariant:
    """Ten aprons of Ana's."""
    made = market.variant(shop)
    market.stock(made, market.warehouse(shop), 10)
    return made


def left_alone(checkout: Checkout, for_: timedelta) -> Checkout:
    """Let a checkout's last change be so long ago, counted from NOW."""
    Checkout.objects.filter(pk=checkout.pk).update(updated_at=NOW - for_)
    return checkout


def a_moment_more(than: timedelta) -> timedelta:
    """Just past a limit."""
    return than + timedelta(seconds=1)


def test_a_strangers_basket_goes_after_thirty_days(shop: Channel, apron: ProductVariant) -> None:
    left_alone(market.basket(shop, (apron, 1)).checkout, a_moment_more(abandoned.ANONYMOUS))
    kept = left_alone(market.basket(shop, (apron, 1)).checkout, abandoned.ANONYMOUS)

    forgotten = [abandoned.forget(now=NOW), abandoned.forget(now=NOW)]

    assert forgotten == [1, 0]
    assert list(Checkout.objects.all()) == [kept]


def test_somebodys_basket_goes_after_ninety_days_with_both_addresses(
    shop: Channel, apron: ProductVariant
) -> None:
    elsewhere = set(Address.objects.values_list("pk", flat=True))
    left_alone(market.ready(shop, (apron, 1)).checkout, a_moment_more(abandoned.NAMED))
    kept = left_alone(market.ready(shop, (apron, 1)).checkout, abandoned.NAMED)

    assert abandoned.forget(now=NOW) == 1

    assert list(Checkout.objects.all()) == [kept]
    own = {kept.shipping_address_id, kept.billing_address_id}
    assert set(Address.objects.values_list("pk", flat=True)) == elsewhere | own


def test_an_empty_basket_goes_after_six_hours_even_with_an_address(
    shop: Channel, apron: ProductVariant
) -> None:
    bogdans = market.ready(shop, (apron, 1)).checkout
    bogdans.lines.all().delete()
    left_alone(bogdans, a_moment_more(abandoned.EMPTY))
    full = left_alone(market.basket(shop, (apron, 1)).checkout, a_moment_more(abandoned.EMPTY))

    assert abandoned.forget(now=NOW) == 1

    assert list(Checkout.objects.all()) == [full]


@pytest.mark.parametrize("amount", abandoned.AMOUNTS)
def test_a_basket_that_money_was_paid_or_promised_for_stays(
    shop: Channel, apron: ProductVariant, amount: str
) -> None:
    checkout = left_alone(market.ready(shop, (apron, 1)).checkout, a_moment_more(abandoned.NAMED))
    TransactionItem.objects.create(checkout=checkout, created_at=NOW, **{amount: 1})

    assert abandoned.forget(now=NOW) == 0

    assert list(Checkout.objects.all()) == [checkout]
    assert checkout.shipping_address is not None


def test_a_try_to_pay_that_came_to_nothing_keeps_no_basket(shop: Channel, apron: ProductVariant) -> None:
    checkout = left_alone(market.ready(shop, (apron, 1)).checkout, a_moment_more(abandoned.NAMED))
    TransactionItem.objects.create(checkout=checkout, created_at=NOW)

    assert abandoned.forget(now=NOW) == 1

    assert TransactionItem.objects.get().checkout is None


def test_many_go_batch_by_batch(
    shop: Channel, apron: ProductVariant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(abandoned, "BATCH", 2)
    for _ in range(5):
        left_alone(market.basket(shop, (apron, 1), (apron, 1)).checkout, a_moment_more(abandoned.ANONYMOUS))

    assert abandoned.forget(now=NOW) == 5


def test_the_worker_forgets_by_now(shop: Channel, apron: ProductVariant) -> None:
    old = market.basket(shop, (apron, 1)).checkout
    Checkout.objects.filter(pk=old.pk).update(updated_at=NOW - timedelta(days=400))

    assert forget_abandoned() == 1
