"""Tax classes, and how a channel's prices meet taxes."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.services import taxes
from engine.schema.accounts.address import CountryCode
from engine.schema.catalog.channels import TaxClass, TaxConfiguration
from engine.schema.enums import TaxCalculationStrategy, code
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.setup import rows
from engine.schema.setup.errors import TaxClassCreateError, TaxConfigurationUpdateError


class CountryRateInput(graphene.InputObjectType):
    """A rate, in percent, in one country."""

    country_code = CountryCode(required=True)
    rate = graphene.Float(required=True)


class TaxClassCreateInput(graphene.InputObjectType):
    """A new tax class."""

    name = graphene.String(required=True)
    create_country_rates = graphene.List(graphene.NonNull(CountryRateInput))


class TaxClassCreate(CoreMutation):
    """Make a tax class."""

    class Arguments:
        input = TaxClassCreateInput(required=True)

    permissions = ("MANAGE_TAXES",)
    tax_class = graphene.Field(TaxClass)
    errors = errors_of(TaxClassCreateError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it with its rates."""
        rates = {code(each["country_code"]): each["rate"] for each in input.get("create_country_rates") or ()}
        return {"tax_class": taxes.create_class(name=input["name"], rates=rates)}

    @classmethod
    def shape(cls, problem: Any) -> Any:
        """Name the countries; the list may be empty, not null."""
        countries = problem.extra.get("country_codes", [])
        return TaxClassCreateError(
            field=problem.field, code=problem.code, message=problem.message, country_codes=countries
        )


class TaxConfigurationUpdateInput(graphene.InputObjectType):
    """How prices are to meet taxes."""

    charge_taxes = graphene.Boolean()
    tax_calculation_strategy = TaxCalculationStrategy()
    display_gross_prices = graphene.Boolean()
    prices_entered_with_tax = graphene.Boolean()


class TaxConfigurationUpdate(CoreMutation):
    """Change how a channel's prices meet taxes."""

    class Arguments:
        id = graphene.ID(required=True)
        input = TaxConfigurationUpdateInput(required=True)

    permissions = ("MANAGE_TAXES",)
    tax_configuration = graphene.Field(TaxConfiguration)
    errors = errors_of(TaxConfigurationUpdateError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Accept what this core does anyway; a configuration has the key of its channel."""
        channel = rows.one(models.Channel, id, "TaxConfiguration")
        taxes.check_configuration({name: code(value) for name, value in input.items()})
        return {"tax_configuration": channel}

    @classmethod
    def shape(cls, problem: Any) -> Any:
        """Give the list of countries, empty: no refusal here is about one."""
        return TaxConfigurationUpdateError(
            field=problem.field, code=problem.code, message=problem.message, country_codes=[]
        )


class TaxMutations:
    """The taxes' fields of Mutation."""

    tax_class_create = TaxClassCreate.Field()
    tax_configuration_update = TaxConfigurationUpdate.Field()
