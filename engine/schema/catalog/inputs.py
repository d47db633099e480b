"""Inputs that filter and sort the catalogue."""

from __future__ import annotations

import graphene

from engine.schema.enums import OrderDirection, StockAvailability, enum
from engine.schema.scalars import Decimal

ProductOrderField = enum(
    "ProductOrderField",
    ["NAME", "RANK", "PRICE", "MINIMAL_PRICE", "LAST_MODIFIED", "DATE", "TYPE", "PUBLISHED",
     "PUBLICATION_DATE", "PUBLISHED_AT", "LAST_MODIFIED_AT", "COLLECTION", "RATING", "CREATED_AT"],
    "By what products are sorted.",
)  # fmt: skip
PageSortField = enum(
    "PageSortField",
    [
        "TITLE",
        "SLUG",
        "VISIBILITY",
        "CREATION_DATE",
        "PUBLICATION_DATE",
        "PUBLISHED_AT",
        "CREATED_AT",
        "RANK",
    ],
    "By what pages are sorted.",
)


class ProductOrder(graphene.InputObjectType):
    """How products are sorted."""

    direction = OrderDirection(required=True)
    channel = graphene.String()
    attribute_id = graphene.ID()
    field = ProductOrderField()


class PageSortingInput(graphene.InputObjectType):
    """How pages are sorted."""

    direction = OrderDirection(required=True)
    field = PageSortField(required=True)


class StringFilterInput(graphene.InputObjectType):
    """A text, or one of several."""

    eq = graphene.String()
    one_of = graphene.List(graphene.NonNull(graphene.String))


class GlobalIDFilterInput(graphene.InputObjectType):
    """An object, or one of several."""

    eq = graphene.ID()
    one_of = graphene.List(graphene.NonNull(graphene.ID))


class DecimalRangeInput(graphene.InputObjectType):
    """Between two numbers."""

    gte = Decimal()
    lte = Decimal()


class DecimalFilterInput(graphene.InputObjectType):
    """A number, one of several, or a range."""

    eq = Decimal()
    one_of = graphene.List(graphene.NonNull(Decimal))
    range = DecimalRangeInput()


class DateTimeRangeInput(graphene.InputObjectType):
    """Between two moments."""

    gte = graphene.DateTime()
    lte = graphene.DateTime()


class DateTimeFilterInput(graphene.InputObjectType):
    """A moment, one of several, or a range."""

    eq = graphene.DateTime()
    one_of = graphene.List(graphene.NonNull(graphene.DateTime))
    range = DateTimeRangeInput()


class PriceRangeInput(graphene.InputObjectType):
    """Between two amounts in lei."""

    gte = graphene.Float()
    lte = graphene.Float()


class IntRangeInput(graphene.InputObjectType):
    """Between two whole numbers."""

    gte = graphene.Int()
    lte = graphene.Int()


class ContainsFilterInput(graphene.InputObjectType):
    """At least one of several, or all of them."""

    contains_any = graphene.List(graphene.NonNull(graphene.String))
    contains_all = graphene.List(graphene.NonNull(graphene.String))


class AssignedAttributeReferenceInput(graphene.InputObjectType):
    """What an attribute refers to: pages by their ids or slugs."""

    referenced_ids = ContainsFilterInput()
    page_slugs = ContainsFilterInput()


class AssignedAttributeValueInput(graphene.InputObjectType):
    """A value that is assigned."""

    reference = AssignedAttributeReferenceInput()


class AttributeInput(graphene.InputObjectType):
    """Objects that have some value of an attribute."""

    slug = graphene.String()
    value = AssignedAttributeValueInput()
    values = graphene.List(graphene.NonNull(graphene.String))
    values_range = IntRangeInput()
    boolean = graphene.Boolean()


class ProductFilterInput(graphene.InputObjectType):
    """Older filter of products: every given part must fit."""

    is_published = graphene.Boolean()
    collections = graphene.List(graphene.NonNull(graphene.ID))
    categories = graphene.List(graphene.NonNull(graphene.ID))
    has_category = graphene.Boolean()
    attributes = graphene.List(graphene.NonNull(AttributeInput))
    stock_availability = StockAvailability()
    search = graphene.String()
    is_available = graphene.Boolean()
    is_visible_in_listing = graphene.Boolean()
    price = PriceRangeInput()
    minimal_price = PriceRangeInput()
    updated_at = DateTimeRangeInput()
    product_types = graphene.List(graphene.NonNull(graphene.ID))
    ids = graphene.List(graphene.NonNull(graphene.ID))
    slugs = graphene.List(graphene.NonNull(graphene.String))


class ProductWhereInput(graphene.InputObjectType):
    """Newer filter of products, with AND and OR."""

    ids = graphene.List(graphene.NonNull(graphene.ID))
    name = StringFilterInput()
    slug = StringFilterInput()
    product_type = GlobalIDFilterInput()
    category = GlobalIDFilterInput()
    collection = GlobalIDFilterInput()
    is_available = graphene.Boolean()
    is_published = graphene.Boolean()
    is_visible_in_listing = graphene.Boolean()
    has_category = graphene.Boolean()
    price = DecimalFilterInput()
    minimal_price = DecimalFilterInput()
    attributes = graphene.List(graphene.NonNull(AttributeInput))
    stock_availability = StockAvailability()
    updated_at = DateTimeFilterInput()
    AND = graphene.List(graphene.NonNull(lambda: ProductWhereInput), name="AND")
    OR = graphene.List(graphene.NonNull(lambda: ProductWhereInput), name="OR")


class PageTypeFilterInput(graphene.InputObjectType):
    """Page types by slug."""

    search = graphene.String()
    slugs = graphene.List(graphene.NonNull(graphene.String))


class ProductTypeFilterInput(graphene.InputObjectType):
    """Product types by slug."""

    search = graphene.String()
    ids = graphene.List(graphene.NonNull(graphene.ID))
    slugs = graphene.List(graphene.NonNull(graphene.String))
