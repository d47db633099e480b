"""Postal addresses on the wire."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import graphene

from engine.accounts import models
from engine.schema.catalog.channels import CountryDisplay, country_display
from engine.schema.enums import code, enum
from engine.schema.fields import MetadataInput, Node, ObjectWithMetadata, global_id, written

COUNTRIES = (Path(__file__).parent / "countries.txt").read_text(encoding="ascii").split()

CountryCode = enum("CountryCode", COUNTRIES, "A country by its ISO code.")
AddressTypeEnum = enum("AddressTypeEnum", ["BILLING", "SHIPPING"], "What an address is for.")


class Address(graphene.ObjectType):
    """A postal address; `own` tells whose default it may be."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    first_name = graphene.String(required=True)
    last_name = graphene.String(required=True)
    company_name = graphene.String(required=True)
    street_address_1 = graphene.String(required=True)
    street_address_2 = graphene.String(required=True)
    city = graphene.String(required=True)
    city_area = graphene.String(required=True)
    postal_code = graphene.String(required=True)
    country = graphene.Field(CountryDisplay, required=True)
    country_area = graphene.String(required=True)
    phone = graphene.String()
    is_default_shipping_address = graphene.Boolean()
    is_default_billing_address = graphene.Boolean()

    resolve_id = global_id("Address")

    @staticmethod
    def resolve_country(root: models.Address, info: Any) -> CountryDisplay:
        return country_display(root.country)

    @staticmethod
    def resolve_is_default_shipping_address(root: models.Address, info: Any) -> bool | None:
        owner = _owner(root)
        return None if owner is None else owner.default_shipping_address_id == root.pk

    @staticmethod
    def resolve_is_default_billing_address(root: models.Address, info: Any) -> bool | None:
        owner = _owner(root)
        return None if owner is None else owner.default_billing_address_id == root.pk


def own(address: models.Address, owner: models.User) -> models.Address:
    """Mark an address as read out of a user's book: only then can it be somebody's default."""
    address.owner = owner  # type: ignore[attr-defined]
    return address


def _owner(address: models.Address) -> models.User | None:
    return vars(address).get("owner")


class AddressInput(graphene.InputObjectType):
    """An address as it is given; `engine.accounts.addresses.validate_address` checks it."""

    first_name = graphene.String()
    last_name = graphene.String()
    company_name = graphene.String()
    street_address_1 = graphene.String()
    street_address_2 = graphene.String()
    city = graphene.String()
    city_area = graphene.String()
    postal_code = graphene.String()
    country = CountryCode()
    country_area = graphene.String()
    phone = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataInput))


def address_data(given: dict[str, Any]) -> dict[str, Any]:
    """Return an address input as plain values: metadata as a dict, the country as its code."""
    data = {name: value for name, value in given.items() if name != "metadata"}
    if data.get("country") is not None:
        data["country"] = code(data["country"])
    if given.get("metadata") is not None:
        data["metadata"] = written(given["metadata"])
    return data
