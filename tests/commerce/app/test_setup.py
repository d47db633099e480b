"""The first day: channel, taxes, warehouses, deliveries."""

from __future__ import annotations

from decimal import Decimal

import pytest

from commerce.app import AppClient
from commerce.types import Address
from kernel.money import Money
from tests.commerce import answers
from tests.commerce.app.sending import done, sent
from tests.commerce.fake_core import FakeCore

WORKSHOP = Address("Ana", "Pop", "Str. Lungă 1", "", "Iași", "RO-IS", "700001", "+40700000000")


def test_channel_is_made_with_its_currency_and_allows_unpaid_orders(
    core: FakeCore, client: AppClient
) -> None:
    core.answers["app/channel"] = {"channel": None}
    core.answers["app/channel_create"] = done("channelCreate", channel={"id": "Q2hhbm5lbDox"})

    assert client.put_channel(slug="ses-ro", name="SES România") == "Q2hhbm5lbDox"

    assert sent(core, "app/channel_create")["input"] == {
        "name": "SES România",
        "slug": "ses-ro",
        "defaultCountry": "RO",
        "isActive": True,
        "orderSettings": {"allowUnpaidOrders": True, "markAsPaidStrategy": "TRANSACTION_FLOW"},
        "currencyCode": "RON",
    }
    assert {token for _, _, token in core.calls} == {"app"}


def test_channel_that_is_there_is_updated(core: FakeCore, client: AppClient) -> None:
    core.answers["app/channel"] = {"channel": {"id": "Q2hhbm5lbDox"}}
    core.answers["app/channel_update"] = done("channelUpdate", channel={"id": "Q2hhbm5lbDox"})

    assert client.put_channel(slug="ses-ro", name="SES România") == "Q2hhbm5lbDox"

    assert "currencyCode" not in sent(core, "app/channel_update")["input"]


def test_taxes_are_set_for_gross_prices(core: FakeCore, client: AppClient) -> None:
    core.answers["app/channel"] = {"channel": {"id": "c", "taxConfiguration": {"id": "t"}}}
    core.answers["app/tax_configuration_update"] = done("taxConfigurationUpdate")

    client.configure_taxes(channel_slug="ses-ro")

    assert sent(core, "app/tax_configuration_update") == {
        "id": "t",
        "input": {
            "chargeTaxes": True,
            "taxCalculationStrategy": "FLAT_RATES",
            "displayGrossPrices": True,
            "pricesEnteredWithTax": True,
        },
    }


def test_tax_class_is_found_by_name_or_made(core: FakeCore, client: AppClient) -> None:
    core.answers["app/tax_classes"] = {"taxClasses": answers.edges({"id": "old", "name": "TVA 21%"})}
    core.answers["app/tax_class_create"] = done("taxClassCreate", taxClass={"id": "new"})

    assert client.put_tax_class(name="TVA 21%", rate_percent=Decimal(21)) == "old"
    assert client.put_tax_class(name="TVA 11%", rate_percent=Decimal(11)) == "new"

    made = sent(core, "app/tax_class_create")["input"]
    assert made == {"name": "TVA 11%", "createCountryRates": [{"countryCode": "RO", "rate": 11.0}]}


def test_shop_and_warehouses_are_set_up(core: FakeCore, client: AppClient) -> None:
    core.answers["app/shop_settings_update"] = done("shopSettingsUpdate")
    core.answers["app/warehouse"] = {"warehouses": answers.edges()}
    core.answers["app/warehouse_create"] = done("createWarehouse", warehouse={"id": "w"})
    core.answers["app/channel_update"] = done("channelUpdate", channel={"id": "c"})

    client.configure_shop(settings={"preserveAllAddressFields": True})
    made = client.put_warehouse(
        slug="ana-croitorie", name="Croitoria Anei", email="ana@a.example", address=WORKSHOP
    )
    client.add_warehouses_to_channel(channel_id="c", warehouse_ids=[made])

    assert sent(core, "app/shop_settings_update")["input"] == {"preserveAllAddressFields": True}
    assert sent(core, "app/warehouse") == {"slugs": ["ana-croitorie"]}
    assert sent(core, "app/warehouse_create")["input"]["address"]["countryArea"] == "RO-IS"
    assert sent(core, "app/channel_update")["input"] == {"addWarehouses": ["w"]}


def test_delivery_method_is_made_in_its_zone_and_priced(core: FakeCore, client: AppClient) -> None:
    zone = {"id": "z", "name": "România", "shippingMethods": [{"id": "m", "name": "Curier"}]}
    core.answers["app/shipping_zones"] = {"shippingZones": answers.edges(zone)}
    core.answers["app/shipping_zone_update"] = done("shippingZoneUpdate", shippingZone={"id": "z"})
    core.answers["app/shipping_price_create"] = done("shippingPriceCreate", shippingMethod={"id": "n"})
    core.answers["app/shipping_method_listing"] = done("shippingMethodChannelListingUpdate")
    core.answers["app/shipping_price_translate"] = done("shippingPriceTranslate")

    zone_id = client.put_shipping_zone(name="România", countries=["RO"], channel_id="c", warehouse_ids=["w"])
    method_id = client.put_shipping_method(
        zone_name="România",
        name="Ridicare",
        english_name="Pick-up",
        channel_id="c",
        price=Money(1999),
        days=(1, 4),
        minimum_order=Money(5000),
    )

    assert (zone_id, method_id) == ("z", "n")
    assert sent(core, "app/shipping_method_listing")["input"] == {
        "addChannels": [{"channelId": "c", "price": "19.99", "minimumOrderPrice": "50.00"}]
    }
    assert sent(core, "app/shipping_price_translate") == {
        "id": "n",
        "language": "EN",
        "input": {"name": "Pick-up"},
    }


def test_delivery_method_needs_its_zone(core: FakeCore, client: AppClient) -> None:
    core.answers["app/shipping_zones"] = {"shippingZones": answers.edges()}

    with pytest.raises(LookupError, match="România"):
        client.put_shipping_method(
            zone_name="România",
            name="Curier",
            english_name="Courier",
            channel_id="c",
            price=Money(1999),
            days=(1, 4),
        )
