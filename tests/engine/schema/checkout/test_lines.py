"""Starting and filling a checkout through GraphQL, refusals as Saleor was seen to write them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from engine.checkout.models import Checkout, CheckoutLine
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.checkout.refusing import stored
from tests.engine.schema.asking import ask, data
from tests.engine.schema.checkout.till import (
    ADD,
    ADDRESS,
    CREATE,
    DELETE,
    UPDATE,
    checkout_id,
    error,
    line_id,
    stall,
    told,
    variant_id,
)

#: An id that no row has; the same in every process that collects the tests.
NOBODYS = UUID("5db08b9c-0000-4000-8000-000000000000")

pytestmark = pytest.mark.django_db


def wanted(of: Any, quantity: Any = 1, **further: Any) -> dict[str, Any]:
    """A CheckoutCreateInput for one line."""
    lines = [{"variantId": of if isinstance(of, str) else variant_id(of), "quantity": quantity}]
    return {"input": {"channel": "ses-ro", "lines": lines, **further}}


def test_a_checkout_is_started() -> None:
    shop, apron = stall()
    further = {
        "email": "bogdan@example.com",
        "languageCode": "EN",
        "shippingAddress": {**ADDRESS, "metadata": [{"key": "cif", "value": "RO1"}]},
        "billingAddress": ADDRESS,
        "saveBillingAddress": False,
        "metadata": [{"key": "source", "value": "târg"}],
    }

    payload = data(CREATE, wanted(apron, 2, **further))

    kept = Checkout.objects.get()
    assert payload == {"checkout": {"id": to_global_id("Checkout", kept.pk)}, "errors": []}
    assert (kept.channel, kept.email, kept.language_code) == (shop, "bogdan@example.com", "en")
    assert (kept.save_shipping_address, kept.save_billing_address) == (True, False)
    assert kept.shipping_address.metadata == {"cif": "RO1"}
    assert kept.metadata == {"source": "târg"}
    assert kept.lines.get().quantity == 2


def test_a_checkout_can_start_empty_and_in_the_only_channel() -> None:
    stall()

    assert data(CREATE, {"input": {}})["errors"] == []

    assert Checkout.objects.get().lines.count() == 0


def test_more_than_in_stock_is_taken_and_told_later() -> None:
    _, apron = stall(pieces=1)

    assert data(CREATE, wanted(apron, 5))["errors"] == []


def test_a_logged_in_shoppers_checkout_is_theirs() -> None:
    _, apron = stall()
    bogdan = market.user()

    data(CREATE, wanted(apron), user=bogdan)

    assert (Checkout.objects.get().user, Checkout.objects.get().email) == (bogdan, bogdan.email)


def test_what_saleor_refuses_is_refused_in_its_words() -> None:
    _, apron = stall()
    away = market.variant(market.channel(slug="pln"))
    nowhere = to_global_id("ProductVariant", 999999)
    unresolved = "Could not resolve to a node with the global id list of '['{}']'."
    cases = [
        (
            wanted(apron, 51),
            error(
                "quantity",
                "QUANTITY_GREATER_THAN_LIMIT",
                "Cannot add more than 50 times this item: M.",
            ),
        ),
        (wanted(nowhere), error("variantId", "GRAPHQL_ERROR", unresolved.format(nowhere))),
        (wanted("abc"), error("variantId", "GRAPHQL_ERROR", unresolved.format("abc"))),
        (
            wanted(away),
            error(
                "lines",
                "PRODUCT_UNAVAILABLE_FOR_PURCHASE",
                "Cannot add lines for unavailable for purchase variants.",
                variants=[variant_id(away)],
            ),
        ),
        (
            wanted(apron, channel="nope"),
            error("channel", "NOT_FOUND", "Channel with 'nope' slug does not exist."),
        ),
        (
            wanted(apron, channel=None),
            error("channel", "MISSING_CHANNEL_SLUG", "You need to provide channel slug."),
        ),
        (
            wanted(apron, shippingAddress={**ADDRESS, "postalCode": "12"}),
            error(
                "postalCode",
                "INVALID",
                "This value is not valid for the address.",
                addressType="SHIPPING",
            ),
        ),
        (
            wanted(apron, shippingAddress={**ADDRESS, "phone": "12"}),
            error("phone", "INVALID", "'12' is not a valid phone number.", addressType="SHIPPING"),
        ),
        (wanted(apron, 0), error("quantity", "ZERO_QUANTITY", "The quantity should be higher than zero.")),
    ]
    before = stored()

    for variables, expected in cases:
        assert told(CREATE, variables) == expected

    assert stored() == before


@pytest.mark.parametrize("county", [{}, {"countryArea": "Bucureşti"}, {"countryArea": "RO-B"}])
def test_a_county_may_be_missing_written_any_way_or_at_odds_with_the_code(county: dict[str, str]) -> None:
    _, apron = stall()
    address = {name: value for name, value in ADDRESS.items() if name != "countryArea"}

    payload = data(CREATE, wanted(apron, shippingAddress={**address, **county}))

    assert payload["errors"] == []


@pytest.mark.parametrize("quantity", ["trei", "3", 1.5, 10**10, None, True])
def test_a_quantity_that_is_no_whole_number_is_not_run(quantity: Any) -> None:
    _, apron = stall()

    answer = ask(CREATE, wanted(apron, quantity))

    assert "data" not in answer
    assert "$input" in answer["errors"][0]["message"]
    assert not Checkout.objects.exists()


def test_private_metadata_is_for_staff() -> None:
    _, apron = stall()
    private = wanted(apron, privateMetadata=[{"key": "risc", "value": "mic"}])

    answer = ask(CREATE, private)
    data(CREATE, private, user=market.user("ana@example.com", is_staff=True))

    assert answer["errors"][0]["extensions"] == {"exception": {"code": "PermissionDenied"}}
    assert Checkout.objects.get().private_metadata == {"risc": "mic"}


def test_pieces_are_put_in() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))

    payload = data(ADD, {"id": checkout_id(info), "lines": [{"variantId": variant_id(apron), "quantity": 2}]})

    assert payload["checkout"] == {
        "lines": [{"quantity": 3, "variant": {"id": variant_id(apron)}}],
        "totalPrice": {"gross": {"amount": 300.0}},
    }


def test_more_than_in_stock_is_refused_with_its_variant() -> None:
    shop, apron = stall(pieces=2)
    info = market.basket(shop, (apron, 1))
    before = stored()

    found = told(ADD, {"id": checkout_id(info), "lines": [{"variantId": variant_id(apron), "quantity": 2}]})

    assert found == error(
        "quantity",
        "INSUFFICIENT_STOCK",
        "Could not add items M. Only 2 remaining in stock.",
        variants=[variant_id(apron)],
    )
    assert stored() == before


@pytest.mark.parametrize(
    ("quantity", "code"),
    [(0, "ZERO_QUANTITY"), (-1, "ZERO_QUANTITY"), (10**9, "QUANTITY_GREATER_THAN_LIMIT")],
)
def test_quantities_that_cannot_be_added(quantity: int, code: str) -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))
    before = stored()

    lines = [{"variantId": variant_id(apron), "quantity": quantity}]
    found = told(ADD, {"id": checkout_id(info), "lines": lines})

    assert (found["field"], found["code"]) == ("quantity", code)
    assert stored() == before


def test_lines_are_set_by_themselves_or_by_their_variants() -> None:
    shop, apron = stall()
    bowl = market.variant(shop)
    market.stock(bowl, market.warehouse(shop, "atelierul-carmen"), 5)
    info = market.basket(shop, (apron, 1), (bowl, 1))

    lines = [
        {"lineId": line_id(info), "quantity": 3},
        {
            "variantId": variant_id(bowl),
            "quantity": 2,
            "metadata": [{"key": "gravură", "value": "Ţiţu 🎁"}],
        },
    ]
    payload = data(UPDATE, {"id": checkout_id(info), "lines": lines})

    assert [line["quantity"] for line in payload["checkout"]["lines"]] == [3, 2]
    assert CheckoutLine.objects.get(variant=bowl).metadata == {"gravură": "Ţiţu 🎁"}


def test_setting_nothing_takes_a_line_out() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))

    payload = data(UPDATE, {"id": checkout_id(info), "lines": [{"lineId": line_id(info), "quantity": 0}]})

    assert payload == {"checkout": {"lines": []}, "errors": []}


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        ({"quantity": 1}, "lineId", "GRAPHQL_ERROR"),
        ({"quantity": 1, "lineId": "abc"}, "lineId", "GRAPHQL_ERROR"),
        ({"quantity": 1, "lineId": to_global_id("CheckoutLine", "7")}, "lineId", "GRAPHQL_ERROR"),
        ({"quantity": 1, "lineId": to_global_id("Checkout", NOBODYS)}, "lineId", "GRAPHQL_ERROR"),
        ({"quantity": 1, "lineId": to_global_id("CheckoutLine", NOBODYS)}, "lineId", "GRAPHQL_ERROR"),
        ({"quantity": 1, "variantId": to_global_id("ProductVariant", 10**30)}, "variantId", "GRAPHQL_ERROR"),
        ({"quantity": 1, "variantId": to_global_id("Product", 1)}, "variantId", "GRAPHQL_ERROR"),
    ],
)
def test_lines_that_are_not_there_are_refused(line: dict[str, Any], field: str | None, code: str) -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))
    before = stored()

    found = told(UPDATE, {"id": checkout_id(info), "lines": [line]})

    assert (found["field"], found["code"]) == (field, code)
    assert stored() == before


def test_a_line_named_twice_over_is_refused() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))

    line = {"lineId": line_id(info), "variantId": variant_id(apron), "quantity": 2}
    found = told(UPDATE, {"id": checkout_id(info), "lines": [line]})

    assert (found["field"], found["code"]) == ("lineId", "GRAPHQL_ERROR")
    assert CheckoutLine.objects.get().quantity == 1


def test_lines_are_taken_out() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))

    payload = data(DELETE, {"id": checkout_id(info), "ids": [line_id(info)]})

    assert payload == {"checkout": {"lines": [], "quantity": 0}, "errors": []}


def test_another_checkouts_line_is_not_taken_out() -> None:
    shop, apron = stall()
    info, other = market.basket(shop, (apron, 1)), market.basket(shop, (apron, 1))
    before = stored()

    found = told(DELETE, {"id": checkout_id(info), "ids": [line_id(other)]})

    expected = error(
        "lineId", "INVALID", "Provided line_ids aren't part of checkout.", lines=[line_id(other)]
    )
    assert found == expected
    assert stored() == before


@pytest.mark.parametrize(
    ("foreign", "code"),
    [
        (to_global_id("Checkout", NOBODYS), "NOT_FOUND"),
        (to_global_id("Checkout", "7"), "GRAPHQL_ERROR"),
        (to_global_id("Order", NOBODYS), "GRAPHQL_ERROR"),
        ("abc", "GRAPHQL_ERROR"),
        ("", "GRAPHQL_ERROR"),
    ],
)
def test_a_checkout_that_is_not_there_is_told_on_its_id(foreign: str, code: str) -> None:
    _, apron = stall()

    lines = [{"variantId": variant_id(apron), "quantity": 1}]
    found = told(ADD, {"id": foreign, "lines": lines})

    assert (found["field"], found["code"]) == ("id", code)


def test_a_checkout_can_be_named_in_the_older_ways_but_in_one_way_only() -> None:
    shop, apron = stall()
    info = market.basket(shop, (apron, 1))
    clear = """mutation($id: ID, $old: ID, $token: UUID) {
      checkoutLinesUpdate(id: $id, checkoutId: $old, token: $token, lines: []) {
        checkout { id } errors { field code }
      }
    }"""

    for name in ({"old": checkout_id(info)}, {"token": str(info.checkout.pk)}, {"id": checkout_id(info)}):
        assert data(clear, name) == {"checkout": {"id": checkout_id(info)}, "errors": []}
    for none_or_both in ({}, {"id": checkout_id(info), "token": str(info.checkout.pk)}):
        refusal = {"checkout": None, "errors": [{"field": "id", "code": "GRAPHQL_ERROR"}]}
        assert data(clear, none_or_both) == refusal
