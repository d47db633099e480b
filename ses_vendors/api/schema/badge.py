"""The badge of a product."""

from __future__ import annotations

from typing import Any

import graphene

from ses_vendors.api.badges import PublicBadge
from ses_vendors.api.schema import enums
from ses_vendors.api.schema.attestation import Attestation
from ses_vendors.api.schema.enums import LanguageCode
from ses_vendors.api.schema.vendor import IN_LANGUAGE, Vendor


class BadgeWording(graphene.ObjectType):
    """The words of a level, from a day on and with their source."""

    short = graphene.String(required=True, description="Beside a mark.", **IN_LANGUAGE)
    sentence = graphene.String(required=True, **IN_LANGUAGE)
    effective_from = graphene.Date(required=True)
    source = graphene.String(required=True, description="What the words rest on.")

    @staticmethod
    def resolve_short(root: Any, info: Any, language: LanguageCode) -> str:
        """Say it in a language."""
        return str(root.label(language))

    @staticmethod
    def resolve_sentence(root: Any, info: Any, language: LanguageCode) -> str:
        """Say it in a language."""
        return str(root.sentence(language))


class Badge(graphene.ObjectType):
    """What may be said of a product at the moment of asking: do not keep it past `until`, ask again."""

    product_id = graphene.ID(required=True)
    product_slug = graphene.String(required=True)
    product_name = graphene.String(required=True)
    origin = graphene.Field(enums.Origin, description="None where nobody has said.")
    level = graphene.Field(enums.Level, required=True)
    wording = graphene.Field(BadgeWording, description="None where nothing may be said.")
    document = graphene.Field(Attestation, description="What it rests on.")
    proof_url = graphene.String(description="The page that proves the document, for people.")
    until = graphene.Date(description="The last good day of the document, in Bucharest.")
    is_sheltered = graphene.Boolean(
        required=True,
        description="Made by a sheltered unit with an authorisation in force (Legea 448/2006 art. 78).",
    )
    vendor = graphene.Field(Vendor, description="Who sells it.")
    judged_at = graphene.DateTime(required=True)

    @staticmethod
    def resolve_proof_url(root: PublicBadge, info: Any) -> str | None:
        """Lead to the document's proof."""
        return root.document.proof_url if root.document else None

    @staticmethod
    def resolve_until(root: PublicBadge, info: Any) -> Any:
        """Name the document's last day."""
        return root.document.valid_until if root.document else None
