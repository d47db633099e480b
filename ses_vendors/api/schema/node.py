"""Things with an id. An id is opaque; it holds a public name, no key of a table."""

from __future__ import annotations

from typing import Any

import graphene

from ses_vendors.api.facts import PublicAttestation


class Node(graphene.Interface):
    """A thing that `node` finds again by its id."""

    id = graphene.ID(required=True)

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> str:
        """Name the type of what `node` found."""
        return "Attestation" if isinstance(instance, PublicAttestation) else "Vendor"
