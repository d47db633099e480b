"""Pages (Saleor's "models") and their types."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.schema.catalog.attributes import (
    Attribute,
    ObjectWithAttributes,
    SelectedAttribute,
    assigned,
    attributes_of,
)
from engine.schema.catalog.translations import PageTranslation, translated
from engine.schema.connections import connection_types
from engine.schema.enums import LanguageCodeEnum
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.scalars import JSONString


class PageType(graphene.ObjectType):
    """A kind of page."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    attributes = graphene.List(graphene.NonNull(Attribute))
    has_pages = graphene.Boolean()

    resolve_id = global_id("PageType")

    @staticmethod
    def resolve_attributes(root: models.PageType, info: Any) -> list[models.Attribute]:
        return attributes_of(root.attributes.order_by("pagetypeattribute__sort_order", "pk"))

    @staticmethod
    def resolve_has_pages(root: models.PageType, info: Any) -> bool:
        return root.pages.exists()


PageTypeCountableConnection = connection_types(PageType)


class Page(graphene.ObjectType):
    """A page: an SES, a text."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata, ObjectWithAttributes)

    seo_title = graphene.String()
    seo_description = graphene.String()
    title = graphene.String(required=True)
    content = graphene.Field(JSONString)
    published_at = graphene.DateTime()
    is_published = graphene.Boolean(required=True)
    slug = graphene.String(required=True)
    page_type = graphene.Field(PageType, required=True)
    created = graphene.DateTime(required=True)
    translation = graphene.Field(
        PageTranslation, language_code=graphene.Argument(LanguageCodeEnum, required=True)
    )
    attributes = graphene.List(
        graphene.NonNull(SelectedAttribute), required=True, deprecation_reason="Use `assignedAttributes`."
    )

    resolve_id = global_id("Page")

    @staticmethod
    def resolve_created(root: models.Page, info: Any) -> Any:
        return root.created_at

    @staticmethod
    def resolve_translation(root: models.Page, info: Any, language_code: Any) -> Any:
        return translated(root, "Page", language_code)

    @staticmethod
    def resolve_attributes(root: models.Page, info: Any) -> list[Any]:
        return list(assigned(root))


PageCountableConnection = connection_types(Page)
