"""Pictures of products."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.groups import MediaGroup
from engine.catalog.services import media
from engine.schema.catalog.products import Product, ProductMedia
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import Upload
from engine.schema.setup import followups, products, rows
from engine.schema.setup.errors import ProductError
from engine.webhooks import events


class ProductMediaCreateInput(graphene.InputObjectType):
    """A new picture."""

    alt = graphene.String()
    image = Upload()
    product = graphene.ID(required=True)


class ProductMediaCreate(CoreMutation):
    """Add a picture to a product."""

    class Arguments:
        input = ProductMediaCreateInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    product = graphene.Field(Product)
    media = graphene.Field(ProductMedia)
    errors = errors_of(ProductError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Store it; its smaller renderings follow."""
        product = rows.one(models.Product, input["product"], "Product", field="product")
        made = media.create(product=product, given=input, now=info.context.now)
        followups.make_thumbnails(made.path)
        events.record("PRODUCT_UPDATED", about=product, now=info.context.now)
        return {**products.answer(info, product), "media": MediaGroup([made]).rows[0]}


class ProductMediaDelete(CoreMutation):
    """Take a picture away from its product."""

    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    product = graphene.Field(Product)
    media = graphene.Field(ProductMedia)
    errors = errors_of(ProductError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Take it away; its files follow."""
        found = rows.one(models.ProductMedia, id, "ProductMedia")
        key, product = found.pk, found.product
        followups.forget_pictures([media.delete(media=found, now=info.context.now)])
        events.record("PRODUCT_UPDATED", about=product, now=info.context.now)
        found.pk = key
        return {**products.answer(info, product), "media": MediaGroup([found]).rows[0]}
