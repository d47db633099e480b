"""Whose checkout it is: e-mail, account, addresses, note, language."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from engine.accounts.models import Address
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Checkout
from engine.checkout.services import contact
from engine.errors import PermissionDenied
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.checkout.refusing import refused, stored

pytestmark = pytest.mark.django_db


def started() -> CheckoutInfo:
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 10)
    return market.basket(shop, (apron, 1))


def kept() -> Checkout:
    return Checkout.objects.select_related("shipping_address", "billing_address").get()


def test_an_email_is_kept_trimmed() -> None:
    info = started()

    contact.set_email(checkout_id=info.checkout.pk, email="  bogdan@example.com ", now=NOW)

    assert kept().email == "bogdan@example.com"


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("", "REQUIRED"),
        ("   ", "REQUIRED"),
        ("bogdan", "INVALID"),
        ("bogdan@exa mple.com", "INVALID"),
        (f"bogdan.ionescu@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.ro", "INVALID"),
        ("<script>@example.com", "INVALID"),
    ],
)
def test_an_email_that_is_none_is_refused(email: str, code: str) -> None:
    info = started()

    with refused(code, "email"):
        contact.set_email(checkout_id=info.checkout.pk, email=email, now=NOW)


@pytest.mark.parametrize(
    "note", ["", "Sunaţi la uşă, Ştefan", "Mulțumim 🎁👩🏽‍🌾", "<b>tare</b>", "x" * 20_000]
)
def test_a_note_is_kept_as_it_is(note: str) -> None:
    info = started()

    contact.set_note(checkout_id=info.checkout.pk, note=note, now=NOW)

    assert kept().note == note


def test_a_language_is_kept() -> None:
    info = started()

    contact.set_language(checkout_id=info.checkout.pk, language_code="en", now=NOW)

    assert kept().language_code == "en"


def test_addresses_are_the_checkouts_own_and_changed_in_place() -> None:
    info = started()
    first = market.address(first_name="Ştefan", last_name="Ţîru 🎁")
    second = market.address(first_name="Ștefan", street_address_1="Str. Nouă 2")
    rows = Address.objects.count()

    contact.set_shipping_address(checkout_id=info.checkout.pk, address=first, save=True, now=NOW)
    own = kept().shipping_address
    contact.set_shipping_address(checkout_id=info.checkout.pk, address=second, save=False, now=NOW)

    assert (own.first_name, own.last_name) == ("Ştefan", "Ţîru 🎁")
    assert (kept().shipping_address.pk, kept().shipping_address.first_name) == (own.pk, "Ștefan")
    assert kept().save_shipping_address is False
    assert Address.objects.count() == rows + 1


def test_a_county_and_a_postal_code_that_do_not_fit_are_taken() -> None:
    info = started()
    odd = market.address(country_area="RO-IS", postal_code="010011")

    contact.set_billing_address(checkout_id=info.checkout.pk, address=odd, save=True, now=NOW)

    assert (kept().billing_address.country_area, kept().billing_address.postal_code) == ("RO-IS", "010011")


def test_goods_that_are_not_sent_take_no_shipping_address() -> None:
    info = started()
    kind = info.lines[0].offer.product.product_type
    kind.is_shipping_required = False
    kind.save()

    with refused("SHIPPING_NOT_REQUIRED", "shippingAddress"):
        contact.set_shipping_address(
            checkout_id=info.checkout.pk, address=market.address(), save=True, now=NOW
        )


def test_a_guests_checkout_becomes_the_shoppers() -> None:
    info = started()
    bogdan = market.user()

    contact.attach_customer(checkout_id=info.checkout.pk, user=bogdan, now=NOW)
    contact.attach_customer(checkout_id=info.checkout.pk, user=bogdan, now=NOW)

    assert (kept().user, kept().email) == (bogdan, "bogdan@example.com")


def test_anothers_checkout_is_neither_taken_nor_left() -> None:
    info = started()
    bogdan, carmen = market.user(), market.user("carmen@example.com")
    contact.attach_customer(checkout_id=info.checkout.pk, user=bogdan, now=NOW)
    before = stored()

    with pytest.raises(PermissionDenied):
        contact.attach_customer(checkout_id=info.checkout.pk, user=carmen, now=NOW)
    with pytest.raises(PermissionDenied):
        contact.detach_customer(checkout_id=info.checkout.pk, user=carmen, now=NOW)

    assert stored() == before


def test_a_shoppers_checkout_becomes_a_guests_again() -> None:
    info = started()
    bogdan = market.user()
    contact.attach_customer(checkout_id=info.checkout.pk, user=bogdan, now=NOW)

    contact.detach_customer(checkout_id=info.checkout.pk, user=bogdan, now=NOW)

    assert kept().user is None


def test_a_checkout_that_is_not_there_is_refused() -> None:
    nowhere = uuid4()
    bogdan = market.user()

    with refused("NOT_FOUND", "id"):
        contact.set_email(checkout_id=nowhere, email="bogdan@example.com", now=NOW)
    with refused("NOT_FOUND", "id"):
        contact.set_note(checkout_id=nowhere, note="", now=NOW)
    with refused("NOT_FOUND", "id"):
        contact.set_billing_address(checkout_id=nowhere, address=market.address(), save=True, now=NOW)
    with refused("NOT_FOUND", "id"):
        contact.attach_customer(checkout_id=nowhere, user=bogdan, now=NOW)


def test_goods_are_not_read_to_note_an_email(django_assert_num_queries: Any) -> None:
    info = started()

    with django_assert_num_queries(4):  # The row and its change, between savepoints.
        contact.set_email(checkout_id=info.checkout.pk, email="bogdan@example.com", now=NOW)
