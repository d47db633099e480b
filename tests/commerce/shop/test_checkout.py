"""From a basket to an order, in few round trips."""

from __future__ import annotations

from typing import Any

import pytest

from commerce.errors import BasketGone, CoreUnavailable, InsufficientStock, Refused
from commerce.shop import checkout
from commerce.types import Address, Basket, DeliveryOption, PlacedOrder
from kernel.money import Money
from tests.commerce import answers
from tests.commerce.fake_core import FakeCore

ID = "Q2hlY2tvdXQ6MQ=="
HOME = Address(
    first_name="Bogdan",
    last_name="Ionescu",
    street="Bd. Unirii 5",
    street_extra="",
    city="București",
    county="RO-B",
    postal_code="030167",
    phone="+40721000000",
    company_name="Ionescu SRL",
    sector="3",
    metadata={"cui": "RO1234"},
)


def _contact(*, shipped: bool = True, **changes: Any) -> dict[str, Any]:
    accepted: dict[str, Any] = {"contact": {"errors": []}, "metadata": {"errors": []}}
    if shipped:
        accepted["shipping"] = {"errors": []}
    return {**accepted, "billing": {"checkout": answers.checkout(**changes), "errors": []}}


def _set(shipping: Address | None = HOME, note: str = "") -> Basket:
    return checkout.set_contact(
        basket_id=ID,
        email="bogdan@a.example",
        shipping=shipping,
        billing=HOME,
        metadata={"payment_method": "bank_transfer"},
        note=note,
        language="RO",
    )


def test_contact_is_one_round_trip(core: FakeCore) -> None:
    core.answers["checkout/contact_shipped"] = _contact(email="bogdan@a.example")

    basket = _set()

    assert basket.email == "bogdan@a.example"
    written = {
        "firstName": "Bogdan",
        "lastName": "Ionescu",
        "companyName": "Ionescu SRL",
        "streetAddress1": "Bd. Unirii 5",
        "streetAddress2": "",
        "city": "București",
        "cityArea": "Sector 3",
        "postalCode": "030167",
        "country": "RO",
        "countryArea": "RO-B",
        "phone": "+40721000000",
        "metadata": [{"key": "cui", "value": "RO1234"}],
    }
    assert core.calls == [
        (
            "checkout/contact_shipped",
            {
                "id": ID,
                "email": "bogdan@a.example",
                "shipping": written,
                "billing": written,
                "metadata": [{"key": "payment_method", "value": "bank_transfer"}],
                "language": "RO",
                "translated": False,
            },
            None,
        )
    ]


def test_changed_note_costs_a_second_round_trip(core: FakeCore) -> None:
    core.answers["checkout/contact_shipped"] = _contact()
    noted = {"checkout": answers.checkout(customerNote="Sunați."), "errors": []}
    core.answers["checkout/set_note"] = {"speech": {"errors": []}, "note": noted}

    basket = _set(note="Sunați.")

    assert basket.note == "Sunați."
    assert core.operations == ["checkout/contact_shipped", "checkout/set_note"]
    assert core.calls[1][1]["note"] == "Sunați."


def test_changed_language_is_told_to_the_core(core: FakeCore) -> None:
    core.answers["checkout/contact_shipped"] = _contact(languageCode="EN")
    said = {"checkout": answers.checkout(), "errors": []}
    core.answers["checkout/set_note"] = {"speech": {"errors": []}, "note": said}

    assert _set().language == "RO"
    assert core.calls[1][1]["language"] == "RO"


def test_goods_that_are_not_shipped_have_no_shipping_address(core: FakeCore) -> None:
    core.answers["checkout/contact_unshipped"] = _contact(shipped=False)

    _set(shipping=None)

    assert core.operations == ["checkout/contact_unshipped"]
    assert "shipping" not in core.calls[0][1]


def test_every_refusal_of_the_contact_is_told_with_its_address(core: FakeCore) -> None:
    answer = _contact()
    answer["shipping"] = {
        "errors": [{"field": "phone", "code": "INVALID", "message": "No.", "addressType": "SHIPPING"}]
    }
    answer["billing"] = {
        "checkout": None,
        "errors": [{"field": "postalCode", "code": "INVALID", "message": "No.", "addressType": "BILLING"}],
    }
    core.answers["checkout/contact_shipped"] = answer

    with pytest.raises(Refused) as caught:
        _set()

    assert [(p.field, p.address_type) for p in caught.value.problems] == [
        ("phone", "SHIPPING"),
        ("postalCode", "BILLING"),
    ]


def _delivery(active: bool = True, message: str | None = None) -> dict[str, Any]:
    return {
        "id": "Q2hlY2tvdXREZWxpdmVyeTox",
        "shippingMethod": {
            "name": "Curier standard",
            "price": answers.money(19.99, "RON"),
            "minimumDeliveryDays": None,
            "maximumDeliveryDays": 4,
            "active": active,
            "message": message,
        },
    }


def test_delivery_options_are_read_exactly(core: FakeCore) -> None:
    gone = {"id": "x", "shippingMethod": None}
    core.answers["checkout/delivery_options"] = {
        "deliveryOptionsCalculate": {"deliveries": [_delivery(False, "Prea greu."), gone], "errors": []}
    }

    options = checkout.delivery_options(basket_id=ID, language="RO")

    assert options == (
        DeliveryOption(
            "Q2hlY2tvdXREZWxpdmVyeTox", "Curier standard", Money(1999), None, 4, False, "Prea greu."
        ),
    )


def test_delivery_is_chosen_by_its_id(core: FakeCore) -> None:
    core.answers["checkout/choose_delivery"] = {
        "checkoutDeliveryMethodUpdate": {"checkout": answers.checkout(delivery=_delivery()), "errors": []}
    }

    basket = checkout.choose_delivery(basket_id=ID, delivery_id="Q2hlY2tvdXREZWxpdmVyeTox", language="RO")

    assert basket.delivery is not None
    assert basket.delivery.price == Money(1999)
    assert core.calls[0][1]["delivery"] == "Q2hlY2tvdXREZWxpdmVyeTox"


def test_metadata_is_kept_with_the_basket(core: FakeCore) -> None:
    core.answers["checkout/set_metadata"] = [
        {"updateMetadata": {"errors": []}},
        answers.refused("updateMetadata", "id", "NOT_FOUND"),
    ]

    checkout.set_metadata(basket_id=ID, values={"payment_method": "cash_on_delivery"})

    assert core.calls[0][1]["input"] == [{"key": "payment_method", "value": "cash_on_delivery"}]
    with pytest.raises(BasketGone):
        checkout.set_metadata(basket_id=ID, values={})


def test_order_is_placed(core: FakeCore) -> None:
    core.answers["checkout/complete"] = {
        "checkoutComplete": {"order": {"id": "T3JkZXI6MQ==", "number": "34"}, "errors": []}
    }

    assert checkout.place_order(basket_id=ID) == PlacedOrder(id="T3JkZXI6MQ==", number="34")


@pytest.mark.parametrize(
    ("field", "code", "error"),
    [
        ("id", "NOT_FOUND", BasketGone),
        (None, "INSUFFICIENT_STOCK", InsufficientStock),
        ("shippingMethod", "SHIPPING_METHOD_NOT_SET", Refused),
    ],
)
def test_order_that_cannot_be_placed_says_why(
    core: FakeCore, field: str | None, code: str, error: type[Refused]
) -> None:
    core.answers["checkout/complete"] = answers.refused("checkoutComplete", field, code)

    with pytest.raises(Refused) as caught:
        checkout.place_order(basket_id=ID)

    assert type(caught.value) is error


def test_lost_answer_is_told_as_such_and_not_asked_again(core: FakeCore) -> None:
    core.answers["checkout/complete"] = CoreUnavailable("ReadTimeout", may_have_happened=True)

    with pytest.raises(CoreUnavailable):
        checkout.place_order(basket_id=ID)

    assert core.operations == ["checkout/complete"]
