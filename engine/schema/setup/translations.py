"""Giving objects their texts in another language."""

from __future__ import annotations

from typing import Any, ClassVar

import graphene
from django.db.models import Model

from engine.catalog import groups, models
from engine.catalog.services import translations
from engine.inventory.models import ShippingMethod
from engine.schema.catalog.attributes import Attribute, AttributeValue
from engine.schema.catalog.menus import MenuItem
from engine.schema.catalog.products import Category, Collection, Product, ProductVariant
from engine.schema.enums import LanguageCodeEnum, language_of
from engine.schema.inventory.shipping import ShippingMethodType
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import JSONString
from engine.schema.setup import menus, rows
from engine.schema.setup.errors import TranslationError


class NameTranslationInput(graphene.InputObjectType):
    """A name."""

    name = graphene.String()


class _SeoTranslationInput(graphene.InputObjectType):
    slug = graphene.String()
    seo_title = graphene.String()
    seo_description = graphene.String()


class TranslationInput(_SeoTranslationInput):
    """A name, a description, and what search engines show."""

    name = graphene.String()
    description = JSONString()


class PageTranslationInput(_SeoTranslationInput):
    """A title, a text, and what search engines show."""

    title = graphene.String()
    content = JSONString()


class AttributeValueTranslationInput(graphene.InputObjectType):
    """A value's name and texts."""

    name = graphene.String()
    rich_text = JSONString()
    plain_text = graphene.String()


class ShippingPriceTranslationInput(graphene.InputObjectType):
    """A shipping method's name and description."""

    name = graphene.String()
    description = JSONString()


class _Translate(CoreMutation):
    """The common road: `model` has the rows, `type_name` is in their ids, `kind` in the translations."""

    class Meta:
        abstract = True

    permissions = ("MANAGE_TRANSLATIONS",)
    model: ClassVar[type[Model]]
    type_name: ClassVar[str]
    kind: ClassVar[str | None] = None
    payload: ClassVar[str]

    @classmethod
    def perform(cls, info: Any, id: str, language_code: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Set the given texts."""
        row = rows.one(cls.model, id, cls.type_name)
        translations.put(
            kind=cls.kind or cls.type_name,
            row=row,
            language=language_of(language_code),
            texts=input,
            now=info.context.now,
        )
        return {cls.payload: cls.present(row, info)}

    @classmethod
    def present(cls, row: Any, info: Any) -> Any:
        """Return the row as the payload's field wants it."""
        return row


class _Name:
    id = graphene.ID(required=True)
    language_code = graphene.Argument(LanguageCodeEnum, required=True)
    input = NameTranslationInput(required=True)


class _Texts:
    id = graphene.ID(required=True)
    language_code = graphene.Argument(LanguageCodeEnum, required=True)
    input = TranslationInput(required=True)


class ProductTranslate(_Translate):
    """Translate a product."""

    class Arguments(_Texts):
        pass

    model, type_name, payload = models.Product, "Product", "product"
    product = graphene.Field(Product)
    errors = errors_of(TranslationError)

    @classmethod
    def present(cls, row: models.Product, info: Any) -> Any:
        """Group the product."""
        return groups.ProductGroup([row], None, info.context.now).rows[0]


class ProductVariantTranslate(_Translate):
    """Translate a variant."""

    class Arguments(_Name):
        pass

    model, type_name, payload = models.ProductVariant, "ProductVariant", "product_variant"
    product_variant = graphene.Field(ProductVariant)
    errors = errors_of(TranslationError)

    @classmethod
    def present(cls, row: models.ProductVariant, info: Any) -> Any:
        """Group the variant."""
        return groups.VariantGroup([row], None, info.context.now).rows[0]


class CategoryTranslate(_Translate):
    """Translate a category."""

    class Arguments(_Texts):
        pass

    model, type_name, payload = models.Category, "Category", "category"
    category = graphene.Field(Category)
    errors = errors_of(TranslationError)

    @classmethod
    def present(cls, row: models.Category, info: Any) -> Any:
        """Group the category."""
        return groups.CategoryGroup([row]).rows[0]


class CollectionTranslate(_Translate):
    """Translate a collection."""

    class Arguments(_Texts):
        pass

    model, type_name, payload = models.Collection, "Collection", "collection"
    collection = graphene.Field(Collection)
    errors = errors_of(TranslationError)

    @classmethod
    def present(cls, row: models.Collection, info: Any) -> Any:
        """Group the collection."""
        return groups.CollectionGroup([row], None, info.context.now).rows[0]


class PageTranslate(_Translate):
    """Translate a page."""

    class Arguments:
        id = graphene.ID(required=True)
        language_code = graphene.Argument(LanguageCodeEnum, required=True)
        input = PageTranslationInput(required=True)

    model, type_name, payload = models.Page, "Page", ""
    errors = errors_of(TranslationError)

    @classmethod
    def perform(cls, info: Any, id: str, language_code: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Set the given texts; Saleor's payload of this one has no page of the usual type."""
        super().perform(info, id=id, language_code=language_code, input=input)
        return {}


class AttributeTranslate(_Translate):
    """Translate an attribute's name."""

    class Arguments(_Name):
        pass

    model, type_name, payload = models.Attribute, "Attribute", "attribute"
    attribute = graphene.Field(Attribute)
    errors = errors_of(TranslationError)

    @classmethod
    def present(cls, row: models.Attribute, info: Any) -> Any:
        """Group the attribute."""
        return groups.AttributeGroup([row]).rows[0]


class AttributeValueTranslate(_Translate):
    """Translate a value."""

    class Arguments:
        id = graphene.ID(required=True)
        language_code = graphene.Argument(LanguageCodeEnum, required=True)
        input = AttributeValueTranslationInput(required=True)

    model, type_name, payload = models.AttributeValue, "AttributeValue", "attribute_value"
    attribute_value = graphene.Field(AttributeValue)
    errors = errors_of(TranslationError)

    @classmethod
    def present(cls, row: models.AttributeValue, info: Any) -> Any:
        """Group the value."""
        return groups.ValueGroup([row]).rows[0]


class MenuItemTranslate(_Translate):
    """Translate a menu's entry."""

    class Arguments(_Name):
        pass

    model, type_name, payload = models.MenuItem, "MenuItem", "menu_item"
    menu_item = graphene.Field(MenuItem)
    errors = errors_of(TranslationError)

    @classmethod
    def present(cls, row: models.MenuItem, info: Any) -> Any:
        """Put the entry among its siblings."""
        return menus.sibling(row, info)


class ShippingPriceTranslate(_Translate):
    """Translate a shipping method."""

    class Arguments:
        id = graphene.ID(required=True)
        language_code = graphene.Argument(LanguageCodeEnum, required=True)
        input = ShippingPriceTranslationInput(required=True)

    model, type_name, kind = ShippingMethod, "ShippingMethodType", "ShippingMethod"
    payload = "shipping_method"
    shipping_method = graphene.Field(ShippingMethodType)
    errors = errors_of(TranslationError)


class TranslationMutations:
    """The translations' fields of Mutation."""

    product_translate = ProductTranslate.Field()
    product_variant_translate = ProductVariantTranslate.Field()
    category_translate = CategoryTranslate.Field()
    collection_translate = CollectionTranslate.Field()
    page_translate = PageTranslate.Field()
    attribute_translate = AttributeTranslate.Field()
    attribute_value_translate = AttributeValueTranslate.Field()
    menu_item_translate = MenuItemTranslate.Field()
    shipping_price_translate = ShippingPriceTranslate.Field()
