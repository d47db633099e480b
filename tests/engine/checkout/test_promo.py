"""Voucher codes of a checkout: which apply, and for how long."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from engine.catalog.models import Category, Collection, CollectionProduct, ProductVariant
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Checkout, VoucherCustomer
from engine.checkout.services import contact, lines, promo
from engine.checkout.services.lines import LineChange
from kernel.money import Money
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.checkout.refusing import refused

pytestmark = pytest.mark.django_db


def basket(quantity: int = 2, **draft: Any) -> tuple[ProductVariant, CheckoutInfo]:
    """A checkout with two aprons of 100 lei."""
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 10)
    return apron, market.basket(shop, (apron, quantity), **draft)


def apply(info: CheckoutInfo, code: str = "IARNA") -> CheckoutInfo:
    return promo.add(checkout_id=info.checkout.pk, code=code, now=NOW)


def code_of(info: CheckoutInfo) -> str | None:
    return Checkout.objects.get(pk=info.checkout.pk).voucher_code


def test_a_code_reduces_the_total() -> None:
    _, info = basket()
    market.voucher(info.channel, value=10, discount_value_type="PERCENTAGE")

    after = apply(info)

    assert code_of(info) == "IARNA"
    assert (after.priced.discount, after.priced.total) == (Money(2000), Money(18000))


def test_a_code_takes_the_place_of_the_one_before() -> None:
    _, info = basket()
    market.voucher(info.channel, value=1000)
    market.voucher(info.channel, "VARA", value=2500)
    apply(info)

    after = apply(info, "VARA")

    assert (code_of(info), after.priced.discount) == ("VARA", Money(2500))


@pytest.mark.parametrize("code", ["", "NIMIC", "iarna", "Ț🎁", "x" * 300])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    _, info = basket()
    market.voucher(info.channel, value=1000)

    with refused("INVALID", "promoCode"):
        apply(info, code)


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_at": NOW + timedelta(seconds=1)},
        {"ends_at": NOW - timedelta(seconds=1)},
        {"usage_limit": 0},
    ],
)
def test_a_code_out_of_its_time_or_used_up_is_refused(fields: dict[str, Any]) -> None:
    _, info = basket()
    market.voucher(info.channel, value=1000, **fields)

    with refused("INVALID", "promoCode"):
        apply(info)


def test_a_code_of_another_channel_or_switched_off_is_refused() -> None:
    _, info = basket()
    market.voucher(market.channel(slug="pln"), "WARSZAWA", value=1000)
    off = market.voucher(info.channel, "OPRIT", value=1000)
    off.is_active = False
    off.save()

    for code in ("WARSZAWA", "OPRIT"):
        with refused("INVALID", "promoCode"):
            apply(info, code)


@pytest.mark.parametrize(
    "fields",
    [
        {"minimum_spent": 20001},
        {"min_checkout_items_quantity": 3},
        {"only_for_staff": True},
        {"type": "SPECIFIC_PRODUCT"},
        {"type": "SHIPPING"},
    ],
)
def test_a_code_whose_conditions_are_not_met_is_refused(fields: dict[str, Any]) -> None:
    _, info = basket()
    market.voucher(info.channel, value=1000, **fields)

    with refused("VOUCHER_NOT_APPLICABLE", "promoCode"):
        apply(info)


def test_conditions_are_met_at_their_very_bound() -> None:
    _, info = basket()
    market.voucher(info.channel, value=1000, minimum_spent=20000, min_checkout_items_quantity=2)

    assert apply(info).priced.discount == Money(1000)


def test_a_voucher_for_goods_reduces_those_it_is_for() -> None:
    shop = market.channel()
    place = market.warehouse(shop)
    apron, bowl, honey, candle, other = (market.variant(shop) for _ in range(5))
    for each in (apron, bowl, honey, candle, other):
        market.stock(each, place, 10)
    textiles = Category.objects.create(name="Textile", slug="textile", path="", level=0)
    textiles.path = f"{textiles.pk}/"
    textiles.save()
    kitchen = Category.objects.create(
        name="Bucătărie", slug="bucatarie", parent=textiles, path=textiles.path, level=1
    )
    kitchen.path = f"{textiles.path}{kitchen.pk}/"
    kitchen.save()
    candle.product.category = kitchen
    candle.product.save()
    gifts = Collection.objects.create(name="Cadouri", slug="cadouri")
    CollectionProduct.objects.create(collection=gifts, product=honey.product)
    voucher = market.voucher(shop, value=100, type="SPECIFIC_PRODUCT").voucher
    voucher.variants.add(apron)
    voucher.products.add(bowl.product)
    voucher.collections.add(gifts)
    voucher.categories.add(textiles)
    info = market.basket(shop, *((each, 1) for each in (apron, bowl, honey, candle, other)))

    after = apply(info)

    assert [line.discount.minor_units for line in after.priced.lines] == [100, 100, 100, 100, 0]


def test_a_voucher_for_delivery_waits_for_one() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 10)
    market.method(shop, price=1999)
    market.voucher(shop, value=50, discount_value_type="PERCENTAGE", type="SHIPPING", countries=["RO"])
    info = market.ready(shop, (apron, 1))

    after = apply(info)

    assert (after.priced.delivery_discount, after.priced.total) == (Money(1000), Money(10999))


def test_a_voucher_for_delivery_elsewhere_is_refused() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 10)
    market.method(shop)
    market.voucher(shop, value=1000, type="SHIPPING", countries=["MD"])
    info = market.ready(shop, (apron, 1))

    with refused("VOUCHER_NOT_APPLICABLE", "promoCode"):
        apply(info)


def test_a_customer_uses_a_code_once_however_the_email_is_written() -> None:
    _, info = basket(email="bogdan@example.com")
    code = market.voucher(info.channel, value=1000, apply_once_per_customer=True)
    VoucherCustomer.objects.create(voucher_code=code, email="Bogdan@Example.com")

    with refused("VOUCHER_NOT_APPLICABLE", "promoCode"):
        apply(info)


def test_a_code_is_given_up_when_the_customer_turns_out_to_have_used_it() -> None:
    _, info = basket()
    code = market.voucher(info.channel, value=1000, apply_once_per_customer=True)
    VoucherCustomer.objects.create(voucher_code=code, email="bogdan@example.com")
    apply(info)

    after = contact.set_email(checkout_id=info.checkout.pk, email="bogdan@example.com", now=NOW)

    assert (code_of(info), after.priced.discount) == (None, Money(0))


def test_a_code_is_given_up_when_the_basket_falls_below_its_minimum() -> None:
    _, info = basket()
    market.voucher(info.channel, value=1000, minimum_spent=20000)
    apply(info)

    change = LineChange(info.lines[0].line.pk, 1)
    after = lines.update(checkout_id=info.checkout.pk, changes=[change], now=NOW)

    assert (code_of(info), after.priced.total) == (None, Money(10000))


def test_a_code_grows_with_the_basket() -> None:
    _, info = basket()
    market.voucher(info.channel, value=10, discount_value_type="PERCENTAGE")
    apply(info)

    change = LineChange(info.lines[0].line.pk, 4)
    after = lines.update(checkout_id=info.checkout.pk, changes=[change], now=NOW)

    assert (after.priced.discount, after.priced.total) == (Money(4000), Money(36000))


def test_more_off_than_there_is_makes_it_free_and_no_more() -> None:
    _, info = basket()
    market.voucher(info.channel, value=10**9)

    after = apply(info)

    assert (after.priced.total, after.priced.total_net) == (Money(0), Money(0))


def test_a_code_can_be_given_up() -> None:
    _, info = basket()
    market.voucher(info.channel, value=1000)
    apply(info)

    after = promo.remove(checkout_id=info.checkout.pk, code="IARNA", now=NOW)

    assert (code_of(info), after.priced.total) == (None, Money(20000))


def test_giving_up_a_code_the_checkout_does_not_have_is_refused() -> None:
    _, info = basket()
    market.voucher(info.channel, value=1000)
    market.voucher(info.channel, value=500, code="TOAMNA")
    apply(info)

    with refused("NOT_FOUND", "promoCode"):
        promo.remove(checkout_id=info.checkout.pk, code="VARA", now=NOW)
    with refused("INVALID", "promoCode"):
        promo.remove(checkout_id=info.checkout.pk, code="TOAMNA", now=NOW)

    assert code_of(info) == "IARNA"


def test_giving_up_no_code_is_refused() -> None:
    _, info = basket()

    with refused("GRAPHQL_ERROR", "promoCode"):
        promo.remove(checkout_id=info.checkout.pk, code=None, now=NOW)
