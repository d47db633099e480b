"""Ways to send a checkout."""

from __future__ import annotations

from uuid import uuid4

import pytest

from engine.catalog.models import Channel, ProductVariant
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Checkout, CheckoutDelivery
from engine.checkout.services import contact, delivery, lines
from engine.checkout.services.lines import Wish
from engine.inventory.models import ShippingMethodChannelListing
from kernel.money import Money
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.checkout.refusing import refused

pytestmark = pytest.mark.django_db


def stall(**fields: int) -> tuple[Channel, ProductVariant]:
    shop = market.channel()
    apron = market.variant(shop, **fields)
    market.stock(apron, market.warehouse(shop), 10)
    return shop, apron


def addressed(shop: Channel, apron: ProductVariant, quantity: int = 1) -> CheckoutInfo:
    return market.basket(shop, (apron, quantity), shipping_address=market.address())


def names(info: CheckoutInfo) -> list[str]:
    return [row.name for row in delivery.offer(checkout_id=info.checkout.pk, now=NOW)]


def test_methods_are_offered_the_cheapest_first() -> None:
    shop, apron = stall()
    market.method(shop, name="Curier rapid", price=2999, minimum_delivery_days=1, maximum_delivery_days=2)
    market.method(shop, name="Curier", price=1999, minimum_delivery_days=2, maximum_delivery_days=5)
    info = addressed(shop, apron)

    offered = delivery.offer(checkout_id=info.checkout.pk, now=NOW)

    assert [
        (row.name, row.price, row.minimum_delivery_days, row.maximum_delivery_days) for row in offered
    ] == [
        ("Curier", 1999, 2, 5),
        ("Curier rapid", 2999, 1, 2),
    ]
    assert set(CheckoutDelivery.objects.all()) == set(offered)


def test_nothing_is_offered_without_an_address() -> None:
    shop, apron = stall()
    market.method(shop)
    info = market.basket(shop, (apron, 1))

    assert names(info) == []


def test_nothing_is_offered_for_what_is_not_sent() -> None:
    shop, course = stall()
    course.product.product_type.is_shipping_required = False
    course.product.product_type.save()
    market.method(shop)
    info = addressed(shop, course)

    assert names(info) == []
    with refused("SHIPPING_NOT_REQUIRED", "deliveryMethodId"):
        delivery.choose_method(checkout_id=info.checkout.pk, method_id=1, now=NOW)


def test_methods_that_cannot_take_it_are_not_offered() -> None:
    shop, apron = stall(weight_grams=600)
    market.method(shop, name="Moldova", countries=["MD"])
    market.method(shop, name="Sub 1 kg", maximum_order_weight=1000)
    market.method(shop, name="Peste 1 kg", minimum_order_weight=1200)
    market.method(shop, name="Sub 200 lei", maximum_order_price=19999)
    market.method(shop, name="De la 200 lei", minimum_order_price=20000)
    market.method(market.channel(slug="pln"), name="Alt canal")

    assert names(addressed(shop, apron, 2)) == ["Peste 1 kg", "De la 200 lei"]
    assert names(addressed(shop, apron, 1)) == ["Sub 1 kg", "Sub 200 lei"]


def test_limits_of_value_look_at_the_reduced_goods() -> None:
    shop, apron = stall()
    market.method(shop, name="De la 100 lei", minimum_order_price=10000)
    market.voucher(shop, value=1)
    info = addressed(shop, apron)
    assert names(info) == ["De la 100 lei"]

    info.checkout.voucher_code = "IARNA"
    info.checkout.save()

    assert names(info) == []


def test_an_offer_keeps_its_id_and_takes_the_price_of_now() -> None:
    shop, apron = stall()
    market.method(shop, price=1999)
    info = addressed(shop, apron)
    before = delivery.offer(checkout_id=info.checkout.pk, now=NOW)
    ShippingMethodChannelListing.objects.update(price=2500)

    after = delivery.offer(checkout_id=info.checkout.pk, now=NOW)

    assert [row.pk for row in before] == [row.pk for row in after]
    assert CheckoutDelivery.objects.get().price == 2500


def test_an_offer_that_no_longer_holds_is_marked() -> None:
    shop, apron = stall(weight_grams=600)
    market.method(shop, maximum_order_weight=1000)
    info = addressed(shop, apron)
    delivery.offer(checkout_id=info.checkout.pk, now=NOW)
    lines.add(checkout_id=info.checkout.pk, wishes=[Wish(apron.pk, 1)], now=NOW)

    assert names(info) == []
    assert CheckoutDelivery.objects.get().is_valid is False


def test_a_choice_is_priced() -> None:
    shop, apron = stall()
    market.method(shop, price=1999)
    info = addressed(shop, apron)
    (offered,) = delivery.offer(checkout_id=info.checkout.pk, now=NOW)

    after = delivery.choose(checkout_id=info.checkout.pk, delivery_id=offered.pk, now=NOW)

    assert Checkout.objects.get().delivery == offered
    assert (after.priced.delivery_price, after.priced.total) == (Money(1999), Money(11999))


def test_a_method_can_be_chosen_that_was_never_offered() -> None:
    shop, apron = stall()
    courier = market.method(shop, price=1999)
    info = addressed(shop, apron)

    delivery.choose_method(checkout_id=info.checkout.pk, method_id=courier.pk, now=NOW)
    delivery.choose_method(checkout_id=info.checkout.pk, method_id=courier.pk, now=NOW)

    assert CheckoutDelivery.objects.get().shipping_method == courier
    assert Checkout.objects.get().delivery is not None


def test_another_checkouts_delivery_is_refused() -> None:
    shop, apron = stall()
    market.method(shop)
    info, other = addressed(shop, apron), addressed(shop, apron)
    (foreign,) = delivery.offer(checkout_id=other.checkout.pk, now=NOW)

    with refused("DELIVERY_METHOD_NOT_APPLICABLE", "deliveryMethodId"):
        delivery.choose(checkout_id=info.checkout.pk, delivery_id=foreign.pk, now=NOW)


def test_a_delivery_that_no_longer_takes_it_is_refused() -> None:
    shop, apron = stall()
    market.method(shop)
    info = addressed(shop, apron)
    (offered,) = delivery.offer(checkout_id=info.checkout.pk, now=NOW)
    ShippingMethodChannelListing.objects.all().delete()

    with refused("DELIVERY_METHOD_NOT_APPLICABLE", "deliveryMethodId"):
        delivery.choose(checkout_id=info.checkout.pk, delivery_id=offered.pk, now=NOW)


def test_a_method_that_is_not_there_is_refused() -> None:
    shop, apron = stall()
    info = addressed(shop, apron)

    with refused("DELIVERY_METHOD_NOT_APPLICABLE", "deliveryMethodId"):
        delivery.choose_method(checkout_id=info.checkout.pk, method_id=10**18, now=NOW)
    with refused("NOT_FOUND", "id"):
        delivery.offer(checkout_id=uuid4(), now=NOW)


def test_a_price_that_changed_since_is_told_and_counted() -> None:
    shop, apron = stall()
    market.method(shop, price=1999)
    info = market.ready(shop, (apron, 1))
    ShippingMethodChannelListing.objects.update(price=2500)

    after = contact.set_note(checkout_id=info.checkout.pk, note="", now=NOW)

    assert after.stale_delivery == info.checkout.delivery
    assert after.invalid_delivery is None
    assert after.priced.delivery_price == Money(2500)


def test_a_choice_that_no_longer_holds_is_told() -> None:
    shop, apron = stall()
    market.method(shop)
    info = market.ready(shop, (apron, 1))

    abroad = market.address(country="MD", postal_code="2001")
    after = contact.set_shipping_address(checkout_id=info.checkout.pk, address=abroad, save=False, now=NOW)

    assert after.invalid_delivery == info.checkout.delivery
    assert after.stale_delivery is None


def test_a_choice_can_be_taken_back() -> None:
    shop, apron = stall()
    market.method(shop)
    info = market.ready(shop, (apron, 1))

    after = delivery.forget(checkout_id=info.checkout.pk, now=NOW)

    assert Checkout.objects.get().delivery is None
    assert after.priced.delivery_price == Money(0)


def test_the_number_of_queries_does_not_grow_with_methods(django_assert_max_num_queries: object) -> None:
    shop, apron = stall()
    for number in range(12):
        market.method(shop, name=f"Curier {number}", price=1999 + number)
    info = addressed(shop, apron)

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert len(delivery.offer(checkout_id=info.checkout.pk, now=NOW)) == 12
