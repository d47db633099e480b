"""What can be asked. Nothing can be changed."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLError

from kernel.ids import MalformedId, from_global_id
from ses_vendors.api import badges, filters, reading
from ses_vendors.api.context import Context
from ses_vendors.api.facts import PublicAttestation, PublicVendor
from ses_vendors.api.limits import UNSTORABLE
from ses_vendors.api.paging import Window, paged
from ses_vendors.api.schema import enums
from ses_vendors.api.schema.attestation import Attestation
from ses_vendors.api.schema.badge import Badge
from ses_vendors.api.schema.node import Node
from ses_vendors.api.schema.vendor import Vendor, VendorConnection

#: The arguments of a connection.
WINDOW = ("first", "last", "after", "before")


class Query(graphene.ObjectType):
    """Vendors of the shop, their attestations, and the badge of a product, judged at the moment of asking."""

    vendors = graphene.Field(
        VendorConnection,
        required=True,
        description="The directory by name, at most 100 vendors a page, 20 where nothing is said.",
        first=graphene.Int(),
        last=graphene.Int(),
        after=graphene.String(),
        before=graphene.String(),
        county=graphene.String(description="ISO code of the registered office's county, such as RO-IS."),
        region=graphene.String(description="Slug of a development region, such as nord-est."),
        kind=graphene.String(description="Slug of a kind of workshop (`Vendor.kindSlug`)."),
        level=enums.VendorLevel(),
        medium=enums.Medium(),
        search=graphene.String(description="Words of the name, kind, tagline or locality."),
    )
    vendor = graphene.Field(
        Vendor,
        description="One vendor by slug or id; null where it is unknown or not public.",
        slug=graphene.String(),
        id=graphene.ID(),
    )
    attestation = graphene.Field(
        Attestation,
        description="One document by the code of its proof; null where it is unknown.",
        code=graphene.String(required=True),
    )
    badge = graphene.Field(
        Badge,
        description="The badge of a product by slug or id at the shop's core; null where none is for sale.",
        slug=graphene.String(),
        product_id=graphene.ID(),
    )
    node = graphene.Field(
        Node, description="A thing by its id; null where unknown.", id=graphene.ID(required=True)
    )

    @staticmethod
    def resolve_vendors(root: None, info: Any, **arguments: Any) -> Any:
        """Cut one page out of the directory."""
        context: Context = info.context
        window = Window(**{name: arguments.pop(name, None) for name in WINDOW})
        wanted = filters.Narrowing(**{name: each for name, each in arguments.items() if each is not None})
        rows = filters.narrowed(reading.listed(), wanted, now=context.now).order_by("trade_name", "pk")
        return paged(
            rows,
            lambda found: reading.told(found, now=context.now),
            window=window,
            connection=VendorConnection,
        )

    @staticmethod
    def resolve_vendor(
        root: None, info: Any, slug: str | None = None, id: str | None = None
    ) -> PublicVendor | None:
        """Find a vendor by the one that is given."""
        if (slug is None) == (id is None):
            raise GraphQLError("Give `slug` or `id`.")
        found = slug if slug is not None else _key(id or "", "Vendor")
        return reading.one(slug=found, now=info.context.now) if found else None

    @staticmethod
    def resolve_attestation(root: None, info: Any, code: str) -> PublicAttestation | None:
        """Find a document."""
        return reading.attestation(code=code, now=info.context.now)

    @staticmethod
    def resolve_badge(
        root: None, info: Any, slug: str | None = None, product_id: str | None = None
    ) -> badges.PublicBadge | None:
        """Judge a product by the one that is given."""
        if (slug is None) == (product_id is None):
            raise GraphQLError("Give `slug` or `productId`.")
        if slug is not None:
            return badges.by_slug(slug, now=info.context.now)
        return badges.by_id(product_id or "", now=info.context.now)

    @staticmethod
    def resolve_node(root: None, info: Any, id: str) -> PublicVendor | PublicAttestation | None:
        """Find a thing by the type its id names."""
        now = info.context.now
        if slug := _key(id, "Vendor"):
            return reading.one(slug=slug, now=now)
        if code := _key(id, "Attestation"):
            return reading.attestation(code=code, now=now)
        return None


def _key(global_id: str, type_name: str) -> str:
    """Return what an id of a type holds; "" for any other text."""
    try:
        key = from_global_id(global_id, type_name)[1]
    except MalformedId:
        return ""
    return "" if UNSTORABLE.search(key) else key


schema = graphene.Schema(query=Query, types=[Vendor, Attestation])
graphql_schema = schema.graphql_schema
