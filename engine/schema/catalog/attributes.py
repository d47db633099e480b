"""Attributes and their values, in Saleor's newer (`assigned…`) and older (`SelectedAttribute`) shapes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.groups import AttributeGroup, ValueGroup, WithValues
from engine.schema.catalog.translations import AttributeTranslation, AttributeValueTranslation, translated
from engine.schema.connections import PAGE_ARGUMENTS, connect, connection_types
from engine.schema.enums import (
    AttributeEntityTypeEnum,
    AttributeInputTypeEnum,
    AttributeTypeEnum,
    LanguageCodeEnum,
    language_of,
)
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.media import File
from engine.schema.scalars import JSON, JSONString, PositiveInt
from kernel.ids import to_global_id

CHOICES = frozenset({"DROPDOWN", "MULTISELECT", "SWATCH"})


class AttributeValue(graphene.ObjectType):
    """One value of an attribute."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    slug = graphene.String()
    value = graphene.String()
    translation = graphene.Field(
        AttributeValueTranslation, language_code=graphene.Argument(LanguageCodeEnum, required=True)
    )
    input_type = graphene.Field(AttributeInputTypeEnum)
    reference = graphene.ID()
    file = graphene.Field(File)
    rich_text = graphene.Field(JSONString)
    plain_text = graphene.String()
    boolean = graphene.Boolean()
    date_time = graphene.DateTime()
    external_reference = graphene.String()

    resolve_id = global_id("AttributeValue")

    @staticmethod
    def resolve_translation(root: models.AttributeValue, info: Any, language_code: Any) -> Any:
        return translated(root, "AttributeValue", language_code)

    @staticmethod
    def resolve_input_type(root: models.AttributeValue, info: Any) -> str:
        return str(root.group.attributes[root.attribute_id].input_type)  # type: ignore[attr-defined]

    @staticmethod
    def resolve_reference(root: models.AttributeValue, info: Any) -> str | None:
        return to_global_id("Page", root.reference_page_id) if root.reference_page_id else None

    @staticmethod
    def resolve_file(root: models.AttributeValue, info: Any) -> File | None:
        return file_of(root)


AttributeValueCountableConnection = connection_types(AttributeValue)


class Attribute(graphene.ObjectType):
    """A named property."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    input_type = graphene.Field(AttributeInputTypeEnum)
    entity_type = graphene.Field(AttributeEntityTypeEnum)
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    type = graphene.Field(AttributeTypeEnum, required=True)
    choices = graphene.Field(AttributeValueCountableConnection, **PAGE_ARGUMENTS)
    value_required = graphene.Boolean(required=True)
    visible_in_storefront = graphene.Boolean(required=True)
    with_choices = graphene.Boolean(required=True)
    translation = graphene.Field(
        AttributeTranslation, language_code=graphene.Argument(LanguageCodeEnum, required=True)
    )
    external_reference = graphene.String()

    resolve_id = global_id("Attribute")

    @staticmethod
    def resolve_choices(root: models.Attribute, info: Any, **arguments: Any) -> Any:
        if root.input_type not in CHOICES:
            return None
        page = connect(info, root.values.all(), order=("sort_order", "pk"), arguments=arguments)
        ValueGroup(edge["node"] for edge in page.edges)
        return page

    @staticmethod
    def resolve_with_choices(root: models.Attribute, info: Any) -> bool:
        return root.input_type in CHOICES

    @staticmethod
    def resolve_translation(root: models.Attribute, info: Any, language_code: Any) -> Any:
        return translated(root, "Attribute", language_code)


AttributeCountableConnection = connection_types(Attribute)


class SelectedAttribute(graphene.ObjectType):
    """An attribute of one object with the values it has."""

    attribute = graphene.Field(Attribute, required=True)
    values = graphene.List(graphene.NonNull(AttributeValue), required=True)


@dataclass(frozen=True, slots=True)
class Assigned:
    """An attribute of one object with its values: the root of all the shapes."""

    attribute: models.Attribute
    values: list[models.AttributeValue]

    @property
    def first(self) -> models.AttributeValue | None:
        """The only value, for attributes that have one."""
        return self.values[0] if self.values else None


class AssignedAttribute(graphene.Interface):
    """An attribute of one object; the concrete type follows the input type."""

    attribute = graphene.Field(Attribute, required=True)

    @classmethod
    def resolve_type(cls, root: Assigned, info: Any) -> Any:
        """Choose the type by how the attribute's values are given."""
        if root.attribute.input_type == "REFERENCE":
            return REFERENCES[root.attribute.entity_type or "PAGE"]
        return SHAPES[root.attribute.input_type]


class AssignedChoiceAttributeValue(graphene.ObjectType):
    """A chosen value."""

    name = graphene.String()
    slug = graphene.String()
    translation = graphene.String(language_code=graphene.Argument(LanguageCodeEnum, required=True))

    @staticmethod
    def resolve_translation(root: models.AttributeValue, info: Any, language_code: Any) -> str | None:
        return text_of(root, "name", language_code)


class _Shape(graphene.ObjectType):
    class Meta:
        abstract = True

    attribute = graphene.Field(Attribute, required=True)


class AssignedNumericAttribute(_Shape):
    """A number."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.Float()

    @staticmethod
    def resolve_value(root: Assigned, info: Any) -> float | None:
        return root.first.numeric if root.first else None


class AssignedPlainTextAttribute(_Shape):
    """A plain text."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.String()
    translation = graphene.String(language_code=graphene.Argument(LanguageCodeEnum, required=True))

    @staticmethod
    def resolve_value(root: Assigned, info: Any) -> str | None:
        return root.first.plain_text if root.first else None

    @staticmethod
    def resolve_translation(root: Assigned, info: Any, language_code: Any) -> str | None:
        return text_of(root.first, "plain_text", language_code) if root.first else None


class AssignedTextAttribute(_Shape):
    """A rich text."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.Field(JSON)
    translation = graphene.Field(JSON, language_code=graphene.Argument(LanguageCodeEnum, required=True))

    @staticmethod
    def resolve_value(root: Assigned, info: Any) -> Any:
        return root.first.rich_text if root.first else None

    @staticmethod
    def resolve_translation(root: Assigned, info: Any, language_code: Any) -> Any:
        return text_of(root.first, "rich_text", language_code) if root.first else None


class AssignedFileAttribute(_Shape):
    """A file."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.Field(File)

    @staticmethod
    def resolve_value(root: Assigned, info: Any) -> File | None:
        return file_of(root.first) if root.first else None


class AssignedBooleanAttribute(_Shape):
    """Yes or no."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.Boolean()

    @staticmethod
    def resolve_value(root: Assigned, info: Any) -> bool | None:
        return root.first.boolean if root.first else None


class AssignedDateAttribute(_Shape):
    """A day."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.Date()

    @staticmethod
    def resolve_value(root: Assigned, info: Any) -> date | None:
        moment = root.first.date_time if root.first else None
        return moment.astimezone(UTC).date() if moment else None


class AssignedDateTimeAttribute(_Shape):
    """A moment."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.DateTime()

    @staticmethod
    def resolve_value(root: Assigned, info: Any) -> Any:
        return root.first.date_time if root.first else None


class AssignedSingleChoiceAttribute(_Shape):
    """One choice of a list."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.Field(AssignedChoiceAttributeValue)

    @staticmethod
    def resolve_value(root: Assigned, info: Any) -> models.AttributeValue | None:
        return root.first


class AssignedMultiChoiceAttribute(_Shape):
    """Several choices of a list."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.List(
        graphene.NonNull(AssignedChoiceAttributeValue),
        limit=PositiveInt(default_value=100),
        required=True,
    )

    @staticmethod
    def resolve_value(root: Assigned, info: Any, limit: int) -> list[models.AttributeValue]:
        return root.values[:limit]


class AssignedMultiPageReferenceAttribute(_Shape):
    """References to pages."""

    class Meta:
        interfaces = (AssignedAttribute,)

    value = graphene.List(
        graphene.NonNull(lambda: _page_type()), limit=PositiveInt(default_value=100), required=True
    )

    @staticmethod
    def resolve_value(root: Assigned, info: Any, limit: int) -> list[models.Page]:
        return [value.group.pages[value.reference_page_id] for value in root.values[:limit]]  # type: ignore[attr-defined]


def _page_type() -> Any:
    from engine.schema.catalog.pages import Page

    return Page


SHAPES = {
    "DROPDOWN": AssignedSingleChoiceAttribute,
    "SWATCH": AssignedSingleChoiceAttribute,
    "MULTISELECT": AssignedMultiChoiceAttribute,
    "NUMERIC": AssignedNumericAttribute,
    "PLAIN_TEXT": AssignedPlainTextAttribute,
    "RICH_TEXT": AssignedTextAttribute,
    "FILE": AssignedFileAttribute,
    "BOOLEAN": AssignedBooleanAttribute,
    "DATE": AssignedDateAttribute,
    "DATE_TIME": AssignedDateTimeAttribute,
}
REFERENCES = {"PAGE": AssignedMultiPageReferenceAttribute}
#: Types that no field names, so the schema must be told of them.
CONCRETE = sorted({*SHAPES.values(), *REFERENCES.values()}, key=lambda each: each.__name__)


class ObjectWithAttributes(graphene.Interface):
    """An object that has attributes: a product, a variant, a page."""

    assigned_attribute = graphene.Field(AssignedAttribute, slug=graphene.String(required=True))
    assigned_attributes = graphene.List(
        graphene.NonNull(AssignedAttribute), limit=PositiveInt(default_value=100), required=True
    )

    @staticmethod
    def resolve_assigned_attribute(root: Any, info: Any, slug: str) -> Assigned | None:
        return next(iter(assigned(root, only=slug)), None)

    @staticmethod
    def resolve_assigned_attributes(root: Any, info: Any, limit: int) -> list[Assigned]:
        return list(assigned(root))[:limit]


def assigned(root: Any, *, only: str | None = None) -> Iterable[Assigned]:
    """Yield the attributes of an object's type in order, with the object's values."""
    group: WithValues[Any] = root.group
    values = group.values(root.pk, only)
    for attribute in group.attributes.get(type_key(root), ()):
        if only is None or attribute.slug == only:
            yield Assigned(attribute, values.get(attribute.pk, []))


def type_key(root: Any) -> int:
    """Return the id of the type that says which attributes an object has."""
    if isinstance(root, models.Page):
        return root.page_type_id
    if isinstance(root, models.ProductVariant):
        return int(root.group.products[root.product_id].product_type_id)  # type: ignore[attr-defined]
    return int(root.product_type_id)


def text_of(root: Any, name: str, language: Any) -> Any:
    """Return one text of a value in another language."""
    texts = root.group.texts(root.pk, language_of(language))
    return texts.get(name) if texts else None


def file_of(value: models.AttributeValue) -> File | None:
    """Return a value's file."""
    if not value.file_url:
        return None
    return File(url=value.file_url, content_type=value.content_type)


def attributes_of(rows: Iterable[models.Attribute]) -> list[models.Attribute]:
    """Make siblings of attributes."""
    return AttributeGroup(rows).rows
