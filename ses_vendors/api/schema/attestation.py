"""A document of a vendor."""

from __future__ import annotations

from typing import Any

import graphene

from kernel.ids import to_global_id
from ses_vendors.api.facts import PublicAttestation
from ses_vendors.api.schema import enums
from ses_vendors.api.schema.node import Node


class Attestation(graphene.ObjectType):
    """A document that the shop's operator has verified, judged at the moment of asking."""

    kind = graphene.Field(enums.Kind, required=True)
    series = graphene.String(required=True, description="As it stands on the paper; may be empty.")
    number = graphene.String(required=True)
    issuer = graphene.String(required=True)
    issued_on = graphene.Date(required=True)
    valid_until = graphene.Date(required=True, description="Its last good day, in Bucharest.")
    status = graphene.Field(enums.Status, required=True)
    checked_on = graphene.Date(description="The day the public register was last looked at.")
    code = graphene.String(required=True, description="The code of its public proof.")
    proof_url = graphene.String(required=True, description="The page that proves it, for people.")
    vendor_slug = graphene.String(required=True)

    class Meta:
        """Found again by its id."""

        interfaces = (Node,)

    @staticmethod
    def resolve_id(root: PublicAttestation, info: Any) -> str:
        """Make the id from the code."""
        return to_global_id("Attestation", root.code)
