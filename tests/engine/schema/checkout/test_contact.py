"""Whose checkout it is, through GraphQL."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from engine.checkout.models import Checkout
from engine.checkout.services import contact
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.checkout.refusing import stored
from tests.engine.schema.asking import ask, data
from tests.engine.schema.checkout.till import ADDRESS, ERRORS, checkout_id, error, stall, told

pytestmark = pytest.mark.django_db

EMAIL = f"""mutation($id: ID!, $email: String!) {{ checkoutEmailUpdate(id: $id, email: $email) {{
  checkout {{ email }} {ERRORS}
}} }}"""
NOTE = f"""mutation($id: ID!, $note: String!) {{ checkoutCustomerNoteUpdate(id: $id, customerNote: $note) {{
  checkout {{ customerNote }} {ERRORS}
}} }}"""
LANGUAGE = f"""mutation($id: ID!, $code: LanguageCodeEnum!) {{
  checkoutLanguageCodeUpdate(id: $id, languageCode: $code) {{ checkout {{ languageCode }} {ERRORS} }}
}}"""
SHIPPING = f"""mutation($id: ID!, $address: AddressInput!) {{
  checkoutShippingAddressUpdate(id: $id, shippingAddress: $address) {{
    checkout {{ shippingAddress {{ firstName lastName countryArea postalCode phone metadata {{ value }} }} }}
    {ERRORS}
  }}
}}"""
BILLING = f"""mutation($id: ID!, $address: AddressInput!, $save: Boolean) {{
  checkoutBillingAddressUpdate(id: $id, billingAddress: $address, saveAddress: $save) {{
    checkout {{ billingAddress {{ companyName }} }} {ERRORS}
  }}
}}"""
ATTACH = f"""mutation($id: ID!) {{ checkoutCustomerAttach(id: $id) {{
  checkout {{ email user {{ email }} }} {ERRORS}
}} }}"""
DETACH = f"""mutation($id: ID!) {{ checkoutCustomerDetach(id: $id) {{
  checkout {{ user {{ email }} }} {ERRORS}
}} }}"""


def started() -> str:
    """The id of a checkout with one apron."""
    shop, apron = stall()
    return checkout_id(market.basket(shop, (apron, 1)))


def test_an_email_a_note_and_a_language_are_set() -> None:
    key = started()

    assert data(EMAIL, {"id": key, "email": " bogdan@example.com"})["checkout"] == {
        "email": "bogdan@example.com"
    }
    note = "Sunaţi la uşă, Ştefan 👩🏽‍🌾 <script>alert(1)</script>"
    assert data(NOTE, {"id": key, "note": note})["checkout"] == {"customerNote": note}
    assert data(LANGUAGE, {"id": key, "code": "EN"})["checkout"] == {"languageCode": "EN"}


def test_a_wrong_email_is_refused() -> None:
    key = started()
    before = stored()

    assert told(EMAIL, {"id": key, "email": "bogdan"}) == error(
        "email", "INVALID", "Enter a valid email address."
    )
    assert told(EMAIL, {"id": key, "email": " "}) == error("email", "REQUIRED", "This field cannot be blank.")
    assert stored() == before


def test_a_language_that_is_none_is_not_run() -> None:
    answer = ask(LANGUAGE, {"id": started(), "code": "DACĂ"})

    assert "data" not in answer


def test_an_address_is_kept_with_old_letters_emoji_and_an_odd_county() -> None:
    address = {
        **ADDRESS,
        "firstName": "Ştefan 🎁",
        "lastName": "  Ţîru ",
        "countryArea": "RO-CJ",
        "phone": "0745 123 456",
        "metadata": [{"key": "cif", "value": "RO14399840"}],
    }

    payload = data(SHIPPING, {"id": started(), "address": address})

    assert payload == {
        "checkout": {
            "shippingAddress": {
                "firstName": "Ştefan 🎁",
                "lastName": "Ţîru",
                "countryArea": "RO-CJ",
                "postalCode": "700001",
                "phone": "+40745123456",
                "metadata": [{"value": "RO14399840"}],
            }
        },
        "errors": [],
    }


def test_every_fault_of_an_address_is_told_beside_its_field() -> None:
    key = started()
    before = stored()

    payload = data(SHIPPING, {"id": key, "address": {"country": "RO", "phone": "12", "postalCode": "7000"}})

    found = [(each["field"], each["code"], each["addressType"]) for each in payload["errors"]]
    assert payload["checkout"] is None
    assert sorted(found) == [
        ("city", "REQUIRED", "SHIPPING"),
        ("phone", "INVALID", "SHIPPING"),
        ("postalCode", "INVALID", "SHIPPING"),
        ("streetAddress1", "REQUIRED", "SHIPPING"),
    ]
    assert stored() == before


def test_a_billing_address_says_so_and_may_be_kept_out_of_the_book() -> None:
    key = started()

    refusal = told(BILLING, {"id": key, "address": {**ADDRESS, "city": "x" * 257}})
    payload = data(BILLING, {"id": key, "address": {**ADDRESS, "companyName": "Țesut SRL"}, "save": False})

    assert (refusal["field"], refusal["addressType"]) == ("city", "BILLING")
    assert payload["checkout"] == {"billingAddress": {"companyName": "Țesut SRL"}}
    assert Checkout.objects.get().save_billing_address is False


def test_a_guests_checkout_becomes_the_callers_and_a_guests_again() -> None:
    key, bogdan = started(), market.user()

    attached = data(ATTACH, {"id": key}, user=bogdan)
    detached = data(DETACH, {"id": key}, user=bogdan)

    assert attached["checkout"] == {"email": bogdan.email, "user": {"email": bogdan.email}}
    assert detached["checkout"] == {"user": None}


def test_a_stranger_attaches_nothing() -> None:
    key, bogdan, carmen = started(), market.user(), market.user("carmen@example.com")
    contact.attach_customer(checkout_id=Checkout.objects.get().pk, user=bogdan, now=NOW)
    before = stored()

    for document in (ATTACH, DETACH):
        for stranger in (None, carmen):
            answer = ask(document, {"id": key}, user=stranger)
            assert answer["errors"][0]["extensions"] == {"exception": {"code": "PermissionDenied"}}

    assert stored() == before


@pytest.mark.parametrize(
    ("document", "further"),
    [
        (EMAIL, {"email": "bogdan@example.com"}),
        (NOTE, {"note": ""}),
        (LANGUAGE, {"code": "RO"}),
        (SHIPPING, {"address": ADDRESS}),
        (BILLING, {"address": ADDRESS}),
        (ATTACH, {}),
        (DETACH, {}),
    ],
)
def test_a_checkout_that_is_not_there_is_told_on_its_id(document: str, further: dict[str, Any]) -> None:
    nowhere = to_global_id("Checkout", uuid4())

    found = told(document, {"id": nowhere, **further}, user=market.user())

    assert found == error("id", "NOT_FOUND", f"Couldn't resolve to a node: {nowhere}")
