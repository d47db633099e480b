"""What can be asked about accounts."""

from __future__ import annotations

from typing import Any

import graphene

from engine.accounts import models
from engine.accounts.addresses import POSTAL_CODES, REQUIRED
from engine.errors import PermissionDenied
from engine.schema.accounts.address import Address, CountryCode, own
from engine.schema.accounts.types import User
from engine.schema.catalog.channels import COUNTRIES
from engine.schema.enums import code
from engine.schema.keys import whole_keys_of


class ChoiceValue(graphene.ObjectType):
    """One of the values a field of an address may have."""

    raw = graphene.String()
    verbose = graphene.String()


class AddressValidationData(graphene.ObjectType):
    """How addresses of a country are written."""

    country_code = graphene.String(required=True)
    country_name = graphene.String(required=True)
    address_format = graphene.String(required=True)
    address_latin_format = graphene.String(required=True)
    allowed_fields = graphene.List(graphene.NonNull(graphene.String), required=True)
    required_fields = graphene.List(graphene.NonNull(graphene.String), required=True)
    upper_fields = graphene.List(graphene.NonNull(graphene.String), required=True)
    country_area_type = graphene.String(required=True)
    country_area_choices = graphene.List(graphene.NonNull(ChoiceValue), required=True)
    city_type = graphene.String(required=True)
    city_choices = graphene.List(graphene.NonNull(ChoiceValue), required=True)
    city_area_type = graphene.String(required=True)
    city_area_choices = graphene.List(graphene.NonNull(ChoiceValue), required=True)
    postal_code_type = graphene.String(required=True)
    postal_code_matchers = graphene.List(graphene.NonNull(graphene.String), required=True)
    postal_code_examples = graphene.List(graphene.NonNull(graphene.String), required=True)
    postal_code_prefix = graphene.String(required=True)


#: What Saleor's rules and this core's have in common over countries. %N name, %O company, %A street,
#: %Z postal code, %S county, %C city.
FORMAT = "%N%n%O%n%A%n%Z %S %C"
ALLOWED = ["countryArea", "name", "companyName", "streetAddress1", "streetAddress2", "city", "postalCode"]
NAMES = {"street_address_1": "streetAddress1", "city": "city", "postal_code": "postalCode"}


class AccountQueries:
    """The room's fields of Query."""

    me = graphene.Field(User)
    address = graphene.Field(Address, id=graphene.ID(required=True))
    address_validation_rules = graphene.Field(
        AddressValidationData,
        country_code=CountryCode(required=True),
        country_area=graphene.String(),
        city=graphene.String(),
        city_area=graphene.String(),
    )

    @staticmethod
    def resolve_me(root: Any, info: Any) -> models.User | None:
        return info.context.user

    @staticmethod
    def resolve_address(root: Any, info: Any, id: str) -> models.Address | None:
        user = info.context.user
        found = models.Address.objects.filter(pk__in=whole_keys_of([id], "Address"))
        if user is not None and (address := found.filter(users=user).first()) is not None:
            return own(address, user)
        if not info.context.may("MANAGE_USERS"):
            raise PermissionDenied("MANAGE_USERS", "OWNER")
        return found.first()

    @staticmethod
    def resolve_address_validation_rules(
        root: Any, info: Any, country_code: Any, **_: Any
    ) -> AddressValidationData:
        return rules(code(country_code))


def rules(country: str) -> AddressValidationData:
    """Return how addresses of a country are written; the same for any county and city of it."""
    pattern = POSTAL_CODES.get(country)
    required = [*REQUIRED, *(["postal_code"] if pattern else [])]
    return AddressValidationData(
        country_code=country,
        country_name=COUNTRIES.get(country, country).upper(),
        address_format=FORMAT,
        address_latin_format=FORMAT,
        allowed_fields=ALLOWED,
        required_fields=[NAMES[name] for name in required],
        upper_fields=["streetAddress1", "city"],
        country_area_type="province",
        country_area_choices=[],
        city_type="city",
        city_choices=[],
        city_area_type="suburb",
        city_area_choices=[],
        postal_code_type="postal",
        postal_code_matchers=[f"^{pattern.pattern}$"] if pattern else [],
        postal_code_examples=["060274", "061357", "200716"] if country == "RO" else [],
        postal_code_prefix="",
    )
