"""What a checkout page sends at once: four mutations in one document, each told apart."""

from __future__ import annotations

import pytest

from engine.checkout.models import Checkout, CheckoutLine
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.schema.asking import data
from tests.engine.schema.checkout.till import ADDRESS, checkout_id, line_id, stall

pytestmark = pytest.mark.django_db

CONTACT = """mutation(
  $id: ID!, $email: String!, $shipping: AddressInput!, $billing: AddressInput!, $metadata: [MetadataInput!]!
) {
  contact: checkoutEmailUpdate(id: $id, email: $email) { errors { field code } }
  metadata: updateMetadata(id: $id, input: $metadata) { errors { field code } }
  shipping: checkoutShippingAddressUpdate(id: $id, shippingAddress: $shipping) {
    errors { field code addressType }
  }
  billing: checkoutBillingAddressUpdate(id: $id, billingAddress: $billing) {
    checkout {
      email metadata { key value } shippingAddress { city } billingAddress { companyName }
      totalPrice { gross { amount } }
    }
    errors { field code addressType }
  }
}"""
CONTENT = {
    "email": "bogdan@example.com",
    "metadata": [{"key": "payment_method", "value": "ramburs"}],
    "shipping": ADDRESS,
    "billing": {**ADDRESS, "companyName": "Țesut SRL"},
}


def test_the_last_of_four_sees_what_the_others_did() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 2))

    answer = data(CONTACT, {"id": checkout_id(info), **CONTENT})

    assert [answer[name]["errors"] for name in ("contact", "metadata", "shipping", "billing")] == [[]] * 4
    assert answer["billing"]["checkout"] == {
        "email": "bogdan@example.com",
        "metadata": [{"key": "payment_method", "value": "ramburs"}],
        "shippingAddress": {"city": "Iași"},
        "billingAddress": {"companyName": "Țesut SRL"},
        "totalPrice": {"gross": {"amount": 200.0}},
    }


def test_what_is_right_stays_when_another_part_is_refused() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 2))

    wrong = {**CONTENT, "shipping": {**ADDRESS, "postalCode": "12"}}
    answer = data(CONTACT, {"id": checkout_id(info), **wrong})

    kept = Checkout.objects.get()
    refusal = {"field": "postalCode", "code": "INVALID", "addressType": "SHIPPING"}
    assert answer["shipping"]["errors"] == [refusal]
    assert kept.shipping_address is None
    assert (kept.email, kept.billing_address.company_name) == ("bogdan@example.com", "Țesut SRL")


def test_metadata_of_a_checkout_and_its_lines_is_written_by_who_knows_the_id() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1), metadata={"source": "târg"})
    write = """mutation($id: ID!, $input: [MetadataInput!]!) {
      updateMetadata(id: $id, input: $input) { errors { field code } }
    }"""

    for key in (checkout_id(info), line_id(info)):
        pairs = [{"key": "gravură", "value": "Ţiţu 🎁"}]
        assert data(write, {"id": key, "input": pairs}) == {"errors": []}

    assert Checkout.objects.get().metadata == {"source": "târg", "gravură": "Ţiţu 🎁"}
    assert CheckoutLine.objects.get().metadata == {"gravură": "Ţiţu 🎁"}


def test_metadata_of_a_checkout_that_is_not_there_is_refused() -> None:
    write = """mutation($id: ID!) {
      updateMetadata(id: $id, input: [{key: "a", value: "b"}]) { errors { field code } }
    }"""

    nowhere = to_global_id("Checkout", "00000000-0000-4000-8000-000000000000")

    assert data(write, {"id": nowhere}) == {"errors": [{"field": "id", "code": "NOT_FOUND"}]}
