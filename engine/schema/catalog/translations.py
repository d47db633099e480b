"""Texts of the catalogue in another language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from engine.schema.enums import LanguageCodeEnum, language_code, language_of
from engine.schema.fields import Node
from engine.schema.scalars import JSONString
from kernel.ids import to_global_id


class LanguageDisplay(graphene.ObjectType):
    """A language by its code."""

    code = graphene.Field(LanguageCodeEnum, required=True)
    language = graphene.String(required=True)


@dataclass(frozen=True, slots=True)
class Texts:
    """A translation as a root: its id, its language, and one attribute per text."""

    id: str
    language: LanguageDisplay
    texts: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.texts.get(name)


def translated(root: Any, kind: str, language: Any) -> Texts | None:
    """Return an object's translation, None where there is none."""
    stored = language_of(language)
    texts = root.group.texts(root.pk, stored)
    if texts is None:
        return None
    display = LanguageDisplay(code=language_code(stored), language=stored)
    return Texts(to_global_id(f"{kind}Translation", f"{root.pk}-{stored}"), display, texts)


class _Translation(graphene.ObjectType):
    class Meta:
        abstract = True

    language = graphene.Field(LanguageDisplay, required=True)


class _SeoTranslation(_Translation):
    class Meta:
        abstract = True

    seo_title = graphene.String()
    seo_description = graphene.String()
    slug = graphene.String()


class ProductTranslation(_SeoTranslation):
    """A product's texts."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    description = graphene.Field(JSONString)


class CategoryTranslation(_SeoTranslation):
    """A category's texts."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    description = graphene.Field(JSONString)


class CollectionTranslation(_SeoTranslation):
    """A collection's texts."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    description = graphene.Field(JSONString)


class PageTranslation(_SeoTranslation):
    """A page's texts."""

    class Meta:
        interfaces = (Node,)

    title = graphene.String()
    content = graphene.Field(JSONString)


class ProductVariantTranslation(_Translation):
    """A variant's name."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String(required=True)


class AttributeTranslation(_Translation):
    """An attribute's name."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String(required=True)


class AttributeValueTranslation(_Translation):
    """A value's texts."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String(required=True)
    rich_text = graphene.Field(JSONString)
    plain_text = graphene.String()


class MenuItemTranslation(_Translation):
    """A menu entry's name."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String(required=True)
