"""From a checkout to an order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from engine.accounts.models import Address
from engine.catalog.models import Channel, ProductVariant, Translation
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Checkout, CheckoutDelivery, CheckoutLine, Reservation, VoucherCustomer
from engine.checkout.services import completion, contact, promo
from engine.inventory.models import ShippingMethodChannelListing, Stock
from engine.orders.models import Allocation, Order
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.checkout.refusing import refused

pytestmark = pytest.mark.django_db

#: Savepoints among them; an order of one line and one of thirty ask as often.
QUERIES_OF_AN_ORDER = 21


def stall(pieces: int = 10, **fields: Any) -> tuple[Channel, ProductVariant]:
    """A shop that sends aprons of 100 lei for 19,99."""
    shop = market.channel(**fields)
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), pieces)
    market.method(shop, price=1999)
    return shop, apron


def complete(info: CheckoutInfo, **how: Any) -> Order:
    return completion.complete(checkout_id=info.checkout.pk, **{"now": NOW, **how})


def test_an_order_is_the_checkout_frozen() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 2), metadata={"source": "târg"})
    contact.set_note(checkout_id=info.checkout.pk, note="Sunați la Ştefan 🎁", now=NOW)

    order = complete(info, metadata={"terms": "2026-11"})

    kept = Order.objects.get()
    assert kept == order
    assert (kept.number, kept.checkout_id, kept.user_email) == (1, info.checkout.pk, "bogdan@example.com")
    assert (kept.status, kept.charge_status, kept.total_charged) == ("UNCONFIRMED", "NONE", 0)
    assert (kept.total_gross, kept.total_net) == (21999, 16529 + 1652)
    assert (kept.shipping_gross, kept.shipping_net, kept.shipping_tax_rate) == (1999, 1652, 21)
    assert kept.shipping_method_name == "Curier"
    assert kept.customer_note == "Sunați la Ştefan 🎁"
    assert kept.metadata == {"source": "târg", "terms": "2026-11"}
    assert kept.shipping_address.postal_code == "700001"
    assert [event.type for event in kept.events.all()] == ["PLACED", "CONFIRMED"]


def test_an_order_line_is_the_line_frozen() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 3))

    line = complete(info).lines.get()

    assert (line.variant, line.quantity, line.product_sku) == (apron, 3, apron.sku)
    assert (line.product_name, line.variant_name) == (apron.product.name, "M")
    assert (line.unit_gross, line.unit_net, line.tax_rate) == (10000, 8264, 21)
    assert (line.total_gross, line.total_net) == (30000, 24793)


def test_names_are_kept_in_the_shoppers_language_too() -> None:
    shop, apron = stall()
    Translation.objects.create(
        kind="Product", object_key=str(apron.product.pk), language_code="en", texts={"name": "Apron"}
    )
    info = market.ready(shop, (apron, 1), language_code="en")

    order = complete(info)

    line = order.lines.get()
    assert (order.language_code, line.translated_product_name, line.translated_variant_name) == (
        "en",
        "Apron",
        "",
    )


def test_pieces_are_promised_and_the_checkout_is_gone() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 2))

    order = complete(info)

    pile = Stock.objects.get()
    claim = Allocation.objects.get()
    assert (pile.quantity, pile.quantity_allocated) == (10, 2)
    assert (claim.order_line.order, claim.stock, claim.quantity_allocated) == (order, pile, 2)
    for model in (Checkout, CheckoutLine, CheckoutDelivery, Reservation):
        assert not model.objects.exists()


def test_orders_are_numbered_one_after_the_other() -> None:
    shop, apron = stall()

    numbers = [market.ordered(shop, (apron, 1)).number for _ in range(3)]

    assert numbers == [1, 2, 3]


def test_a_second_time_gives_the_same_order() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 2))

    first, second = complete(info), complete(info)

    assert first == second
    assert Order.objects.count() == 1
    assert Stock.objects.get().quantity_allocated == 2


def test_a_checkout_that_is_not_there_is_refused() -> None:
    with refused("NOT_FOUND", "id"):
        completion.complete(checkout_id=uuid4(), now=NOW)


def test_prices_are_those_of_the_moment() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 2))
    apron.channel_listings.update(price=9000)
    ShippingMethodChannelListing.objects.update(price=2500)

    assert complete(info).total_gross == 20500


def test_what_is_missing_is_told_in_saleors_order() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))

    with refused("EMAIL_NOT_SET", None):
        complete(info)
    Checkout.objects.update(email="bogdan@example.com")
    with refused("SHIPPING_METHOD_NOT_SET", "shippingMethod"):
        complete(info)


def test_an_empty_checkout_is_refused() -> None:
    shop, _ = stall()
    info = market.basket(shop, email="bogdan@example.com")

    with refused("NO_LINES", "lines"):
        complete(info)


@pytest.mark.parametrize(
    ("missing", "code", "field"),
    [
        ({"shipping_address": None}, "SHIPPING_ADDRESS_NOT_SET", "shippingAddress"),
        ({"billing_address": None}, "BILLING_ADDRESS_NOT_SET", "billingAddress"),
        ({"email": None}, "EMAIL_NOT_SET", None),
    ],
)
def test_each_missing_thing_is_told(missing: dict[str, Any], code: str, field: str | None) -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 1))
    Checkout.objects.update(**missing)

    with refused(code, field):
        complete(info)


def test_what_is_not_sent_needs_no_delivery() -> None:
    shop, course = stall()
    kind = course.product.product_type
    kind.is_shipping_required = False
    kind.save()
    info = market.basket(shop, (course, 1), email="bogdan@example.com", billing_address=market.address())

    order = complete(info)

    assert (order.shipping_address, order.shipping_method, order.total_gross) == (None, None, 10000)


def test_a_delivery_that_no_longer_fits_is_refused() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 1))
    ShippingMethodChannelListing.objects.update(minimum_order_price=10001)

    with refused("INVALID_SHIPPING_METHOD", "shippingMethod"):
        complete(info)


def test_what_was_unpublished_meanwhile_is_refused() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 1))
    apron.product.channel_listings.update(is_published=False)

    with refused("UNAVAILABLE_VARIANT_IN_CHANNEL", "lines") as caught:
        complete(info)

    variants = caught.value.problems[0].extra["variants"]
    assert variants == [to_global_id("ProductVariant", apron.pk)]


def test_what_was_sold_meanwhile_is_refused() -> None:
    shop, apron = stall(pieces=1)
    info = market.ready(shop, (apron, 1))
    later = NOW + timedelta(minutes=31)
    market.ordered(shop, (apron, 1), now=later)

    with refused("INSUFFICIENT_STOCK", None) as caught:
        complete(info, now=later)

    variants = caught.value.problems[0].extra["variants"]
    assert variants == [to_global_id("ProductVariant", apron.pk)]


def test_stock_that_was_counted_again_is_refused() -> None:
    shop, apron = stall(pieces=5)
    info = market.ready(shop, (apron, 3))
    Stock.objects.update(quantity=2)

    with refused("INSUFFICIENT_STOCK", None):
        complete(info)


def test_an_expired_hold_is_no_harm_while_there_is_stock() -> None:
    shop, apron = stall(pieces=1)
    info = market.ready(shop, (apron, 1))

    order = complete(info, now=NOW + timedelta(hours=5))

    assert order.lines.get().quantity == 1


def test_a_channel_that_wants_payment_refuses_what_is_not_paid() -> None:
    shop, apron = stall(allow_unpaid_orders=False)
    info = market.ready(shop, (apron, 1))

    with refused("CHECKOUT_NOT_FULLY_PAID", None) as caught:
        complete(info)

    assert str(caught.value) == "Provided payment methods can not cover the checkout's total amount"


def test_what_is_free_counts_as_paid() -> None:
    shop, apron = stall(allow_unpaid_orders=False)
    ShippingMethodChannelListing.objects.update(price=0)
    market.voucher(shop, value=100, discount_value_type="PERCENTAGE")
    info = market.ready(shop, (apron, 1))
    promo.add(checkout_id=info.checkout.pk, code="IARNA", now=NOW)

    order = complete(info)

    assert (order.total_gross, order.discount_amount, order.charge_status) == (0, 10000, "FULL")


def test_a_channel_may_confirm_orders_by_hand() -> None:
    shop, apron = stall(automatically_confirm_all_new_orders=False)

    order = complete(market.ready(shop, (apron, 1)))

    assert order.status == "UNCONFIRMED"
    assert [event.type for event in order.events.all()] == ["PLACED"]


def test_a_voucher_is_counted_and_frozen() -> None:
    shop, apron = stall()
    code = market.voucher(shop, value=2500, apply_once_per_customer=True)
    info = market.ready(shop, (apron, 2))
    promo.add(checkout_id=info.checkout.pk, code="IARNA", now=NOW)

    order = complete(info)

    code.refresh_from_db()
    assert code.used == 1
    assert VoucherCustomer.objects.get().email == "bogdan@example.com"
    assert (order.voucher_code, order.discount_name, order.discount_amount) == ("IARNA", "Iarna", 2500)
    assert (order.total_gross, order.undiscounted_total_gross) == (19499, 21999)
    line = order.lines.get()
    assert (line.unit_gross, line.unit_discount, line.total_gross) == (8750, 1250, 17500)


def test_a_voucher_that_ended_meanwhile_is_refused_rather_than_dropped_in_silence() -> None:
    shop, apron = stall()
    market.voucher(shop, value=2500, ends_at=NOW + timedelta(minutes=1))
    info = market.ready(shop, (apron, 2))
    promo.add(checkout_id=info.checkout.pk, code="IARNA", now=NOW)

    with refused("VOUCHER_NOT_APPLICABLE", None):
        complete(info, now=NOW + timedelta(minutes=2))


def test_pieces_come_from_the_warehouse_of_each_seller() -> None:
    shop, apron = stall()
    bowl = market.variant(shop)
    carmen = market.warehouse(shop, "atelierul-carmen")
    market.stock(bowl, carmen, 5)

    order = market.ordered(shop, (apron, 1), (bowl, 2))

    claims = Allocation.objects.filter(order_line__order=order).order_by("order_line__sort_order")
    found = [(claim.stock.warehouse.slug, claim.quantity_allocated) for claim in claims]
    assert found == [("atelierul-anei", 1), ("atelierul-carmen", 2)]


def test_a_shopper_finds_the_addresses_in_their_book_once() -> None:
    shop, apron = stall()
    bogdan = market.user()

    for _ in range(2):
        info = market.ready(shop, (apron, 1))
        contact.attach_customer(checkout_id=info.checkout.pk, user=bogdan, now=NOW)
        order = complete(info)

    assert [address.street_address_1 for address in bogdan.addresses.all()] == ["Str. Exemplului 7"]
    assert order.shipping_address not in bogdan.addresses.all()


def test_a_shopper_may_keep_an_address_out_of_their_book() -> None:
    shop, apron = stall()
    bogdan = market.user()
    info = market.ready(shop, (apron, 1), save_shipping_address=False, save_billing_address=False)
    contact.attach_customer(checkout_id=info.checkout.pk, user=bogdan, now=NOW)

    complete(info)

    assert not bogdan.addresses.exists()


def test_metadata_that_cannot_be_kept_is_refused() -> None:
    shop, apron = stall()
    info = market.ready(shop, (apron, 1))

    with refused("REQUIRED", "input"):
        complete(info, metadata={"": "x"})

    assert Address.objects.filter(first_name="Bogdan").exists()


def test_the_number_of_queries_does_not_grow_with_lines(django_assert_num_queries: Any) -> None:
    shop, apron = stall()
    place = market.warehouse(shop, "atelierul-carmen")
    goods = [market.variant(shop) for _ in range(30)]
    for each in goods:
        market.stock(each, place, 5)
    small = market.ready(shop, (apron, 1))
    large = market.ready(shop, *((each, 1) for each in goods))
    market.ordered(shop, (apron, 1))

    for info in (small, large):
        with django_assert_num_queries(QUERIES_OF_AN_ORDER):
            complete(info)
