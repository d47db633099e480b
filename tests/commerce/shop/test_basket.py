"""A basket is the core's checkout, read afresh after each step."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from commerce.errors import BasketGone, InsufficientStock, PermissionRefused, Refused
from commerce.shop import basket
from commerce.types import (
    Address,
    Attribute,
    AttributeValue,
    Basket,
    BasketLine,
    DeliveryOption,
    Picture,
    SellerName,
)
from kernel.money import Money
from tests.commerce import answers
from tests.commerce.fake_core import FakeCore

ID = "Q2hlY2tvdXQ6MQ=="
LINE = "Q2hlY2tvdXRMaW5lOjE="
VARIANT = "UHJvZHVjdFZhcmlhbnQ6MQ=="


def _done(mutation: str, **changes: Any) -> dict[str, Any]:
    return {mutation: {"checkout": answers.checkout(**changes), "errors": []}}


def test_basket_is_read_exactly(core: FakeCore) -> None:
    delivery = {
        "id": "Q2hlY2tvdXREZWxpdmVyeTox",
        "shippingMethod": {
            "name": "Curier",
            "price": answers.money(19.99, "RON"),
            "minimumDeliveryDays": 1,
            "maximumDeliveryDays": 4,
            "active": True,
            "message": None,
        },
    }
    core.answers["basket/get"] = {
        "checkout": answers.checkout(
            email="bogdan@a.example",
            customerNote="Sunați.",
            voucherCode="BUN10",
            stockReservationExpires="2026-11-24T10:30:00+00:00",
            metadata=[{"key": "payment_method", "value": "bank_transfer"}],
            billingAddress=answers.address(cityArea="", city="Iași", countryArea="RO-IS"),
            shippingAddress=answers.address(metadata=[{"key": "cui", "value": "1"}]),
            delivery=delivery,
            discount=answers.money(3.92),
            shippingPrice=answers.gross(19.99),
        )
    }

    read = basket.get(basket_id=ID, language="RO")

    home = Address(
        first_name="Bogdan",
        last_name="Ionescu",
        street="Bd. Unirii 5",
        street_extra="sc. B, ap. 12",
        city="București",
        county="RO-B",
        postal_code="030167",
        phone="+40721000000",
        sector="3",
        id="QWRkcmVzczox",
        metadata={"cui": "1"},
    )
    assert read == Basket(
        id=ID,
        lines=(
            BasketLine(
                id=LINE,
                variant_id=VARIANT,
                product_slug="sort-de-in",
                name="Șorț de in",
                variant_name="M",
                sku="ANA-1-M",
                seller=SellerName("ana-croitorie", "Croitoria Anei"),
                quantity=2,
                available=7,
                unit_price=Money(1960),
                undiscounted_unit_price=Money(2500),
                total=Money(3920),
                picture=Picture(
                    "Șorț", ((256, "/thumbnail/1/256/webp/"),), ((256, "/thumbnail/1/256/avif/"),)
                ),
                is_shipped=True,
                attributes=(Attribute("marime", "Mărime", "DROPDOWN", (AttributeValue("m", "M"),)),),
            ),
        ),
        email="bogdan@a.example",
        shipping_address=home,
        billing_address=read.billing_address if read else None,
        delivery=DeliveryOption("Q2hlY2tvdXREZWxpdmVyeTox", "Curier", Money(1999), 1, 4, True, ""),
        is_shipping_required=True,
        note="Sunați.",
        voucher_code="BUN10",
        subtotal=Money(3920),
        shipping=Money(1999),
        discount=Money(392),
        tax=Money(680),
        total=Money(3920),
        metadata={"payment_method": "bank_transfer"},
        reserved_until=datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
    )
    assert read is not None
    assert read.billing_address is not None
    assert (read.billing_address.city, read.billing_address.sector) == ("Iași", "")
    assert (read.quantity, read.payment_method) == (2, "bank_transfer")


def test_gone_basket_is_none(core: FakeCore) -> None:
    core.answers["basket/get"] = {"checkout": None}

    assert basket.get(basket_id=ID, language="RO") is None


def test_what_went_wrong_meanwhile_is_said_on_the_line(core: FakeCore) -> None:
    lines = [answers.basket_line(id=key) for key in ("short", "gone", "fine")]
    lines[2]["variant"] = {**lines[2]["variant"], "quantityAvailable": 0}
    problems = [
        {"availableQuantity": 1, "shortLine": {"id": "short"}},
        {"goneLine": {"id": "gone"}},
        {"staleDelivery": {"id": "d"}},
        {"invalidDelivery": {"id": "d"}},
    ]
    core.answers["basket/get"] = {"checkout": answers.checkout(lines=lines, problems=problems)}

    read = basket.get(basket_id=ID, language="RO")

    assert read is not None
    assert [(line.problem, line.available) for line in read.lines] == [
        ("INSUFFICIENT_STOCK", 1),
        ("NOT_AVAILABLE", 0),
        # Nothing is left for others, but these two pieces are reserved for this basket.
        (None, 2),
    ]
    assert read.problems == ("DELIVERY_STALE", "DELIVERY_INVALID")


def test_withdrawn_delivery_is_no_delivery(core: FakeCore) -> None:
    core.answers["basket/get"] = {"checkout": answers.checkout(delivery={"id": "d", "shippingMethod": None})}

    read = basket.get(basket_id=ID, language="RO")

    assert read is not None
    assert read.delivery is None


def test_first_line_makes_a_basket_in_the_shopper_s_language(core: FakeCore) -> None:
    core.answers["basket/create"] = _done("checkoutCreate", languageCode="EN")

    made = basket.add_line(basket_id=None, variant_id=VARIANT, quantity=2, language="EN", token="Bogdan")

    assert (made.id, made.language) == (ID, "EN")
    assert core.calls == [
        (
            "basket/create",
            {
                "input": {
                    "channel": "ses-ro",
                    "languageCode": "EN",
                    "lines": [{"variantId": VARIANT, "quantity": 2}],
                },
                "language": "EN",
                "translated": True,
            },
            "Bogdan",
        )
    ]


def test_line_is_added_to_the_basket_there_is(core: FakeCore) -> None:
    core.answers["basket/add_lines"] = _done("checkoutLinesAdd")

    basket.add_line(basket_id=ID, variant_id=VARIANT, quantity=1, language="RO")

    assert core.operations == ["basket/add_lines"]
    assert core.calls[0][1]["lines"] == [{"variantId": VARIANT, "quantity": 1}]


def test_gone_basket_is_replaced_by_a_new_one(core: FakeCore) -> None:
    core.answers["basket/add_lines"] = answers.refused("checkoutLinesAdd", "id", "NOT_FOUND")
    core.answers["basket/create"] = _done("checkoutCreate", id="new")

    made = basket.add_line(basket_id=ID, variant_id=VARIANT, quantity=1, language="RO")

    assert made.id == "new"
    assert core.operations == ["basket/add_lines", "basket/create"]


def test_more_than_there_is_is_refused_and_no_other_basket_is_made(core: FakeCore) -> None:
    core.answers["basket/add_lines"] = answers.refused(
        "checkoutLinesAdd", "quantity", "INSUFFICIENT_STOCK", variants=[VARIANT]
    )

    with pytest.raises(InsufficientStock) as caught:
        basket.add_line(basket_id=ID, variant_id=VARIANT, quantity=99, language="RO")

    assert caught.value.problems[0].variant_ids == (VARIANT,)
    assert core.operations == ["basket/add_lines"]


def test_new_basket_with_more_than_there_is_is_refused_too(core: FakeCore) -> None:
    problem = {"availableQuantity": 1, "shortLine": {"id": LINE}}
    core.answers["basket/create"] = _done("checkoutCreate", problems=[problem])

    with pytest.raises(InsufficientStock, match="Only 1 available") as caught:
        basket.add_line(basket_id=None, variant_id=VARIANT, quantity=2, language="RO")

    assert caught.value.problems[0].variant_ids == (VARIANT,)


def test_limit_is_refused_by_its_code(core: FakeCore) -> None:
    core.answers["basket/create"] = answers.refused(
        "checkoutCreate", "quantity", "QUANTITY_GREATER_THAN_LIMIT"
    )

    with pytest.raises(Refused) as caught:
        basket.add_line(basket_id=None, variant_id=VARIANT, quantity=10**9, language="RO")

    assert caught.value.codes == {"QUANTITY_GREATER_THAN_LIMIT"}


def test_lines_are_changed_and_removed(core: FakeCore) -> None:
    core.answers["basket/update_lines"] = _done("checkoutLinesUpdate")
    core.answers["basket/delete_lines"] = _done("checkoutLinesDelete", lines=[])

    changed = basket.set_quantity(basket_id=ID, line_id=LINE, quantity=2, language="RO")
    emptied = basket.remove_line(basket_id=ID, line_id=LINE, language="RO")

    assert (changed.quantity, emptied.quantity) == (2, 0)
    assert core.calls[0][1]["lines"] == [{"lineId": LINE, "quantity": 2}]
    assert core.calls[1][1]["lineIds"] == [LINE]


def test_change_of_a_gone_basket_says_so(core: FakeCore) -> None:
    core.answers["basket/update_lines"] = answers.refused("checkoutLinesUpdate", "id", "NOT_FOUND")

    with pytest.raises(BasketGone):
        basket.set_quantity(basket_id=ID, line_id=LINE, quantity=1, language="RO")


def test_voucher_comes_and_goes(core: FakeCore) -> None:
    core.answers["basket/add_voucher"] = [
        _done("checkoutAddPromoCode", voucherCode="BUN10"),
        answers.refused("checkoutAddPromoCode", "promoCode", "INVALID"),
    ]
    core.answers["basket/remove_voucher"] = _done("checkoutRemovePromoCode")

    assert basket.add_voucher(basket_id=ID, code="BUN10", language="RO").voucher_code == "BUN10"
    with pytest.raises(Refused):
        basket.add_voucher(basket_id=ID, code="RAU", language="RO")
    assert basket.remove_voucher(basket_id=ID, code="BUN10", language="RO").voucher_code == ""


def test_customer_is_attached_with_the_shopper_s_token(core: FakeCore) -> None:
    core.answers["basket/attach_customer"] = [
        {"checkoutCustomerAttach": {"errors": []}},
        PermissionRefused("Log in."),
    ]

    basket.attach_customer(basket_id=ID, token="Bogdan")

    assert core.calls == [("basket/attach_customer", {"id": ID}, "Bogdan")]
    with pytest.raises(PermissionRefused):
        basket.attach_customer(basket_id=ID, token="old")
