"""Confirming, canceling, correcting and annotating orders."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from engine.accounts.models import Address
from engine.orders.models import Order
from engine.orders.services import fulfilment, handling
from engine.orders.services.handling import Correction
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import Sale, claims, events, levels, refused, sale

pytestmark = pytest.mark.django_db


def cancel(sold: Sale) -> Order:
    return handling.cancel(order_id=sold.order.pk, user=None, now=NOW)


def correct(sold: Sale, **changes: Any) -> Order:
    return handling.update(order_id=sold.order.pk, correction=Correction(**changes), user=None, now=NOW)


# --- Canceling ---


def test_a_canceled_order_gives_its_pieces_back() -> None:
    sold = sale()

    canceled = cancel(sold)

    assert canceled.status == "CANCELED"
    assert (levels(sold.apron), levels(sold.jar)) == ({"atelierul-anei": (10, 0)}, {"ferma": (10, 0)})
    assert claims(sold.line(sold.apron)) == {}
    assert events(sold.order) == ["PLACED", "CONFIRMED", "CANCELED"]


def test_the_freed_pieces_can_be_bought_again() -> None:
    sold = sale()
    cancel(sold)

    second = market.ordered(sold.shop, (sold.apron, 10))

    assert second.lines.get().quantity == 10


def test_an_order_with_a_parcel_on_its_way_is_not_canceled() -> None:
    sold = sale()
    sold.send(sold.part(sold.apron, sold.workshop, 1))

    with refused("CANNOT_CANCEL_ORDER", "order"):
        cancel(sold)


def test_an_order_whose_parcel_came_back_is_canceled() -> None:
    sold = sale()
    [parcel] = sold.send(sold.part(sold.apron, sold.workshop, 3))
    fulfilment.cancel(fulfillment_id=parcel.pk, warehouse_id=sold.workshop.pk, user=None, now=NOW)

    cancel(sold)

    assert sold.status() == "CANCELED"
    assert levels(sold.apron) == {"atelierul-anei": (10, 0)}


def test_an_order_is_canceled_once() -> None:
    sold = sale()
    cancel(sold)

    with refused("CANNOT_CANCEL_ORDER", "order"):
        cancel(sold)


def test_what_does_not_exist_is_not_found() -> None:
    stranger = uuid.uuid4()

    for act in (
        lambda: handling.cancel(order_id=stranger, user=None, now=NOW),
        lambda: handling.confirm(order_id=stranger, user=None, now=NOW),
        lambda: handling.update(order_id=stranger, correction=Correction(), user=None, now=NOW),
        lambda: handling.add_note(order_id=stranger, message="Da.", user=None, now=NOW),
    ):
        with refused("NOT_FOUND", "id"):
            act()


# --- Confirming ---


def test_an_order_that_waits_is_confirmed_once() -> None:
    sold = sale(confirmed=False)
    before = sold.status()

    handling.confirm(order_id=sold.order.pk, user=None, now=NOW)

    assert (before, sold.status()) == ("UNCONFIRMED", "UNFULFILLED")
    assert events(sold.order) == ["PLACED", "CONFIRMED"]
    with refused("INVALID", "id"):
        handling.confirm(order_id=sold.order.pk, user=None, now=NOW)


# --- Correcting ---


def test_contact_facts_are_corrected_and_the_rest_stays() -> None:
    sold = sale()

    changed = correct(
        sold,
        user_email="b.ionescu@example.com",
        external_reference="ERP-7",
        metadata={"source": "phone"},
        shipping_address=market.address(street_address_1="Str. Nouă 8"),
    )

    changed.refresh_from_db()
    assert (changed.user_email, changed.external_reference) == ("b.ionescu@example.com", "ERP-7")
    assert changed.metadata == {"source": "phone"}
    assert changed.shipping_address is not None
    assert changed.shipping_address.street_address_1 == "Str. Nouă 8"
    assert changed.billing_address is not None
    assert changed.billing_address.street_address_1 == "Str. Exemplului 7"
    assert (changed.language_code, changed.status) == ("ro", "UNFULFILLED")
    assert events(sold.order)[-1] == "UPDATED_ADDRESS"


def test_a_correction_without_addresses_leaves_no_event() -> None:
    sold = sale()

    correct(sold, language_code="en")

    assert Order.objects.get().language_code == "en"
    assert events(sold.order) == ["PLACED", "CONFIRMED"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"user_email": "no address"}, "INVALID", "userEmail"),
        ({"user_email": ""}, "INVALID", "userEmail"),
        ({"user_email": "a" * 250 + "@example.com"}, "INVALID", "userEmail"),
        ({"external_reference": "7" * 251}, "INVALID", "externalReference"),
        ({"external_reference": "ERP-1"}, "UNIQUE", "externalReference"),
    ],
)
def test_a_wrong_correction_is_refused(changes: dict[str, str], code: str, field: str) -> None:
    sold = sale()
    other = market.ordered(sold.shop, (sold.jar, 1))
    Order.objects.filter(pk=other.pk).update(external_reference="ERP-1")
    addresses = Address.objects.count()

    with refused(code, field):
        correct(sold, shipping_address=market.address(), **changes)

    assert Address.objects.count() == addresses


def test_an_order_may_be_told_its_own_reference_again() -> None:
    sold = sale()
    correct(sold, external_reference="ERP-1")

    assert correct(sold, external_reference="ERP-1").external_reference == "ERP-1"


# --- Notes ---


def test_a_note_is_written_into_the_history() -> None:
    sold, ana = sale(), market.user("ana@example.com", is_staff=True)

    note = handling.add_note(order_id=sold.order.pk, message="A sunat.", user=ana, now=NOW)

    assert (note.type, note.user, note.parameters) == ("NOTE_ADDED", ana, {"message": "A sunat."})
    assert events(sold.order)[-1] == "NOTE_ADDED"


@pytest.mark.parametrize("message", ["", "  ", "\n"])
def test_an_empty_note_is_refused(message: str) -> None:
    sold = sale()

    with refused("REQUIRED", "message"):
        handling.add_note(order_id=sold.order.pk, message=message, user=None, now=NOW)
