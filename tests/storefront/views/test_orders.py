"""A placed order by its signed link."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commerce.types import OrderId
from engine.orders.models import Fulfillment, FulfillmentLine, Order, OrderLine
from kernel.ids import to_global_id
from ses_vendors.payments import references
from ses_vendors.payments.models import Payment
from storefront import order_links
from storefront.tasks import confirm_order
from tests.storefront import ordering
from tests.storefront.market import Market

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirm_order, "apply_async", lambda *_args, **_options: None)


def _order(client: Client, shop: Market, *skus: str, payment: str = "bank_transfer") -> str:
    for sku in skus or ("SORT-NATUR", "BOL"):
        ordering.put(client, shop, sku)
    ordering.fill_in(client, "/en")
    location: str = ordering.order(client, "/en", payment)["Location"]
    return location


def test_the_order_is_shown_by_seller_with_how_to_pay(client: Client, shop: Market) -> None:
    link = _order(client, shop)

    response = client.get(link)

    page = response.content.decode()
    assert "Thank you: your order is placed." in page
    assert "Please make the bank transfer" in page
    assert references.printed(Payment.objects.get().reference) in page
    assert "Atelierul Anei DEMO SRL, CUI RO9900000010" in page
    assert "Not registered for VAT (art. 310 Cod fiscal)." in page
    assert "Withdraw from the contract here" in page
    assert page.count("The parcel leaves once the money has come.") == 2
    assert "The parcel is being prepared." not in page
    assert [e.part.total.minor_units for e in response.context["parts"]] == [8900, 6499]


def test_the_link_is_kept_from_caches_search_engines_and_other_sites(client: Client, shop: Market) -> None:
    response = client.get(_order(client, shop))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"


def test_any_browser_with_the_link_sees_the_order_without_the_thanks(client: Client, shop: Market) -> None:
    link = _order(client, shop)

    page = Client().get(link).content.decode()

    assert "Glazed bowl" in page
    assert "Thank you" not in page


def test_a_forged_link_leads_nowhere(client: Client, shop: Market) -> None:
    link = _order(client, shop)
    token = link.rstrip("/").rpartition("/")[2]
    order_id = order_links.order_id(token)
    assert order_id is not None
    other_salt = signing.b64_encode(signing.Signer(salt="other").sign(order_id).encode()).decode()
    unsigned = signing.b64_encode(order_id.encode()).decode()
    unknown = order_links.token(OrderId(to_global_id("Order", "00000000-0000-4000-8000-000000000000")))

    for forged in (token[:-4] + "AAAA", other_salt, unsigned, order_id, unknown, "x", "é", "%00"):
        response = client.get(f"/en/comanda/urmarire/{forged}/")
        assert response.status_code == 404, forged
        assert "Glazed bowl" not in response.content.decode()


def test_parcels_are_shown_with_their_tracking_number(client: Client, shop: Market) -> None:
    link = _order(client, shop)
    order = Order.objects.get()
    line = OrderLine.objects.get(order=order, product_sku="BOL")
    sent = Fulfillment.objects.create(
        order=order, fulfillment_order=1, status="FULFILLED", tracking_number="AWB<1>"
    )
    FulfillmentLine.objects.create(fulfillment=sent, order_line=line, quantity=1)

    response = client.get(link)

    ana, ioana = response.context["parts"]
    assert (ana.parcels, [parcel.status for parcel in ioana.parcels]) == ((), ["Sent"])
    assert "AWB&lt;1&gt;" in response.content.decode()
    assert [event.text for event in response.context["timeline"]] == [
        "The order was placed.",
        "Lut și Foc sent parcel 1.",
    ]


def test_cash_is_told_by_parcel_and_no_transfer_is_asked_for(client: Client, shop: Market) -> None:
    page = client.get(_order(client, shop, payment="cash_on_delivery")).content.decode()

    assert "Please make the bank transfer" not in page
    assert "To the courier:" in page
    assert page.count("The parcel is being prepared.") == 2


def test_a_letter_that_could_not_be_delivered_is_told(client: Client, shop: Market) -> None:
    link = _order(client, shop)
    order = Order.objects.get()
    order.metadata["confirmation_refused_at"] = "2026-11-24T10:00:00+00:00"
    order.save()

    page = client.get(link).content.decode()

    assert "The confirmation could not be delivered to bogdan@example.com." in page


def test_the_number_of_queries_does_not_grow_with_lines(
    client: Client, shop: Market, django_assert_num_queries: Any
) -> None:
    small = _order(client, shop, "BOL")
    large = _order(client, shop, "PROSOP", "SORT-NATUR", "SORT-GRI", "MIERE-250", "MIERE-500", "BOL")
    client.get(small)
    with CaptureQueriesContext(connection) as few:
        client.get(small)
    expected = len(few)

    with django_assert_num_queries(expected):
        client.get(large)
