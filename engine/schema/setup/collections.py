"""Collections."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.groups import CollectionGroup
from engine.catalog.services import collections
from engine.catalog.services.collections import Showing
from engine.schema.catalog.products import Collection
from engine.schema.fields import MetadataInput
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import JSONString
from engine.schema.setup import rows
from engine.schema.setup.errors import CollectionChannelListingError, CollectionError
from engine.schema.setup.inputs import SeoInput, described
from engine.webhooks import events


class _CollectionFields(graphene.InputObjectType):
    class Meta:
        abstract = True

    name = graphene.String()
    slug = graphene.String()
    description = JSONString()
    seo = SeoInput()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))


class CollectionCreateInput(_CollectionFields):
    """A new collection."""

    products = graphene.List(graphene.NonNull(graphene.ID))


class CollectionInput(_CollectionFields):
    """What changes of a collection."""


def _answer(info: Any, collection: models.Collection) -> dict[str, Any]:
    return {"collection": CollectionGroup([collection], None, info.context.now).rows[0]}


def _products(ids: list[str] | None) -> list[models.Product]:
    return rows.several(models.Product, {"ids": ids}, "ids", "Product", field="products")


class CollectionCreate(CoreMutation):
    """Make a collection."""

    class Arguments:
        input = CollectionCreateInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    collection = graphene.Field(Collection)
    errors = errors_of(CollectionError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it."""
        products = _products(input.get("products"))
        made = collections.create(given=described(input), products=products)
        events.record("COLLECTION_CREATED", about=made, now=info.context.now)
        return _answer(info, made)


class CollectionUpdate(CoreMutation):
    """Change a collection."""

    class Arguments:
        id = graphene.ID(required=True)
        input = CollectionInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    collection = graphene.Field(Collection)
    errors = errors_of(CollectionError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Change it."""
        found = rows.one(models.Collection, id, "Collection")
        collections.update(collection=found, given=described(input))
        events.record("COLLECTION_UPDATED", about=found, now=info.context.now)
        return _answer(info, found)


class CollectionDelete(CoreMutation):
    """Delete a collection; its products stay."""

    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    collection = graphene.Field(Collection)
    errors = errors_of(CollectionError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Delete it."""
        found = rows.one(models.Collection, id, "Collection")
        key = found.pk
        events.record("COLLECTION_DELETED", about=found, now=info.context.now)
        collections.delete(collection=found)
        found.pk = key
        return _answer(info, found)


class CollectionAddProducts(CoreMutation):
    """Put products into a collection."""

    class Arguments:
        collection_id = graphene.ID(required=True)
        products = graphene.List(graphene.NonNull(graphene.ID), required=True)

    permissions = ("MANAGE_PRODUCTS",)
    collection = graphene.Field(Collection)
    errors = errors_of(CollectionError)

    @classmethod
    def perform(cls, info: Any, collection_id: str, products: list[str]) -> dict[str, Any]:
        """Add them."""
        found = rows.one(models.Collection, collection_id, "Collection", field="collectionId")
        added = _products(products)
        collections.add_products(collection=found, products=added)
        events.record("PRODUCT_UPDATED", about=added, now=info.context.now)
        return _answer(info, found)


class CollectionRemoveProducts(CoreMutation):
    """Take products out of a collection."""

    class Arguments:
        collection_id = graphene.ID(required=True)
        products = graphene.List(graphene.NonNull(graphene.ID), required=True)

    permissions = ("MANAGE_PRODUCTS",)
    collection = graphene.Field(Collection)
    errors = errors_of(CollectionError)

    @classmethod
    def perform(cls, info: Any, collection_id: str, products: list[str]) -> dict[str, Any]:
        """Take them out."""
        found = rows.one(models.Collection, collection_id, "Collection", field="collectionId")
        removed = _products(products)
        collections.remove_products(collection=found, products=removed)
        events.record("PRODUCT_UPDATED", about=removed, now=info.context.now)
        return _answer(info, found)


class PublishableChannelListingInput(graphene.InputObjectType):
    """How a collection stands in a channel."""

    channel_id = graphene.ID(required=True)
    is_published = graphene.Boolean()
    published_at = graphene.DateTime()


class CollectionChannelListingUpdateInput(graphene.InputObjectType):
    """In which channels a collection is shown."""

    add_channels = graphene.List(graphene.NonNull(PublishableChannelListingInput))
    remove_channels = graphene.List(graphene.NonNull(graphene.ID))


class CollectionChannelListingUpdate(CoreMutation):
    """Show a collection in channels."""

    class Arguments:
        id = graphene.ID(required=True)
        input = CollectionChannelListingUpdateInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    collection = graphene.Field(Collection)
    errors = errors_of(CollectionChannelListingError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Show or hide it."""
        found = rows.one(models.Collection, id, "Collection")
        hidden = rows.several(models.Channel, input, "remove_channels", "Channel", field="removeChannels")
        showings = [_showing(given) for given in input.get("add_channels") or ()]
        collections.show(collection=found, showings=showings, hidden=hidden, now=info.context.now)
        events.record("COLLECTION_UPDATED", about=found, now=info.context.now)
        return _answer(info, found)


def _showing(given: dict[str, Any]) -> Showing:
    channel = rows.one(models.Channel, given["channel_id"], "Channel", field="channelId")
    return Showing(channel, given.get("is_published"), given.get("published_at"))
