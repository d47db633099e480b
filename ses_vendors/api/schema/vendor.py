"""A vendor: a social enterprise that sells in the shop."""

from __future__ import annotations

from typing import Any

import graphene

from kernel.ids import to_global_id
from ses_vendors.api.facts import PublicClosure, PublicVendor
from ses_vendors.api.schema import enums
from ses_vendors.api.schema.attestation import Attestation
from ses_vendors.api.schema.enums import LanguageCode
from ses_vendors.api.schema.node import Node

#: The argument of a text that is there in both languages.
IN_LANGUAGE = {"language": enums.Language(required=True, default_value=LanguageCode.RO)}


def in_language(language: LanguageCode, romanian: str, english: str) -> str:
    """Return a text in a language; Romanian where there is no English."""
    return (english if language == LanguageCode.EN else romanian) or romanian


class County(graphene.ObjectType):
    """A county; Bucharest counts as one."""

    iso = graphene.String(required=True, description="ISO 3166-2, such as RO-IS.")
    name = graphene.String(required=True)


class Region(graphene.ObjectType):
    """A development region."""

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    nuts2 = graphene.String(required=True, description="The European code, such as RO21.")


class Address(graphene.ObjectType):
    """A registered office or place of work."""

    street = graphene.String(required=True)
    locality = graphene.String(required=True)
    sector = graphene.String(required=True, description="A digit in Bucharest, empty elsewhere.")
    postal_code = graphene.String(required=True)
    county = graphene.Field(County)
    region = graphene.Field(Region)


class Contact(graphene.ObjectType):
    """How shoppers reach a vendor; what it does not give is empty."""

    email = graphene.String(required=True)
    phone = graphene.String(required=True)
    web = graphene.String(required=True)
    opening_hours = graphene.String(required=True)


class Jobs(graphene.ObjectType):
    """Totals of a vendor on a day. There are no counts by group, here or anywhere."""

    total = graphene.Int(required=True)
    vulnerable = graphene.Int(required=True, description="Jobs for people of vulnerable groups.")
    as_of = graphene.Date(description="The day these numbers are of.")
    groups = graphene.List(
        graphene.NonNull(enums.Group),
        required=True,
        description="Without order; empty where so few work that it would point at persons.",
    )


class Closure(graphene.ObjectType):
    """Days on which a vendor takes no orders, both included."""

    starts_on = graphene.Date(required=True)
    ends_on = graphene.Date(description="None where the end is not known.")
    note = graphene.String(required=True, **IN_LANGUAGE)

    @staticmethod
    def resolve_note(root: PublicClosure, info: Any, language: LanguageCode) -> str:
        """Say it in a language."""
        return in_language(language, root.note_ro, root.note_en)


class Vendor(graphene.ObjectType):
    """A social enterprise that sells in the shop. It is the trader; the shop is an intermediary."""

    slug = graphene.String(required=True)
    url = graphene.String(required=True, description="Its page in the shop.")
    trade_name = graphene.String(required=True)
    legal_name = graphene.String(required=True)
    legal_form = graphene.Field(enums.LegalForm, required=True)
    cui = graphene.String(required=True, description="Tax number; with the prefix RO for payers of VAT.")
    is_vat_payer = graphene.Boolean(required=True)
    registry_kind = graphene.Field(enums.RegistryKind, required=True)
    registry_number = graphene.String(required=True)
    seat = graphene.Field(Address)
    workplace = graphene.Field(Address)
    county = graphene.Field(County, description="Of the registered office.")
    region = graphene.Field(Region, description="Of the registered office.")
    contact = graphene.Field(Contact, required=True)
    medium = graphene.Field(enums.Medium, required=True)
    kind = graphene.String(required=True, description="What kind of workshop it is, in Romanian.")
    kind_slug = graphene.String(required=True, description="The kind as `vendors(kind:)` takes it.")
    tagline = graphene.String(required=True, **IN_LANGUAGE)
    story = graphene.String(required=True, **IN_LANGUAGE)
    jobs = graphene.Field(Jobs, required=True)
    closures = graphene.List(graphene.NonNull(Closure), required=True, description="Those of today.")
    sale_state = graphene.Field(enums.SaleState, required=True)
    level = graphene.Field(
        enums.Level, required=True, description="What goods of its own production may carry."
    )
    is_sheltered = graphene.Boolean(
        required=True, description="Whether its authorisation as a sheltered unit is in force."
    )
    attestations = graphene.List(
        graphene.NonNull(Attestation),
        required=True,
        description="Every document that was verified, also those that are over.",
    )

    class Meta:
        """Found again by its id."""

        interfaces = (Node,)

    @staticmethod
    def resolve_id(root: PublicVendor, info: Any) -> str:
        """Make the id from the slug."""
        return to_global_id("Vendor", root.slug)

    @staticmethod
    def resolve_tagline(root: PublicVendor, info: Any, language: LanguageCode) -> str:
        """Say it in a language."""
        return in_language(language, root.tagline_ro, root.tagline_en)

    @staticmethod
    def resolve_story(root: PublicVendor, info: Any, language: LanguageCode) -> str:
        """Tell it in a language."""
        return in_language(language, root.story_ro, root.story_en)


class VendorConnection(graphene.relay.Connection):
    """A page of the directory."""

    total_count = graphene.Int(required=True, description="Vendors on all pages.")

    class Meta:
        """Each edge and node is there."""

        node = Vendor
        strict_types = True
