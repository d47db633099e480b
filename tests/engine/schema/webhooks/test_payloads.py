"""What apps are told has the shape that Saleor's payloads were seen to have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.catalog.models import Product
from engine.schema import payloads
from engine.webhooks import events
from engine.webhooks.models import App, CoreEvent, EventDelivery
from engine.webhooks.services import deliveries
from tests.commerce.saleor_schema import DEFAULT_PATH
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import Sale, sale
from tests.engine.schema.asking import ask
from tests.engine.schema.setup.staff import ana, gid, tell
from tests.engine.webhooks import listening

pytestmark = pytest.mark.django_db

OBSERVED = Path(DEFAULT_PATH).parent / "observed-webhooks.json"
HEAD = "__typename issuedAt version recipient { id name } issuingPrincipal { __typename }"
QUERY = f"""subscription {{ event {{ {HEAD}
  ... on OrderCreated {{ order {{ id number total {{ gross {{ amount currency }} }} channel {{ slug }}
    lines {{ id quantity variant {{ id sku product {{ id metadata {{ key value }} }} }}
      allocations {{ warehouse {{ id slug }} quantity }} unitPrice {{ gross {{ amount }} }} }} }} }}
  ... on OrderFullyPaid {{ order {{ id number chargeStatus totalCharged {{ amount currency }}
    lines {{ id allocations {{ warehouse {{ slug }} quantity }} }} }} }}
  ... on FulfillmentCreated {{ fulfillment {{ id status trackingNumber warehouse {{ slug }}
    lines {{ quantity orderLine {{ id }} }} }} order {{ id number status }} }}
  ... on ProductUpdated {{ product {{ id name slug metadata {{ key value }} }} }}
}} }}"""
NAMES = ("ORDER_CREATED", "ORDER_FULLY_PAID", "FULFILLMENT_CREATED", "PRODUCT_UPDATED")


def listener(query: str = QUERY, *kinds: str) -> App:
    """An app that is told of what the observed App was told."""
    app, _ = listening.app("SES marketplace")
    listening.webhook(app, "http://localhost:8000/app/orders", *(kinds or NAMES), query=query)
    return app


def told() -> dict[str, Any]:
    """Return the payloads of all that has happened, by event."""
    for event in events.oldest():
        deliveries.unpack(event_id=event.pk, now=NOW)
    return {row.event_type: json.loads(row.payload) for row in EventDelivery.objects.order_by("pk")}


def shape(value: Any) -> Any:
    """Return what a payload is made of, whatever the values: names, and kinds of values."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value[:1]]
    return (
        "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__
    )


def observed() -> dict[str, Any]:
    """Return the observed payloads by type name."""
    if not OBSERVED.exists():
        pytest.skip(f"The observed webhooks are not at {OBSERVED}.")
    rows = json.loads(OBSERVED.read_text(encoding="utf-8"))
    return {row["body"]["__typename"]: row["body"] for row in rows if "__typename" in row["body"]}


def a_sale() -> Sale:
    """Bogdan's order, of goods with metadata."""
    placed = sale()
    Product.objects.update(metadata={"vendor": "atelierul-anei"})
    return placed


def test_an_order_is_told_as_saleor_tells_it() -> None:
    app = listener()
    placed = a_sale()

    payload = told()["ORDER_CREATED"]

    assert shape(payload) == shape(observed()["OrderCreated"])
    assert payload["__typename"] == "OrderCreated"
    assert payload["recipient"] == {"id": gid(app), "name": "SES marketplace"}
    assert (payload["issuedAt"], payload["issuingPrincipal"]) == (NOW.isoformat(), None)
    first = payload["order"]["lines"][0]
    assert (payload["order"]["id"], payload["order"]["channel"]["slug"]) == (gid(placed.order), "ses-ro")
    assert first["variant"]["product"]["metadata"] == [{"key": "vendor", "value": "atelierul-anei"}]
    assert first["allocations"] == [
        {"warehouse": {"id": gid(placed.workshop), "slug": "atelierul-anei"}, "quantity": 3}
    ]


def test_a_paid_order_a_parcel_and_a_product_are_told_as_saleor_tells_them() -> None:
    listener()
    placed = a_sale()
    tell(
        'mutation($id: ID!) { orderMarkAsPaid(id: $id, transactionReference: "OP 12") { errors { code } } }',
        {"id": gid(placed.order)},
    )
    told()
    placed.send(placed.part(placed.apron, placed.workshop, 3), tracking_number="AWB1")
    product = placed.apron.product
    tell(
        'mutation($id: ID!) { productUpdate(id: $id, input: {name: "Produs nou"}) { errors { code } } }',
        {"id": gid(product, "Product")},
    )

    found, seen = told(), observed()

    assert found["ORDER_FULLY_PAID"]["order"]["chargeStatus"] == "FULL"
    assert shape(found["ORDER_FULLY_PAID"]["order"]) == shape(seen["OrderFullyPaid"]["order"])
    assert found["FULFILLMENT_CREATED"]["fulfillment"]["warehouse"] == {"slug": "atelierul-anei"}
    assert found["FULFILLMENT_CREATED"]["fulfillment"]["trackingNumber"] == "AWB1"
    assert shape(found["PRODUCT_UPDATED"]["product"]) == shape(seen["ProductUpdated"]["product"])
    assert found["PRODUCT_UPDATED"]["product"]["name"] == "Produs nou"


def test_what_is_deleted_is_told_of_as_it_was() -> None:
    query = "subscription { event { ... on ProductDeleted { product { id name } } } }"
    listener(query, "PRODUCT_DELETED")
    product = market.variant(market.channel()).product
    name = product.name

    document = "mutation($id: ID!) { productDelete(id: $id) { errors { code message } } }"
    assert tell(document, {"id": gid(product, "Product")})["errors"] == []

    assert not Product.objects.filter(pk=product.pk).exists()
    assert told()["PRODUCT_DELETED"] == {"product": {"id": gid(product, "Product"), "name": name}}


def test_stock_that_runs_out_and_comes_back_is_told_of() -> None:
    query = """subscription { event { __typename
      ... on ProductVariantOutOfStock { productVariant { sku } warehouse { slug } }
      ... on ProductVariantBackInStock { productVariant { sku } warehouse { slug } }
      ... on ProductVariantStockUpdated { productVariant { sku } warehouse { slug } } } }"""
    names = ("OUT_OF_STOCK", "BACK_IN_STOCK", "STOCK_UPDATED")
    listener(query, *(f"PRODUCT_VARIANT_{name}" for name in names))
    placed = sale()
    stocks = """mutation($id: ID!, $stocks: [StockInput!]!) {
      productVariantStocksUpdate(variantId: $id, stocks: $stocks) { errors { code } } }"""

    def count(quantity: int) -> list[str]:
        given = [{"warehouse": gid(placed.workshop), "quantity": quantity}]
        tell(stocks, {"id": gid(placed.apron), "stocks": given})
        found = sorted(told())
        EventDelivery.objects.all().delete()
        return found

    prefix = "PRODUCT_VARIANT_"
    assert count(3) == [f"{prefix}OUT_OF_STOCK", f"{prefix}STOCK_UPDATED"]
    assert count(5) == [f"{prefix}BACK_IN_STOCK", f"{prefix}STOCK_UPDATED"]
    given = [{"warehouse": gid(placed.workshop), "quantity": 9}]
    tell(stocks, {"id": gid(placed.apron), "stocks": given})
    assert told() == {
        f"{prefix}STOCK_UPDATED": {
            "__typename": "ProductVariantStockUpdated",
            "productVariant": {"sku": placed.apron.sku},
            "warehouse": {"slug": "atelierul-anei"},
        }
    }


def test_what_the_app_may_not_see_is_null_with_its_reason() -> None:
    query = "subscription { event { ... on OrderCreated { order { number user { email } } } } }"
    app, _ = listening.app(permissions=["MANAGE_ORDERS"])
    listening.webhook(app, "http://localhost:8000/app/orders", "PAGE_CREATED", "ORDER_CREATED", query=query)
    other, _ = listening.app("Alta", permissions=["MANAGE_PAGES"])
    placed = sale()
    happening = _happening(placed)

    for_allowed = payloads.build(happening, query, app)
    for_other = payloads.build(
        happening, "subscription { event { ... on OrderCreated { order { events { type } } } } }", other
    )

    assert for_allowed == {"order": {"number": str(placed.order.number), "user": None}}
    assert for_other is not None
    assert for_other["order"] is None
    assert for_other["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"


def _happening(placed: Sale) -> Any:
    from engine.webhooks.payloads import Happening

    return Happening("ORDER_CREATED", placed.order, NOW)


def test_the_issuing_principal_is_told_to_itself() -> None:
    query = """subscription { event { issuingPrincipal { __typename ... on App { name } }
      ... on ChannelUpdated { channel { name } } } }"""
    app = listener(query, "CHANNEL_UPDATED")
    shop = sale().shop
    document = """mutation($id: ID!) { channelUpdate(id: $id, input: {name: "Nou"}) { errors { code } } }"""

    ask(document, {"id": gid(shop)}, app=app)

    assert told() == {
        "CHANNEL_UPDATED": {
            "issuingPrincipal": {"__typename": "App", "name": "SES marketplace"},
            "channel": {"name": "Nou"},
        }
    }


def test_a_query_that_asks_for_nothing_of_an_event_is_not_sent() -> None:
    listener("subscription { event { ... on OrderCreated { order { id } } } }", "ORDER_CONFIRMED")
    sale()

    assert told() == {}
    assert not CoreEvent.objects.exists()


def test_subscriptions_are_for_webhooks_alone() -> None:
    answer = ask(QUERY, user=ana())

    assert "data" not in answer
    assert answer["errors"][0]["message"] == "Subscriptions are not allowed."


def test_a_change_has_its_events_sent_after_the_commit(django_capture_on_commit_callbacks: Any) -> None:
    listener("subscription { event { ... on ChannelUpdated { channel { slug } } } }", "CHANNEL_UPDATED")
    shop = sale().shop
    document = """mutation($id: ID!, $name: String!) {
      channelUpdate(id: $id, input: {slug: $name}) { errors { code } } }"""

    with django_capture_on_commit_callbacks() as after_a_change:
        tell(document, {"id": gid(shop), "name": "nou"})
    with django_capture_on_commit_callbacks() as after_a_refusal:
        tell(document, {"id": gid(shop), "name": ""})

    assert (len(after_a_change), len(after_a_refusal)) == (1, 0)
    assert CoreEvent.objects.filter(type="CHANNEL_UPDATED").count() == 1
