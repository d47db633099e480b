"""An app may do what it was allowed, and is told what it lacks."""

from __future__ import annotations

import pytest

from engine.catalog.models import Channel, Product
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import sale
from tests.engine.schema.asking import ask, data
from tests.engine.schema.setup.staff import ana, gid
from tests.engine.webhooks import listening

pytestmark = pytest.mark.django_db

RENAME = """mutation($id: ID!) { channelUpdate(id: $id, input: {name: "Alt nume"}) {
  channel { name } errors { code } } }"""
ORDER = "query($id: ID!) { order(id: $id) { number events { type } } }"
PRODUCT = "query($id: ID!) { product(id: $id) { name privateMetadata { key } } }"


def test_a_permission_lets_an_app_change_something() -> None:
    shop = market.channel()
    app, _ = listening.app(permissions=["MANAGE_CHANNELS"])

    payload = data(RENAME, {"id": gid(shop)}, app=app)

    assert payload == {"channel": {"name": "Alt nume"}, "errors": []}


def test_without_it_the_refusal_names_it_and_nothing_changes() -> None:
    shop = market.channel()
    app, _ = listening.app(permissions=["MANAGE_ORDERS"])

    (error,) = ask(RENAME, {"id": gid(shop)}, app=app)["errors"]

    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
    assert error["message"] == (
        "To access this path, you need one of the following permissions: MANAGE_CHANNELS"
    )
    assert Channel.objects.get().name == "SES"


def test_a_field_for_those_who_manage_orders() -> None:
    placed = sale().order
    allowed, _ = listening.app(permissions=["MANAGE_ORDERS"])
    other, _ = listening.app("Alta", permissions=["MANAGE_PRODUCTS"])

    seen = data(ORDER, {"id": gid(placed)}, app=allowed)
    answer = ask(ORDER, {"id": gid(placed)}, app=other)

    assert seen["events"][0] == {"type": "PLACED"}
    assert answer["errors"][0]["path"] == ["order", "events"]


def test_goods_that_are_not_published_are_seen_by_apps_that_handle_goods() -> None:
    shop = market.channel()
    product = market.variant(shop).product
    Product.objects.update(private_metadata={"cost": "5"})
    product.channel_listings.all().delete()
    handler, _ = listening.app(permissions=["MANAGE_PRODUCTS"])
    stranger, _ = listening.app("Alta", permissions=["MANAGE_PAGES"])

    seen = data(PRODUCT, {"id": gid(product, "Product")}, app=handler)
    unseen = data(PRODUCT, {"id": gid(product, "Product")}, app=stranger)

    assert seen == {"name": product.name, "privateMetadata": [{"key": "cost"}]}
    assert unseen is None


def test_private_metadata_asks_for_the_objects_own_permission() -> None:
    placed = sale().order
    orders, _ = listening.app(permissions=["MANAGE_ORDERS"])
    products, _ = listening.app("Alta", permissions=["MANAGE_PRODUCTS"])
    document = "query($id: ID!) { order(id: $id) { privateMetadata { key } } }"

    seen = data(document, {"id": gid(placed)}, app=orders)
    (error,) = ask(document, {"id": gid(placed)}, app=products)["errors"]

    assert seen == {"privateMetadata": []}
    assert error["message"].endswith("MANAGE_ORDERS")


def test_an_app_keeps_private_metadata_of_its_own() -> None:
    app, _ = listening.app(permissions=[])
    other, _ = listening.app("Alta", permissions=[])
    write = """mutation($id: ID!) { updatePrivateMetadata(id: $id, input: [{key: "jwks", value: "1"}]) {
      errors { code } } }"""
    read = "{ app { privateMetadata { key value } } }"

    written = data(write, {"id": gid(app)}, app=app)
    (error,) = ask(write, {"id": gid(other)}, app=app)["errors"]

    app.refresh_from_db()
    assert written == {"errors": []}
    assert data(read, app=app) == {"privateMetadata": [{"key": "jwks", "value": "1"}]}
    assert error["message"].endswith("MANAGE_APPS")
    other.refresh_from_db()
    assert other.private_metadata == {}


def test_staff_may_do_all() -> None:
    shop = market.channel()

    assert data(RENAME, {"id": gid(shop)}, user=ana(), now=NOW)["errors"] == []
