"""Enumerations of the schema, made from the codes that the rooms use."""

from __future__ import annotations

from enum import StrEnum

import graphene

from kernel import badge
from ses_vendors.api import facts, filters
from ses_vendors.vendors import models


class LanguageCode(StrEnum):
    """The languages of the shop."""

    RO = "ro"
    EN = "en"


def _enum(source: type, name: str, description: str) -> type[graphene.Enum]:
    """Make an enumeration whose members bear no description of their own."""

    def described(member: object) -> str | None:
        return description if member is None else None

    made: type[graphene.Enum] = graphene.Enum.from_enum(source, name=name, description=described)
    return made


Language = _enum(LanguageCode, "Language", "A language of the shop. Texts without English come in Romanian.")
Kind = _enum(badge.Kind, "AttestationKind", "A document that the law knows.")
Status = _enum(
    facts.AttestationStatus, "AttestationStatus", "What a document is worth at the moment of asking."
)
Level = _enum(badge.Level, "BadgeLevel", "What may be said of a product at the moment of asking.")
Origin = _enum(badge.Origin, "ProductOrigin", "Who made a product.")
VendorLevel = _enum(
    filters.VendorLevel, "VendorLevel", "What a vendor's own goods may carry at the moment of asking."
)
LegalForm = _enum(models.LegalForm, "LegalForm", "A form in which a social enterprise may be founded.")
RegistryKind = _enum(models.RegistryKind, "RegistryKind", "Where a legal person is registered.")
Medium = _enum(models.Medium, "Medium", "Where a vendor works.")
Group = _enum(models.Group, "VulnerableGroup", "A vulnerable group of the shop's list; not the law's.")
SaleState = _enum(facts.SaleState, "SaleState", "Whether a vendor takes orders at the moment of asking.")
