"""Vouchers, made and listed by staff."""

from __future__ import annotations

from typing import Any

import pytest

from engine.checkout.models import Voucher, VoucherChannelListing, VoucherCode
from engine.checkout.services import promo
from tests.engine.accounts.people import person
from tests.engine.checkout import market
from tests.engine.schema.asking import data
from tests.engine.schema.setup.staff import ana, denied, gid, refused, tell

pytestmark = pytest.mark.django_db

CREATE = """mutation($input: VoucherInput!) { voucherCreate(input: $input) {
  voucher { id name code type discountValueType used startDate endDate }
  errors { field code message voucherCodes }
} }"""
LISTING = """mutation($id: ID!, $input: VoucherChannelListingInput!) {
  voucherChannelListingUpdate(id: $id, input: $input) {
    voucher { channelListings { channel { slug } discountValue currency minSpent { amount } } }
    errors { field code message }
  }
}"""
SEARCH = """query($code: String!) { vouchers(first: 10, filter: { search: $code }) {
  edges { node { name code } }
} }"""
TEN_PERCENT = {
    "name": "Bun venit",
    "addCodes": ["BUNVENIT10"],
    "type": "ENTIRE_ORDER",
    "discountValueType": "PERCENTAGE",
}


def made(**change: Any) -> Voucher:
    """A voucher of ten percent, not listed yet."""
    tell(CREATE, {"input": {**TEN_PERCENT, **change}})
    return Voucher.objects.get()


def test_a_voucher_is_made_with_its_code_and_starts_now() -> None:
    payload = tell(CREATE, {"input": TEN_PERCENT})

    voucher = Voucher.objects.get()
    assert payload == {
        "voucher": {
            "id": gid(voucher),
            "name": "Bun venit",
            "code": "BUNVENIT10",
            "type": "ENTIRE_ORDER",
            "discountValueType": "PERCENTAGE",
            "used": 0,
            "startDate": "2026-11-24T10:00:00+00:00",
            "endDate": None,
        },
        "errors": [],
    }


def test_a_listed_voucher_takes_its_part_off_a_basket() -> None:
    shop = market.channel()
    variant = market.variant(shop, price=20000)
    market.stock(variant, market.warehouse(shop), 5)
    basket = market.basket(shop, (variant, 1))
    terms = {"channelId": gid(shop), "discountValue": "10", "minAmountSpent": "100.00"}

    payload = tell(LISTING, {"id": gid(made()), "input": {"addChannels": [terms]}})
    reduced = promo.add(checkout_id=basket.checkout.pk, code="BUNVENIT10", now=market.NOW)

    assert payload["voucher"]["channelListings"] == [
        {
            "channel": {"slug": "ses-ro"},
            "discountValue": 10.0,
            "currency": "RON",
            "minSpent": {"amount": 100.0},
        }
    ]
    assert reduced.priced.subtotal.minor_units == 18000


def test_a_fixed_voucher_is_in_lei_and_is_taken_out_of_a_channel() -> None:
    shop = market.channel()
    voucher = made(discountValueType="FIXED")
    terms = {"channelId": gid(shop), "discountValue": "12.50"}

    listed = tell(LISTING, {"id": gid(voucher), "input": {"addChannels": [terms]}})
    stored = VoucherChannelListing.objects.get().discount_value
    gone = tell(LISTING, {"id": gid(voucher), "input": {"removeChannels": [gid(shop)]}})

    assert listed["voucher"]["channelListings"][0]["discountValue"] == 12.5
    assert stored == 1250
    assert gone["voucher"]["channelListings"] == []


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"addCodes": []}, ("codes", "REQUIRED")),
        ({"addCodes": [" "]}, ("codes", "REQUIRED")),
        ({"addCodes": ["x" * 256]}, ("codes", "INVALID")),
        ({"addCodes": ["IARNA", "ALT"]}, ("codes", "ALREADY_EXISTS")),
        ({"endDate": "2026-11-23T10:00:00Z"}, ("endDate", "INVALID")),
        ({"usageLimit": -1}, ("usageLimit", "INVALID")),
        ({"products": ["UHJvZHVjdDo5OTk="]}, ("products", "NOT_FOUND")),
    ],
)
def test_a_voucher_that_cannot_be_is_refused(change: dict[str, Any], refusal: tuple[str, str]) -> None:
    market.voucher(market.channel(), "IARNA", value=100)

    assert refused(CREATE, {"input": {**TEN_PERCENT, **change}}) == [refusal]
    assert list(VoucherCode.objects.values_list("code", flat=True)) == ["IARNA"]


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({}, ("discountValue", "REQUIRED")),
        ({"discountValue": "101"}, ("discountValue", "INVALID")),
        ({"discountValue": "9.5"}, ("discountValue", "INVALID")),
    ],
)
def test_a_value_that_cannot_be_is_refused(terms: dict[str, str], refusal: tuple[str, str]) -> None:
    shop = market.channel()
    given = {"addChannels": [{"channelId": gid(shop), **terms}]}

    assert refused(LISTING, {"id": gid(made()), "input": given}) == [refusal]
    assert not VoucherChannelListing.objects.exists()


def test_a_voucher_is_found_by_code_and_by_name() -> None:
    shop = market.channel()
    market.voucher(shop, "IARNA", value=100, name="Reducere")
    market.voucher(shop, "VARA", value=100, name="De iarna trecută")
    market.voucher(shop, "TOAMNA", value=100, name="Altceva")

    found = data(SEARCH, {"code": "iarna"}, user=ana())

    assert [edge["node"]["code"] for edge in found["edges"]] == ["VARA", "IARNA"]


def test_vouchers_cost_the_same_number_of_queries_however_many(django_assert_max_num_queries: Any) -> None:
    shop, staff = market.channel(), ana()
    for number in range(12):
        market.voucher(shop, f"COD{number}", value=100)
    document = "{ vouchers(first: 20) { edges { node { code used channelListings { channel { slug } } } } } }"

    with django_assert_max_num_queries(4):
        found = data(document, user=staff)

    assert len(found["edges"]) == 12


def test_vouchers_are_for_staff() -> None:
    bogdan, voucher = person(), made()

    assert denied(CREATE, {"input": {**TEN_PERCENT, "addCodes": ["ALT"]}}, bogdan)
    assert denied(LISTING, {"id": gid(voucher), "input": {}}, bogdan)
    assert denied(SEARCH, {"code": "BUN"}, bogdan)
    assert VoucherCode.objects.count() == 1
