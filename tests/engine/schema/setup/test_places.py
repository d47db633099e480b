"""Warehouses, deliveries and stock, set up by staff."""

from __future__ import annotations

from typing import Any

import pytest

from engine.accounts.models import Address
from engine.inventory.models import ShippingMethodChannelListing, ShippingZone, Stock, Warehouse
from tests.engine.accounts.people import person
from tests.engine.checkout import market
from tests.engine.schema.setup.staff import denied, gid, refused, tell

pytestmark = pytest.mark.django_db

CREATE = """mutation($input: WarehouseCreateInput!) { createWarehouse(input: $input) {
  warehouse { id slug name email address { city cityArea phone } } errors { field code message }
} }"""
UPDATE = """mutation($id: ID, $reference: String, $input: WarehouseUpdateInput!) {
  updateWarehouse(id: $id, externalReference: $reference, input: $input) {
    warehouse { slug name isPrivate clickAndCollectOption address { city streetAddress1 } }
    errors { field code message }
  }
}"""
ZONE = """mutation($input: ShippingZoneCreateInput!) { shippingZoneCreate(input: $input) {
  shippingZone { name countries { code } channels { slug } warehouses { slug } }
  errors { field code message }
} }"""
ZONE_UPDATE = """mutation($id: ID!, $input: ShippingZoneUpdateInput!) {
  shippingZoneUpdate(id: $id, input: $input) {
    shippingZone { name countries { code } channels { slug } warehouses { slug } }
    errors { field code message }
  }
}"""
METHOD = """mutation($input: ShippingPriceInput!) { shippingPriceCreate(input: $input) {
  shippingMethod { name type minimumDeliveryDays maximumDeliveryDays maximumOrderWeight { value unit } }
  shippingZone { name } errors { field code message }
} }"""
METHOD_UPDATE = """mutation($id: ID!, $input: ShippingPriceInput!) {
  shippingPriceUpdate(id: $id, input: $input) {
    shippingMethod { name minimumDeliveryDays maximumDeliveryDays } errors { field code message }
  }
}"""
LISTING = """mutation($id: ID!, $input: ShippingMethodChannelListingInput!) {
  shippingMethodChannelListingUpdate(id: $id, input: $input) {
    shippingMethod { channelListings {
      channel { slug } price { amount } minimumOrderPrice { amount } maximumOrderPrice { amount }
    } }
    errors { field code message }
  }
}"""
STOCKS = """mutation($id: ID, $sku: String, $stocks: [StockInput!]!) {
  productVariantStocksUpdate(variantId: $id, sku: $sku, stocks: $stocks) {
    productVariant { sku } errors { field code index message }
  }
}"""
SEAT = {
    "companyName": "Atelierul Anei",
    "streetAddress1": "Str. Exemplului 1",
    "city": "București",
    "cityArea": "Sector 3",
    "countryArea": "RO-B",
    "postalCode": "030001",
    "country": "RO",
    "phone": "0712 345 678",
}


def test_a_warehouse_is_opened_at_its_address_with_a_slug_of_its_name() -> None:
    first = tell(
        CREATE, {"input": {"name": "Atelierul Șorțului", "email": "ana@example.com", "address": SEAT}}
    )
    second = tell(CREATE, {"input": {"name": "Atelierul Șorțului", "address": SEAT}})

    assert first["warehouse"] | {"id": ""} == {
        "id": "",
        "slug": "atelierul-sortului",
        "name": "Atelierul Șorțului",
        "email": "ana@example.com",
        "address": {"city": "București", "cityArea": "Sector 3", "phone": "+40712345678"},
    }
    assert second["warehouse"]["slug"] == "atelierul-sortului-2"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"slug": "atelierul-anei"}, ("slug", "UNIQUE")),
        ({"email": "fără arond"}, ("email", "INVALID")),
        ({"name": ""}, ("name", "REQUIRED")),
        ({"address": {**SEAT, "postalCode": "3001"}}, ("postalCode", "INVALID")),
        ({"address": {**SEAT, "city": ""}}, ("city", "REQUIRED")),
    ],
)
def test_a_warehouse_that_cannot_be_is_refused(change: dict[str, Any], refusal: tuple[str, str]) -> None:
    market.warehouse(market.channel())
    given = {"name": "Atelier", "address": SEAT}

    assert refused(CREATE, {"input": {**given, **change}}) == [refusal]
    assert (Warehouse.objects.count(), Address.objects.count()) == (1, 1)


def test_a_warehouse_changes_in_what_is_given_only() -> None:
    place = market.warehouse(market.channel())
    change = {"name": "Nou", "address": {"streetAddress1": "Str. Nouă 2"}, "isPrivate": False}

    payload = tell(UPDATE, {"id": gid(place), "input": change})

    assert payload == {
        "warehouse": {
            "slug": "atelierul-anei",
            "name": "Nou",
            "isPrivate": False,
            "clickAndCollectOption": "DISABLED",
            "address": {"city": "Iași", "streetAddress1": "Str. Nouă 2"},
        },
        "errors": [],
    }
    assert Address.objects.count() == 1


def test_a_warehouse_is_found_by_its_reference_and_by_one_way_only() -> None:
    place = market.warehouse(market.channel())
    Warehouse.objects.update(external_reference="ERP-1")

    found = tell(UPDATE, {"reference": "ERP-1", "input": {"name": "Nou"}})

    assert found["warehouse"]["name"] == "Nou"
    both = {"id": gid(place), "reference": "ERP-1", "input": {}}
    assert [code for _, code in refused(UPDATE, both)] == ["GRAPHQL_ERROR"]
    assert [code for _, code in refused(UPDATE, {"reference": "ERP-2", "input": {}})] == ["NOT_FOUND"]


def test_a_zone_is_made_and_changed_with_its_channels_and_warehouses() -> None:
    shop = market.channel()
    place = market.warehouse(shop)
    given = {
        "name": "România",
        "countries": ["RO"],
        "addChannels": [gid(shop)],
        "addWarehouses": [gid(place)],
    }

    made = tell(ZONE, {"input": given})
    zone = ShippingZone.objects.get()
    changed = tell(ZONE_UPDATE, {"id": gid(zone), "input": {"name": "Acasă", "removeChannels": [gid(shop)]}})

    assert made["shippingZone"] == {
        "name": "România",
        "countries": [{"code": "RO"}],
        "channels": [{"slug": "ses-ro"}],
        "warehouses": [{"slug": "atelierul-anei"}],
    }
    assert changed["shippingZone"] == {**made["shippingZone"], "name": "Acasă", "channels": []}


def test_a_zone_needs_a_name_and_real_country_codes() -> None:
    assert refused(ZONE, {"input": {"countries": ["RO"]}}) == [("name", "REQUIRED")]
    assert refused(ZONE, {"input": {"name": "R", "countries": ["România"]}}) == [("countries", "INVALID")]
    assert not ShippingZone.objects.exists()


def test_a_method_is_made_and_changed() -> None:
    zone = ShippingZone.objects.create(name="România", countries=["RO"])
    given = {
        "name": "Curier",
        "type": "PRICE",
        "shippingZone": gid(zone),
        "minimumDeliveryDays": 2,
        "maximumDeliveryDays": 5,
        "maximumOrderWeight": "31.5",
    }

    made = tell(METHOD, {"input": given})
    method = zone.methods.get()
    changed = tell(
        METHOD_UPDATE, {"id": gid(method, "ShippingMethodType"), "input": {"maximumDeliveryDays": 7}}
    )

    assert made == {
        "shippingMethod": {
            "name": "Curier",
            "type": "PRICE",
            "minimumDeliveryDays": 2,
            "maximumDeliveryDays": 5,
            "maximumOrderWeight": {"value": 31.5, "unit": "KG"},
        },
        "shippingZone": {"name": "România"},
        "errors": [],
    }
    assert changed["shippingMethod"] == {"name": "Curier", "minimumDeliveryDays": 2, "maximumDeliveryDays": 7}


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": ""}, ("name", "REQUIRED")),
        ({"shippingZone": None}, ("shippingZone", "REQUIRED")),
        ({"minimumDeliveryDays": 9, "maximumDeliveryDays": 5}, ("maximumDeliveryDays", "MAX_LESS_THAN_MIN")),
        ({"minimumDeliveryDays": -1}, ("minimumDeliveryDays", "INVALID")),
        ({"maximumOrderWeight": "-1"}, ("maximumOrderWeight", "INVALID")),
    ],
)
def test_a_method_that_cannot_be_is_refused(change: dict[str, Any], refusal: tuple[str, str]) -> None:
    zone = ShippingZone.objects.create(name="România", countries=["RO"])
    given = {"name": "Curier", "type": "PRICE", "shippingZone": gid(zone)}

    assert refused(METHOD, {"input": {**given, **change}}) == [refusal]
    assert not zone.methods.exists()


def test_a_method_is_offered_at_a_price_changed_and_taken_out() -> None:
    shop = market.channel()
    method = market.method(shop, price=1500)
    key = gid(method, "ShippingMethodType")
    terms = {"channelId": gid(shop), "price": "19.99", "maximumOrderPrice": "299.99"}

    listed = tell(LISTING, {"id": key, "input": {"addChannels": [terms]}})
    kept = tell(LISTING, {"id": key, "input": {"addChannels": [{"channelId": gid(shop), "price": "18"}]}})
    gone = tell(LISTING, {"id": key, "input": {"removeChannels": [gid(shop)]}})

    row = {
        "channel": {"slug": "ses-ro"},
        "price": {"amount": 19.99},
        "minimumOrderPrice": None,
        "maximumOrderPrice": {"amount": 299.99},
    }
    assert listed["shippingMethod"]["channelListings"] == [row]
    assert kept["shippingMethod"]["channelListings"] == [{**row, "price": {"amount": 18.0}}]
    assert gone["shippingMethod"]["channelListings"] == []


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({}, ("price", "REQUIRED")),
        ({"price": "9.999"}, ("price", "INVALID")),
        ({"price": "1e14"}, ("price", "INVALID")),
        (
            {"price": "9", "minimumOrderPrice": "9", "maximumOrderPrice": "8"},
            ("maximumOrderPrice", "MAX_LESS_THAN_MIN"),
        ),
    ],
)
def test_terms_that_cannot_be_are_refused(terms: dict[str, Any], refusal: tuple[str, str]) -> None:
    shop = market.channel()
    method = market.method(shop)
    ShippingMethodChannelListing.objects.all().delete()
    given = {"addChannels": [{"channelId": gid(shop), **terms}]}

    assert refused(LISTING, {"id": gid(method, "ShippingMethodType"), "input": given}) == [refusal]
    assert not ShippingMethodChannelListing.objects.exists()


def test_a_method_of_a_zone_that_is_not_the_channels_is_not_offered_there() -> None:
    method, other = market.method(market.channel()), market.channel(slug="alt")
    given = {"addChannels": [{"channelId": gid(other), "price": "1"}]}

    assert refused(LISTING, {"id": gid(method, "ShippingMethodType"), "input": given}) == [
        ("addChannels", "INVALID")
    ]


def test_stock_is_set_and_made_where_it_is_missing() -> None:
    shop = market.channel()
    variant = market.variant(shop, sku="SORT")
    first, second = market.warehouse(shop, "unu"), market.warehouse(shop, "doi")
    market.stock(variant, first, 5, allocated=2)
    wanted = [{"warehouse": gid(first), "quantity": 2}, {"warehouse": gid(second), "quantity": 7}]

    payload = tell(STOCKS, {"sku": "SORT", "stocks": wanted})

    assert payload == {"productVariant": {"sku": "SORT"}, "errors": []}
    found = Stock.objects.values_list("warehouse__slug", "quantity", "quantity_allocated")
    assert sorted(found) == [("doi", 7, 0), ("unu", 2, 2)]


@pytest.mark.parametrize("quantity", [-1, 1])
def test_stock_is_never_below_zero_nor_below_what_orders_were_promised(quantity: int) -> None:
    shop = market.channel()
    variant = market.variant(shop)
    first, second = market.warehouse(shop, "unu"), market.warehouse(shop, "doi")
    market.stock(variant, second, 5, allocated=2)
    wanted = [{"warehouse": gid(first), "quantity": 9}, {"warehouse": gid(second), "quantity": quantity}]

    payload = tell(STOCKS, {"id": gid(variant), "stocks": wanted})

    assert [(e["field"], e["code"], e["index"]) for e in payload["errors"]] == [("quantity", "INVALID", 1)]
    assert list(Stock.objects.values_list("quantity", flat=True)) == [5]


def test_stock_of_a_warehouse_twice_or_of_none_is_refused() -> None:
    shop = market.channel()
    variant, place = market.variant(shop), market.warehouse(shop)
    row = {"warehouse": gid(place), "quantity": 1}
    unknown = {"warehouse": gid(shop), "quantity": 1}

    twice = tell(STOCKS, {"id": gid(variant), "stocks": [row, row]})["errors"]
    wrong = tell(STOCKS, {"id": gid(variant), "stocks": [row, unknown]})["errors"]

    assert [(e["field"], e["code"], e["index"]) for e in twice] == [("warehouse", "UNIQUE", 1)]
    assert [(e["field"], e["code"], e["index"]) for e in wrong] == [("warehouse", "GRAPHQL_ERROR", 1)]
    assert not Stock.objects.exists()


def test_places_are_for_staff() -> None:
    bogdan = person()
    shop = market.channel()
    variant, place = market.variant(shop), market.warehouse(shop)

    assert denied(CREATE, {"input": {"name": "A", "address": SEAT}}, bogdan)
    assert denied(UPDATE, {"id": gid(place), "input": {"name": "B"}}, bogdan)
    assert denied(ZONE, {"input": {"name": "România"}}, bogdan)
    assert denied(STOCKS, {"id": gid(variant), "stocks": [{"warehouse": gid(place), "quantity": 9}]}, bogdan)
    assert not ShippingZone.objects.exists()
    assert not Stock.objects.exists()
