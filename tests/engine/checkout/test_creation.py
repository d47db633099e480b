"""Starting a checkout."""

from __future__ import annotations

from typing import Any

import pytest

from engine.accounts.models import Address
from engine.checkout.models import Checkout, Reservation
from engine.checkout.services import creation
from engine.checkout.services.creation import Draft
from engine.checkout.services.lines import Wish
from kernel.ids import to_global_id
from kernel.money import Money
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.checkout.refusing import refused

pytestmark = pytest.mark.django_db


def test_a_checkout_holds_its_pieces() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    pile = market.stock(apron, market.warehouse(shop), 5)

    info = market.basket(shop, (apron, 2))

    kept = Checkout.objects.get()
    assert kept == info.checkout
    assert [(line.variant, line.quantity) for line in kept.lines.all()] == [(apron, 2)]
    assert [(held.stock, held.quantity_reserved) for held in Reservation.objects.all()] == [(pile, 2)]
    assert info.priced.total == Money(20000)


def test_the_same_variant_twice_is_one_line() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 5)

    info = market.basket(shop, (apron, 2), (apron, 1))

    assert [entry.line.quantity for entry in info.lines] == [3]


def test_lines_stay_in_the_order_asked_for() -> None:
    shop = market.channel()
    place = market.warehouse(shop)
    goods = [market.variant(shop) for _ in range(3)]
    for each in goods:
        market.stock(each, place, 5)

    market.basket(shop, (goods[2], 1), (goods[0], 1), (goods[1], 1))

    kept = Checkout.objects.get().lines.all()
    assert [line.variant for line in kept] == [goods[2], goods[0], goods[1]]


def test_more_than_in_stock_is_kept_and_told_and_holds_nothing() -> None:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 5)

    info = market.basket(shop, (apron, 6))

    assert [entry.line.quantity for entry in info.short_lines] == [6]
    assert info.free == {apron.pk: 5}
    assert not Reservation.objects.exists()


@pytest.mark.parametrize("quantity", [0, -1, -(10**9)])
def test_no_pieces_are_refused(quantity: int) -> None:
    shop = market.channel()
    apron = market.variant(shop)

    with refused("ZERO_QUANTITY", "quantity"):
        market.basket(shop, (apron, quantity))


@pytest.mark.parametrize("quantity", [51, 10**9])
def test_more_than_an_order_may_have_is_refused(quantity: int) -> None:
    shop = market.channel()
    apron = market.variant(shop)

    with refused("QUANTITY_GREATER_THAN_LIMIT", "quantity") as caught:
        market.basket(shop, (apron, quantity))

    assert str(caught.value) == "Cannot add more than 50 times this item: M."


def test_a_variants_own_limit_goes_before_the_shops() -> None:
    shop = market.channel()
    rare = market.variant(shop, quantity_limit_per_customer=2)
    market.stock(rare, market.warehouse(shop), 10)

    with refused("QUANTITY_GREATER_THAN_LIMIT", "quantity"):
        market.basket(shop, (rare, 3))

    assert [entry.line.quantity for entry in market.basket(shop, (rare, 2)).lines] == [2]


def test_a_variant_that_is_not_there_is_named() -> None:
    shop = market.channel()

    with refused("GRAPHQL_ERROR", "variantId") as caught:
        creation.create(channel=shop, wishes=[Wish(999999, 1)], draft=Draft(), user=None, now=NOW)

    gid = to_global_id("ProductVariant", 999999)
    assert str(caught.value) == f"Could not resolve to a node with the global id list of '['{gid}']'."


@pytest.mark.parametrize(
    ("listing", "price", "code"),
    [
        ({"available_for_purchase_at": None}, 10000, "PRODUCT_UNAVAILABLE_FOR_PURCHASE"),
        ({}, None, "UNAVAILABLE_VARIANT_IN_CHANNEL"),
        ({"is_published": False}, 10000, "PRODUCT_NOT_PUBLISHED"),
    ],
)
def test_what_is_not_on_sale_is_refused(listing: dict[str, Any], price: int | None, code: str) -> None:
    shop = market.channel()
    apron = market.variant(shop, price=price)
    market.stock(apron, market.warehouse(shop), 5)
    apron.product.channel_listings.update(**listing)

    with refused(code, "lines") as caught:
        market.basket(shop, (apron, 1))

    variants = caught.value.problems[0].extra["variants"]
    assert variants == [to_global_id("ProductVariant", apron.pk)]


def test_a_shopper_starts_with_their_email_and_addresses() -> None:
    shop = market.channel()
    home = market.address()
    home.save()
    bogdan = market.user(default_shipping_address=home, default_billing_address=home)

    info = creation.create(channel=shop, wishes=[], draft=Draft(), user=bogdan, now=NOW)

    checkout = Checkout.objects.get(pk=info.checkout.pk)
    assert (checkout.user, checkout.email) == (bogdan, "bogdan@example.com")
    # Copies: changing the address book later does not move an order that is under way.
    assert checkout.shipping_address.street_address_1 == "Str. Exemplului 7"
    assert len({home.pk, checkout.shipping_address_id, checkout.billing_address_id}) == 3
    assert len({home.pk, bogdan.default_shipping_address.pk, bogdan.default_billing_address.pk}) == 1
    bogdan.refresh_from_db()
    assert bogdan.default_shipping_address == home


def test_what_is_given_goes_before_what_is_known() -> None:
    shop = market.channel()
    home = market.address()
    home.save()
    bogdan = market.user(default_shipping_address=home)
    work = market.address(street_address_1="Str. Muncii 1")

    draft = Draft(email=" bogdan@work.example ", shipping_address=work, metadata={"source": "târg"})
    info = creation.create(channel=shop, wishes=[], draft=draft, user=bogdan, now=NOW)

    assert info.checkout.email == "bogdan@work.example"
    assert info.checkout.shipping_address.street_address_1 == "Str. Muncii 1"
    assert info.checkout.metadata == {"source": "târg"}


@pytest.mark.parametrize(
    "email", ["bogdan", "bogdan@", f"{'b' * 60}@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.ro"]
)
def test_an_email_that_is_none_is_refused(email: str) -> None:
    shop = market.channel()

    with refused("INVALID", "email"):
        market.basket(shop, email=email)


def test_metadata_without_a_key_is_refused() -> None:
    shop = market.channel()

    with refused("REQUIRED", "input"):
        market.basket(shop, metadata={" ": "x"})


def test_the_channel_is_found_by_its_slug_or_by_being_the_only_one() -> None:
    shop = market.channel()

    assert creation.channel_of("ses-ro") == shop
    assert creation.channel_of(None) == shop


def test_a_channel_that_is_not_there_closed_or_not_the_only_one_is_refused() -> None:
    market.channel()
    market.channel(slug="inchis", is_active=False)

    with refused("NOT_FOUND", "channel") as caught:
        creation.channel_of("nope")
    with refused("CHANNEL_INACTIVE", "channel"):
        creation.channel_of("inchis")
    with refused("MISSING_CHANNEL_SLUG", "channel"):
        creation.channel_of(None)

    assert str(caught.value) == "Channel with 'nope' slug does not exist."
    assert not Address.objects.exists()
