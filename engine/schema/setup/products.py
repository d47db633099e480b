"""Products and their channels."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.groups import ProductGroup
from engine.catalog.services import products
from engine.catalog.services.products import Listing, Place
from engine.schema.catalog.products import Product
from engine.schema.fields import MetadataInput
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import JSONString, WeightScalar
from engine.schema.setup import followups, rows
from engine.schema.setup.errors import ProductChannelListingError, ProductError
from engine.schema.setup.inputs import AttributeValueInput, SeoInput, described, statements_of
from engine.webhooks import events


class ProductInput(graphene.InputObjectType):
    """What changes of a product."""

    attributes = graphene.List(graphene.NonNull(AttributeValueInput))
    category = graphene.ID()
    collections = graphene.List(graphene.NonNull(graphene.ID))
    description = JSONString()
    name = graphene.String()
    slug = graphene.String()
    tax_class = graphene.ID()
    seo = SeoInput()
    weight = WeightScalar()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))
    external_reference = graphene.String()


class ProductCreateInput(ProductInput):
    """A new product."""

    product_type = graphene.ID(required=True)


def answer(info: Any, product: models.Product) -> dict[str, Any]:
    """Return a product as its payload shows it: in no channel."""
    return {"product": ProductGroup([product], None, info.context.now).rows[0]}


def _place(input: dict[str, Any]) -> Place:
    collections = None
    if input.get("collections") is not None:
        collections = rows.several(models.Collection, input, "collections", "Collection", field="collections")
    return Place(
        category=rows.optional(models.Category, input.get("category"), "Category", field="category"),
        tax_class=rows.optional(models.TaxClass, input.get("tax_class"), "TaxClass", field="taxClass"),
        collections=collections,
        cleared=frozenset(name for name in ("category", "tax_class") if name in input),
    )


class ProductCreate(CoreMutation):
    """Make a product."""

    class Arguments:
        input = ProductCreateInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    product = graphene.Field(Product)
    errors = errors_of(ProductError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it."""
        product = products.create(
            product_type=rows.one(
                models.ProductType, input["product_type"], "ProductType", field="productType"
            ),
            given=rows.weighed(described(input)),
            place=_place(input),
            statements=statements_of(input.get("attributes")),
        )
        events.record("PRODUCT_CREATED", about=product, now=info.context.now)
        return answer(info, product)


class ProductUpdate(CoreMutation):
    """Change a product."""

    class Arguments:
        id = graphene.ID()
        external_reference = graphene.String()
        input = ProductInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    product = graphene.Field(Product)
    errors = errors_of(ProductError)

    @classmethod
    def perform(
        cls, info: Any, input: dict[str, Any], id: str | None = None, external_reference: str | None = None
    ) -> dict[str, Any]:
        """Change it."""
        product = products.update(
            product=rows.by(models.Product, "Product", id=id, external_reference=external_reference),
            given=rows.weighed(described(input)),
            place=_place(input),
            statements=statements_of(input.get("attributes")),
        )
        events.record("PRODUCT_UPDATED", about=product, now=info.context.now)
        return answer(info, product)


class ProductDelete(CoreMutation):
    """Delete a product with its variants and pictures."""

    class Arguments:
        id = graphene.ID()
        external_reference = graphene.String()

    permissions = ("MANAGE_PRODUCTS",)
    product = graphene.Field(Product)
    errors = errors_of(ProductError)

    @classmethod
    def perform(
        cls, info: Any, id: str | None = None, external_reference: str | None = None
    ) -> dict[str, Any]:
        """Delete it."""
        product = rows.by(models.Product, "Product", id=id, external_reference=external_reference)
        key = product.pk
        events.record("PRODUCT_DELETED", about=product, now=info.context.now)
        followups.forget_pictures(products.delete(product=product))
        product.pk = key
        return answer(info, product)


class ProductChannelListingAddInput(graphene.InputObjectType):
    """How a product stands in a channel."""

    channel_id = graphene.ID(required=True)
    is_published = graphene.Boolean()
    published_at = graphene.DateTime()
    visible_in_listings = graphene.Boolean()
    is_available_for_purchase = graphene.Boolean()
    available_for_purchase_at = graphene.DateTime()
    add_variants = graphene.List(graphene.NonNull(graphene.ID))
    remove_variants = graphene.List(graphene.NonNull(graphene.ID))


class ProductChannelListingUpdateInput(graphene.InputObjectType):
    """In which channels a product is on sale."""

    update_channels = graphene.List(graphene.NonNull(ProductChannelListingAddInput))
    remove_channels = graphene.List(graphene.NonNull(graphene.ID))


class ProductChannelListingUpdate(CoreMutation):
    """Put a product on sale in channels, or take it off."""

    class Arguments:
        id = graphene.ID(required=True)
        input = ProductChannelListingUpdateInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    product = graphene.Field(Product)
    errors = errors_of(ProductChannelListingError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """List it."""
        product = rows.one(models.Product, id, "Product")
        removed = rows.several(models.Channel, input, "remove_channels", "Channel", field="removeChannels")
        listings = [_listing(given) for given in input.get("update_channels") or ()]
        products.list_in_channels(product=product, listings=listings, removed=removed, now=info.context.now)
        events.record("PRODUCT_UPDATED", about=product, now=info.context.now)
        return answer(info, product)


def _listing(given: dict[str, Any]) -> Listing:
    return Listing(
        channel=rows.one(models.Channel, given["channel_id"], "Channel", field="channelId"),
        is_published=given.get("is_published"),
        published_at=given.get("published_at"),
        visible_in_listings=given.get("visible_in_listings"),
        is_available_for_purchase=given.get("is_available_for_purchase"),
        available_for_purchase_at=given.get("available_for_purchase_at"),
        add_variants=_variants(given, "add_variants", "addVariants"),
        remove_variants=_variants(given, "remove_variants", "removeVariants"),
    )


def _variants(given: dict[str, Any], name: str, field: str) -> list[models.ProductVariant]:
    return rows.several(models.ProductVariant, given, name, "ProductVariant", field=field)
