"""From a basket to an order: who, where, how, the button; and what is in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from commerce.errors import BasketGone, InsufficientStock, Problem, Refused
from commerce.shop import basket as baskets
from commerce.shop import checkout, orders
from commerce.types import Address, DeliveryId, Order, OrderId
from kernel.ids import to_global_id
from kernel.money import Money
from tests.contract import core
from tests.contract.market import COURIER, Good, Market, address
from tests.contract.shopping import EMAIL, contact, deliver, fill, order, ready
from tests.contract.test_baskets import NOBODYS, problems


@pytest.fixture(scope="module")
def cup(shop: Market) -> Good:
    """Fifty lei, of which there are plenty."""
    return shop.good("Cană", price=5000, stock=500, english={"name": f"Cup {shop.mark}"})


@pytest.fixture(scope="module")
def ebook(shop: Market) -> Good:
    """A good that nobody carries."""
    return shop.good("Carte digitală", price=2500, stock=500, is_shipped=False)


def placed(order_id: OrderId) -> Order:
    """The order as whoever has its id reads it."""
    found = orders.one(order_id=order_id, language="RO")
    assert found is not None
    return found


def as_written(given: Address) -> Address:
    """An address but for its id and capitals: Saleor writes a Romanian city in capitals only."""
    return replace(given, id=None, city=given.city.casefold())


def refusal(basket_id: Any) -> list[tuple[str | None, str]]:
    """Field and code of what the button answers."""
    with pytest.raises(Refused) as refused:
        checkout.place_order(basket_id=basket_id)
    return problems(refused)


def test_contact_and_addresses_are_kept_as_they_were_given(cup: Good) -> None:
    bucharest = address(
        city="București", county="RO-B", sector="3", postal_code="030167", street_extra="ap. 2"
    )
    firm = address(company_name="Firma SRL", city="Cluj-Napoca", county="RO-CJ", postal_code="400001")

    basket = contact(
        fill((cup, 1)), shipping=bucharest, billing=firm, note="La poartă.", metadata={"a": "1", "b": "ș"}
    )

    assert basket.shipping_address is not None
    assert basket.billing_address is not None
    assert as_written(basket.shipping_address) == as_written(bucharest)
    assert as_written(basket.billing_address) == as_written(firm)
    assert (basket.email, basket.note, basket.metadata) == (EMAIL, "La poartă.", {"a": "1", "b": "ș"})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"email": "nu e adresă"}, [("email", "INVALID", None)]),
        ({"email": ""}, [("email", "REQUIRED", None)]),
        ({"shipping": address(postal_code="12")}, [("postalCode", "INVALID", "SHIPPING")]),
        ({"shipping": address(street="")}, [("streetAddress1", "REQUIRED", "SHIPPING")]),
        ({"shipping": address(city="")}, [("city", "REQUIRED", "SHIPPING")]),
        ({"shipping": address(phone="12")}, [("phone", "INVALID", "SHIPPING")]),
        ({"billing": address(phone="abc")}, [("phone", "INVALID", "BILLING")]),
        ({"billing": address(postal_code="")}, [("postalCode", "REQUIRED", "BILLING")]),
    ],
)
def test_what_cannot_be_an_address_is_refused_beside_its_field(
    cup: Good, changes: dict[str, Any], expected: list[tuple[str, str, str | None]]
) -> None:
    basket = fill((cup, 1))

    with pytest.raises(Refused) as refused:
        contact(basket, **changes)

    found = [(p.field, p.code, p.address_type) for p in refused.value.problems]
    assert found == expected


def test_a_county_is_not_checked_by_the_core(cup: Good) -> None:
    basket = contact(fill((cup, 1)), shipping=address(county=""), billing=address(county="Iași"))

    assert basket.shipping_address is not None
    assert basket.billing_address is not None
    assert (basket.shipping_address.county, basket.billing_address.county) == ("", "Iași")


def test_the_courier_costs_up_to_a_sum_and_is_free_above(cup: Good) -> None:
    small, large = contact(fill((cup, 1))), contact(fill((cup, 6)))

    (paid,) = checkout.delivery_options(basket_id=small.id, language="EN")
    (free,) = checkout.delivery_options(basket_id=large.id, language="RO")

    assert (paid.name, paid.price, paid.minimum_days, paid.maximum_days) == ("Courier", COURIER, 2, 5)
    assert (paid.is_active, paid.message) == (True, "")
    assert (free.name, free.price) == ("Curier gratuit", Money(0))


def test_a_chosen_delivery_is_in_the_sums_with_its_tax(cup: Good) -> None:
    basket = deliver(contact(fill((cup, 2))))

    assert basket.delivery is not None
    assert (basket.delivery.name, basket.shipping) == ("Curier", COURIER)
    assert (basket.subtotal, basket.total) == (Money(10000), Money(11999))
    assert basket.problems == ()


def test_without_an_address_there_is_no_delivery(cup: Good) -> None:
    assert checkout.delivery_options(basket_id=fill((cup, 1)).id, language="RO") == ()


def test_goods_nobody_carries_have_no_delivery(ebook: Good) -> None:
    basket = contact(fill((ebook, 1)))

    assert not basket.is_shipping_required
    assert basket.shipping_address is None
    assert checkout.delivery_options(basket_id=basket.id, language="RO") == ()


@pytest.mark.parametrize(
    ("delivery", "code"),
    [
        (to_global_id("ShippingMethodType", 987654), "INVALID"),
        (
            to_global_id("CheckoutDelivery", "00000000-0000-4000-8000-000000000000"),
            "DELIVERY_METHOD_NOT_APPLICABLE",
        ),
    ],
)
def test_a_delivery_that_was_not_offered_is_refused(cup: Good, delivery: str, code: str) -> None:
    basket = contact(fill((cup, 1)))

    with pytest.raises(Refused) as refused:
        checkout.choose_delivery(basket_id=basket.id, delivery_id=DeliveryId(delivery), language="RO")

    assert problems(refused) == [("deliveryMethodId", code)]


def test_an_order_is_placed_without_payment_and_freezes_all(shop: Market, cup: Good) -> None:
    basket = ready((cup, 2), note="Mulțumesc.", metadata={"payment_method": "bank_transfer"})

    order_id = checkout.place_order(basket_id=basket.id)

    found = placed(order_id.id)
    assert found.number == order_id.number
    assert (found.status, found.charge_status) == ("UNCONFIRMED", "NONE")
    assert (found.email, found.note, found.voucher_code) == (EMAIL, "Mulțumesc.", "")
    assert (found.subtotal, found.shipping, found.total) == (Money(10000), COURIER, Money(11999))
    assert (found.delivery_name, found.payment_method, found.fulfillments) == ("Curier", "bank_transfer", ())
    assert found.shipping_address is not None
    assert as_written(found.shipping_address) == as_written(address())
    (line,) = found.lines
    assert (line.name, line.sku, line.quantity, line.quantity_fulfilled) == (cup.name, cup.sku, 2, 0)
    assert (line.unit_price, line.total, str(line.tax_rate)) == (Money(5000), Money(10000), "0.21")
    assert line.seller is not None
    assert line.seller.slug == shop.slug("ana")
    assert line.is_shipped


def test_an_order_in_english_keeps_its_english_names(shop: Market, cup: Good) -> None:
    sold = order((cup, 1), language="EN")

    english = orders.one(order_id=sold.id, language="EN")
    romanian = orders.one(order_id=sold.id, language="RO")

    assert english is not None
    assert romanian is not None
    assert english.language == romanian.language == "EN"
    assert (english.lines[0].name, romanian.lines[0].name) == (f"Cup {shop.mark}", cup.name)


def test_goods_nobody_carries_are_ordered_without_an_address(ebook: Good) -> None:
    found = placed(order((ebook, 1)).id)

    assert (found.shipping_address, found.shipping, found.delivery_name) == (None, Money(0), "")
    assert found.total == Money(2500)
    assert not found.lines[0].is_shipped


def test_an_order_takes_its_pieces(shop: Market) -> None:
    good = shop.good(stock=5)

    order((good, 2))

    assert shop.stocks(good) == {"ana": (5, 2)}


def test_pressing_the_button_twice_gives_the_same_order(cup: Good) -> None:
    basket = ready((cup, 1))
    first = checkout.place_order(basket_id=basket.id)

    again = checkout.place_order(basket_id=basket.id)

    assert again == first
    assert baskets.get(basket_id=basket.id, language="RO") is None


def test_a_basket_that_was_ordered_is_gone(cup: Good) -> None:
    basket = ready((cup, 1))
    checkout.place_order(basket_id=basket.id)

    with pytest.raises(BasketGone):
        baskets.remove_line(basket_id=basket.id, line_id=basket.lines[0].id, language="RO")
    with pytest.raises(BasketGone):
        contact(basket)


def test_a_basket_that_never_was_cannot_be_ordered() -> None:
    with pytest.raises(BasketGone) as gone:
        checkout.place_order(basket_id=NOBODYS)

    assert problems(gone) == [("id", "NOT_FOUND")]


def test_what_is_missing_is_told_one_after_the_other(cup: Good, ebook: Good) -> None:
    email = """mutation($id: ID!, $email: String!) {
      checkoutEmailUpdate(id: $id, email: $email) { errors { field code } }
    }"""
    shipped, digital = fill((cup, 1)), fill((ebook, 1))

    assert refusal(shipped.id) == [(None, "EMAIL_NOT_SET")]
    for basket in (shipped, digital):
        core.told(email, {"id": basket.id, "email": EMAIL})
    assert refusal(shipped.id) == [("shippingMethod", "SHIPPING_METHOD_NOT_SET")]
    assert refusal(contact(shipped).id) == [("shippingMethod", "SHIPPING_METHOD_NOT_SET")]
    assert refusal(digital.id) == [("billingAddress", "BILLING_ADDRESS_NOT_SET")]


def test_an_empty_basket_cannot_be_ordered(cup: Good) -> None:
    basket = ready((cup, 1))
    baskets.remove_line(basket_id=basket.id, line_id=basket.lines[0].id, language="RO")

    assert refusal(basket.id) == [("lines", "NO_LINES")]


def test_what_was_counted_away_meanwhile_cannot_be_ordered(shop: Market) -> None:
    good = shop.good(stock=5)
    basket = ready((good, 3))
    shop.set_stock(good, 2)

    with pytest.raises(InsufficientStock) as short:
        checkout.place_order(basket_id=basket.id)

    assert problems(short) == [(None, "INSUFFICIENT_STOCK")]
    assert short.value.problems[0].variant_ids == (good.variant_id,)
    again = baskets.get(basket_id=basket.id, language="RO")
    assert again is not None
    assert [line.quantity for line in again.lines] == [3]


def test_what_left_the_shelves_meanwhile_cannot_be_ordered(shop: Market) -> None:
    good = shop.good(stock=5)
    basket = ready((good, 1))
    shop.publish(good, False)

    assert refusal(basket.id) == [("lines", "UNAVAILABLE_VARIANT_IN_CHANNEL")]


def test_an_order_costs_what_its_basket_said_last_though_a_price_changed(shop: Market) -> None:
    good = shop.good(price=3000, stock=5)
    basket = ready((good, 1))
    shop.set_price(good, 4000)

    said = baskets.get(basket_id=basket.id, language="RO")
    found = placed(checkout.place_order(basket_id=basket.id).id)

    assert said is not None
    assert (found.subtotal, found.total) == (said.subtotal, said.total)
    # Saleor keeps a basket's prices for an hour; the embedded core looks at every question.
    assert found.lines[0].unit_price == Money(3000 if core.is_saleor() else 4000)


def test_a_delivery_that_does_not_fit_any_more_is_told(cup: Good) -> None:
    basket = ready((cup, 1))

    larger = baskets.set_quantity(basket_id=basket.id, line_id=basket.lines[0].id, quantity=7, language="RO")

    # Saleor says so after any change, until it is asked again; the embedded core knows at once.
    assert larger.problems == ("DELIVERY_STALE" if core.is_saleor() else "DELIVERY_INVALID",)
    (free,) = checkout.delivery_options(basket_id=basket.id, language="RO")
    chosen = checkout.choose_delivery(basket_id=basket.id, delivery_id=free.id, language="RO")
    assert (chosen.problems, chosen.shipping) == ((), Money(0))


def test_a_channel_that_wants_its_money_first_refuses_the_unpaid(shop: Market, cup: Good) -> None:
    update = """mutation($id: ID!, $input: ChannelUpdateInput!) {
      channelUpdate(id: $id, input: $input) { errors { field code } }
    }"""
    basket = ready((cup, 1))

    def allow(unpaid: bool) -> None:
        settings = {"orderSettings": {"allowUnpaidOrders": unpaid}}
        shop.tell(update, {"id": shop.channel_id, "input": settings})

    allow(False)
    try:
        with pytest.raises(Refused) as refused:
            checkout.place_order(basket_id=basket.id)
    finally:
        allow(True)

    assert refused.value.problems == (
        Problem(
            None,
            "CHECKOUT_NOT_FULLY_PAID",
            "Provided payment methods can not cover the checkout's total amount",
        ),
    )
