"""The shop's settings, channels and taxes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from engine.catalog.models import Channel, TaxClass
from engine.checkout.models import Reservation
from engine.inventory.models import StockSettings
from tests.engine.accounts.people import person
from tests.engine.checkout import market
from tests.engine.schema.asking import data
from tests.engine.schema.setup.staff import ana, denied, gid, refused, tell

pytestmark = pytest.mark.django_db

SETTINGS = """mutation($input: ShopSettingsInput!) { shopSettingsUpdate(input: $input) {
  shop { reserveStockDurationAnonymousUser reserveStockDurationAuthenticatedUser preserveAllAddressFields }
  errors { field code message }
} }"""
CREATE = """mutation($input: ChannelCreateInput!) { channelCreate(input: $input) {
  channel {
    slug isActive currencyCode defaultCountry { code } orderSettings { allowUnpaidOrders } metadata { key }
  }
  errors { field code message }
} }"""
UPDATE = """mutation($id: ID!, $input: ChannelUpdateInput!) { channelUpdate(id: $id, input: $input) {
  channel { name slug isActive } errors { field code message }
} }"""
TAX_CLASS = """mutation($input: TaxClassCreateInput!) { taxClassCreate(input: $input) {
  taxClass { name countries { country { code } rate } } errors { field code message countryCodes }
} }"""
TAXES = """mutation($id: ID!, $input: TaxConfigurationUpdateInput!) {
  taxConfigurationUpdate(id: $id, input: $input) {
    taxConfiguration { pricesEnteredWithTax } errors { field code message countryCodes }
  }
}"""
NEW_CHANNEL = {"name": "SES", "slug": "ses-ro", "currencyCode": "RON", "defaultCountry": "RO"}


def held_minutes(**basket: Any) -> list[timedelta]:
    """How long a new basket's pieces are held."""
    shop = market.channel()
    variant = market.variant(shop)
    market.stock(variant, market.warehouse(shop), 5)
    market.basket(shop, (variant, 1), **basket)
    return [row.reserved_until - market.NOW for row in Reservation.objects.all()]


def test_pieces_are_held_as_long_as_the_settings_say() -> None:
    payload = tell(
        SETTINGS, {"input": {"reserveStockDurationAnonymousUser": 10, "preserveAllAddressFields": True}}
    )

    assert payload["shop"] == {
        "reserveStockDurationAnonymousUser": 10,
        "reserveStockDurationAuthenticatedUser": 30,
        "preserveAllAddressFields": True,
    }
    assert held_minutes() == [timedelta(minutes=10)]


@pytest.mark.parametrize("minutes", [None, 0, -5])
def test_without_a_time_no_piece_is_held(minutes: int | None) -> None:
    tell(SETTINGS, {"input": {"reserveStockDurationAnonymousUser": minutes}})

    assert held_minutes() == []
    assert StockSettings.objects.get().authenticated_minutes == 30


def test_settings_this_core_does_not_have_are_refused() -> None:
    too_long = {"input": {"reserveStockDurationAuthenticatedUser": 64801}}

    assert refused(SETTINGS, too_long) == [("reserveStockDurationAuthenticatedUser", "INVALID")]
    assert refused(SETTINGS, {"input": {"preserveAllAddressFields": False}}) == [
        ("preserveAllAddressFields", "INVALID")
    ]
    assert not StockSettings.objects.exists()


def test_settings_channels_and_taxes_are_for_staff() -> None:
    bogdan = person()
    shop = market.channel()

    assert denied(SETTINGS, {"input": {}}, bogdan)
    assert denied(CREATE, {"input": NEW_CHANNEL})
    assert denied(UPDATE, {"id": gid(shop), "input": {"name": "Alt nume"}}, bogdan)
    assert denied(TAX_CLASS, {"input": {"name": "TVA"}}, bogdan)
    assert denied(TAXES, {"id": gid(shop, "TaxConfiguration"), "input": {}}, bogdan)
    assert [channel.name for channel in Channel.objects.all()] == ["SES"]


def test_a_channel_is_made_with_what_was_given() -> None:
    given = {
        **NEW_CHANNEL,
        "isActive": True,
        "orderSettings": {"allowUnpaidOrders": True},
        "metadata": [{"key": "a", "value": "b"}],
    }

    payload = tell(CREATE, {"input": given})

    assert payload == {
        "channel": {
            "slug": "ses-ro",
            "isActive": True,
            "currencyCode": "RON",
            "defaultCountry": {"code": "RO"},
            "orderSettings": {"allowUnpaidOrders": True},
            "metadata": [{"key": "a"}],
        },
        "errors": [],
    }


def test_a_channel_gains_and_loses_warehouses() -> None:
    shop = market.channel()
    mine, other = market.warehouse(shop), market.warehouse(market.channel(slug="alt"), "alt")

    tell(
        UPDATE,
        {"id": gid(shop), "input": {"addWarehouses": [gid(other)], "removeWarehouses": [gid(mine)]}},
    )
    tell(UPDATE, {"id": gid(shop), "input": {"addWarehouses": [gid(other)]}})

    assert [row.slug for row in shop.warehouses.all()] == ["alt"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"slug": "ses-ro"}, ("slug", "UNIQUE")),
        ({"slug": "nu e slug"}, ("slug", "INVALID")),
        ({"slug": ""}, ("slug", "REQUIRED")),
        ({"name": "x" * 251, "slug": "x"}, ("name", "INVALID")),
        ({"currencyCode": "LEIX", "slug": "x"}, ("currencyCode", "INVALID")),
        ({"slug": "x", "addWarehouses": ["V2FyZWhvdXNlOjE="]}, ("addWarehouses", "NOT_FOUND")),
        ({"slug": "x", "addWarehouses": ["Q2hhbm5lbDox"]}, ("addWarehouses", "GRAPHQL_ERROR")),
    ],
)
def test_a_channel_that_cannot_be_is_refused(change: dict[str, Any], refusal: tuple[str, str]) -> None:
    market.channel()

    assert refused(CREATE, {"input": {**NEW_CHANNEL, **change}}) == [refusal]
    assert Channel.objects.count() == 1


def test_a_channel_that_is_not_there_cannot_be_changed() -> None:
    assert refused(UPDATE, {"id": "Q2hhbm5lbDo5OTk5", "input": {}}) == [("id", "NOT_FOUND")]
    assert refused(UPDATE, {"id": "fleac", "input": {}}) == [("id", "GRAPHQL_ERROR")]


def test_a_tax_class_has_whole_rates_by_country() -> None:
    given = {"name": "TVA 11 %", "createCountryRates": [{"countryCode": "RO", "rate": 11.0}]}

    payload = tell(TAX_CLASS, {"input": given})

    assert payload["taxClass"] == {
        "name": "TVA 11 %",
        "countries": [{"country": {"code": "RO"}, "rate": 11.0}],
    }
    assert TaxClass.objects.get().rates == {"RO": 11}
    names = data("{ taxClasses(first: 5) { edges { node { name } } } }", user=ana())
    assert names == {"edges": [{"node": {"name": "TVA 11 %"}}]}


@pytest.mark.parametrize("rate", [-1.0, 100.5, 101.0, 19.5])
def test_a_rate_that_is_no_whole_percent_is_refused(rate: float) -> None:
    given = {"name": "TVA", "createCountryRates": [{"countryCode": "RO", "rate": rate}]}

    payload = tell(TAX_CLASS, {"input": given})

    assert [(e["field"], e["code"], e["countryCodes"]) for e in payload["errors"]] == [
        ("createCountryRates", "INVALID", ["RO"])
    ]
    assert not TaxClass.objects.exists()


def test_flat_rates_in_the_prices_are_accepted_and_any_other_way_refused() -> None:
    shop = market.channel()
    config = gid(shop, "TaxConfiguration")
    accepted = {"chargeTaxes": True, "taxCalculationStrategy": "FLAT_RATES", "pricesEnteredWithTax": True}

    assert tell(TAXES, {"id": config, "input": accepted}) == {
        "taxConfiguration": {"pricesEnteredWithTax": True},
        "errors": [],
    }
    assert refused(TAXES, {"id": config, "input": {"pricesEnteredWithTax": False}}) == [
        ("pricesEnteredWithTax", "INVALID")
    ]
    assert refused(TAXES, {"id": config, "input": {"taxCalculationStrategy": "TAX_APP"}}) == [
        ("taxCalculationStrategy", "INVALID")
    ]
