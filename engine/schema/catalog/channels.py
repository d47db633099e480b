"""Channels, taxes and the shop."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.inventory.models import StockSettings
from engine.schema.enums import TaxCalculationStrategy, WeightUnitsEnum
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from kernel.ids import to_global_id

VERSION = "3.24.0"


class CountryDisplay(graphene.ObjectType):
    """A country by its code."""

    code = graphene.String(required=True)
    country = graphene.String(required=True)


COUNTRIES = {"RO": "Romania"}


def country_display(code: str) -> CountryDisplay:
    """Return a country with its name; codes without one in our list are their own name."""
    return CountryDisplay(code=code, country=COUNTRIES.get(code, code))


class TaxConfiguration(graphene.ObjectType):
    """How a channel's prices meet taxes."""

    class Meta:
        interfaces = (Node,)

    charge_taxes = graphene.Boolean(required=True)
    tax_calculation_strategy = graphene.Field(TaxCalculationStrategy)
    display_gross_prices = graphene.Boolean(required=True)
    prices_entered_with_tax = graphene.Boolean(required=True)
    channel = graphene.Field(lambda: Channel, required=True)

    resolve_id = global_id("TaxConfiguration")

    @staticmethod
    def resolve_charge_taxes(root: models.Channel, info: Any) -> bool:
        return True

    @staticmethod
    def resolve_tax_calculation_strategy(root: models.Channel, info: Any) -> str:
        return "FLAT_RATES"

    @staticmethod
    def resolve_display_gross_prices(root: models.Channel, info: Any) -> bool:
        return True

    @staticmethod
    def resolve_channel(root: models.Channel, info: Any) -> models.Channel:
        return root


class OrderSettings(graphene.ObjectType):
    """How a channel treats orders."""

    automatically_confirm_all_new_orders = graphene.Boolean(required=True)
    allow_unpaid_orders = graphene.Boolean(required=True)


class Channel(graphene.ObjectType):
    """A place of sale with one currency."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    is_active = graphene.Boolean(required=True)
    currency_code = graphene.String(required=True)
    default_country = graphene.Field(CountryDisplay, required=True)
    order_settings = graphene.Field(OrderSettings, required=True)
    tax_configuration = graphene.Field(TaxConfiguration, required=True)

    resolve_id = global_id("Channel")

    @staticmethod
    def resolve_default_country(root: models.Channel, info: Any) -> CountryDisplay:
        return country_display(root.default_country)

    @staticmethod
    def resolve_order_settings(root: models.Channel, info: Any) -> models.Channel:
        info.context.require_staff("MANAGE_CHANNELS", "MANAGE_ORDERS")
        return root

    @staticmethod
    def resolve_tax_configuration(root: models.Channel, info: Any) -> models.Channel:
        info.context.require_staff("AUTHENTICATED_STAFF_USER", "AUTHENTICATED_APP")
        return root


class TaxClassCountryRate(graphene.ObjectType):
    """A rate, in percent, in one country."""

    country = graphene.Field(CountryDisplay, required=True)
    rate = graphene.Float(required=True)


class TaxClass(graphene.ObjectType):
    """A class of goods for VAT."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    countries = graphene.List(graphene.NonNull(TaxClassCountryRate), required=True)

    resolve_id = global_id("TaxClass")

    @staticmethod
    def resolve_countries(root: models.TaxClass, info: Any) -> list[TaxClassCountryRate]:
        return [
            TaxClassCountryRate(country=country_display(code), rate=rate)
            for code, rate in sorted(root.rates.items())
        ]


class Shop(graphene.ObjectType):
    """The shop as a whole."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    version = graphene.String(required=True)
    schema_version = graphene.String(required=True)
    default_weight_unit = graphene.Field(WeightUnitsEnum)
    channel_currencies = graphene.List(graphene.NonNull(graphene.String), required=True)
    preserve_all_address_fields = graphene.Boolean(required=True)
    reserve_stock_duration_anonymous_user = graphene.Int()
    reserve_stock_duration_authenticated_user = graphene.Int()

    @staticmethod
    def resolve_id(root: Any, info: Any) -> str:
        return to_global_id("Shop", 1)

    @staticmethod
    def resolve_version(root: Any, info: Any) -> str:
        info.context.require_staff("AUTHENTICATED_STAFF_USER", "AUTHENTICATED_APP")
        return VERSION

    @staticmethod
    def resolve_schema_version(root: Any, info: Any) -> str:
        return VERSION.rpartition(".")[0]

    @staticmethod
    def resolve_default_weight_unit(root: Any, info: Any) -> str:
        return "KG"

    @staticmethod
    def resolve_preserve_all_address_fields(root: Any, info: Any) -> bool:
        info.context.require_staff("MANAGE_SETTINGS")
        return True

    @staticmethod
    def resolve_reserve_stock_duration_anonymous_user(root: Any, info: Any) -> int | None:
        info.context.require_staff("MANAGE_SETTINGS")
        return StockSettings.current().anonymous_minutes

    @staticmethod
    def resolve_reserve_stock_duration_authenticated_user(root: Any, info: Any) -> int | None:
        info.context.require_staff("MANAGE_SETTINGS")
        return StockSettings.current().authenticated_minutes

    @staticmethod
    def resolve_channel_currencies(root: Any, info: Any) -> list[str]:
        info.context.require_staff("AUTHENTICATED_STAFF_USER", "AUTHENTICATED_APP")
        return sorted(set(models.Channel.objects.values_list("currency_code", flat=True)))
