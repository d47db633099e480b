"""Categories."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.groups import CategoryGroup
from engine.catalog.services import categories
from engine.schema.catalog.products import Category
from engine.schema.fields import MetadataInput
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import JSONString
from engine.schema.setup import followups, rows
from engine.schema.setup.errors import ProductError
from engine.schema.setup.inputs import SeoInput, described
from engine.webhooks import events


class CategoryInput(graphene.InputObjectType):
    """A category's texts."""

    description = JSONString()
    name = graphene.String()
    slug = graphene.String()
    seo = SeoInput()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))


def _answer(category: models.Category) -> dict[str, Any]:
    return {"category": CategoryGroup([category]).rows[0]}


class CategoryCreate(CoreMutation):
    """Make a category."""

    class Arguments:
        input = CategoryInput(required=True)
        parent = graphene.ID()

    permissions = ("MANAGE_PRODUCTS",)
    category = graphene.Field(Category)
    errors = errors_of(ProductError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any], parent: str | None = None) -> dict[str, Any]:
        """Make it."""
        above = rows.optional(models.Category, parent, "Category", field="parent")
        category = categories.create(given=described(input), parent=above)
        events.record("CATEGORY_CREATED", about=category, now=info.context.now)
        return _answer(category)


class CategoryUpdate(CoreMutation):
    """Change a category."""

    class Arguments:
        id = graphene.ID(required=True)
        input = CategoryInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    category = graphene.Field(Category)
    errors = errors_of(ProductError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Change it; its name is among the words of its products."""
        category = rows.one(models.Category, id, "Category")
        name = category.name
        categories.update(category=category, given=described(input))
        events.record("CATEGORY_UPDATED", about=category, now=info.context.now)
        if category.name != name:
            followups.index_words(category.products.values_list("pk", flat=True))
        return _answer(category)


class CategoryDelete(CoreMutation):
    """Delete a category with those below it; their products stay."""

    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    category = graphene.Field(Category)
    errors = errors_of(ProductError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Delete it."""
        category = rows.one(models.Category, id, "Category")
        below = models.Product.objects.filter(category__path__startswith=category.path)
        products = list(below.values_list("pk", flat=True))
        key = category.pk
        events.record("CATEGORY_DELETED", about=category, now=info.context.now)
        categories.delete(category=category)
        category.pk = key
        followups.index_words(products)
        return _answer(category)
