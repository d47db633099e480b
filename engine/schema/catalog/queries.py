"""The catalogue's root fields."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Q, QuerySet

from engine.catalog import models
from engine.catalog.groups import (
    AttributeGroup,
    CategoryGroup,
    CollectionGroup,
    PageGroup,
    ProductGroup,
    VariantGroup,
)
from engine.schema.catalog import listing
from engine.schema.catalog.attributes import Attribute, AttributeCountableConnection
from engine.schema.catalog.channels import Channel, Shop
from engine.schema.catalog.filters import keys
from engine.schema.catalog.inputs import (
    PageSortingInput,
    PageTypeFilterInput,
    ProductFilterInput,
    ProductOrder,
    ProductTypeFilterInput,
    ProductWhereInput,
)
from engine.schema.catalog.menus import Menu
from engine.schema.catalog.pages import (
    Page,
    PageCountableConnection,
    PageType,
    PageTypeCountableConnection,
)
from engine.schema.catalog.products import (
    Category,
    CategoryCountableConnection,
    Collection,
    CollectionCountableConnection,
    Product,
    ProductCountableConnection,
    ProductType,
    ProductTypeCountableConnection,
    ProductVariant,
    ProductVariantCountableConnection,
    categories_page,
)
from engine.schema.catalog.taxes import TaxClassQueries
from engine.schema.connections import PAGE_ARGUMENTS, connect
from engine.schema.enums import code
from kernel.ids import from_global_id

ID_OR_SLUG = {"id": graphene.ID(), "slug": graphene.String()}
PAGE_ORDERS = {"TITLE": "title", "SLUG": "slug", "CREATED_AT": "created_at", "CREATION_DATE": "created_at"}


def one_of(rows: QuerySet[Any], type_name: str, **wanted: str | None) -> Any:
    """Find one row by its global id or by one of its columns; None when nothing is asked or found.

    Raises:
        MalformedId: the id cannot be one of anything; one of something else finds nothing.
    """
    if (global_id := wanted.get("id")) is not None:
        from_global_id(global_id)
        found = keys([global_id], type_name)
        return rows.filter(pk__in=found).first() if found else None
    asked = {name: value for name, value in wanted.items() if value is not None}
    return rows.filter(**asked).first() if asked else None


class ProductQueries(graphene.ObjectType):
    """Goods."""

    products = graphene.Field(
        ProductCountableConnection,
        filter=ProductFilterInput(),
        where=ProductWhereInput(),
        sort_by=ProductOrder(),
        search=graphene.String(),
        channel=graphene.String(),
        **PAGE_ARGUMENTS,
    )
    product = graphene.Field(
        Product, **ID_OR_SLUG, external_reference=graphene.String(), channel=graphene.String()
    )
    product_variant = graphene.Field(
        ProductVariant,
        id=graphene.ID(),
        sku=graphene.String(),
        external_reference=graphene.String(),
        channel=graphene.String(),
    )
    product_variants = graphene.Field(
        ProductVariantCountableConnection,
        ids=graphene.List(graphene.NonNull(graphene.ID)),
        channel=graphene.String(),
        **PAGE_ARGUMENTS,
    )

    @staticmethod
    def resolve_products(root: Any, info: Any, **given: Any) -> Any:
        return listing.products(
            info,
            channel=given.pop("channel", None),
            where=given.pop("where", None),
            older_filter=given.pop("filter", None),
            sort_by=given.pop("sort_by", None),
            question=given.pop("search", None),
            arguments=given,
        )

    @staticmethod
    def resolve_product(root: Any, info: Any, channel: str | None = None, **wanted: Any) -> Any:
        place = info.context.shelf(channel)
        rows = listing.visible_products(info.context, place, in_listings=False)
        found = one_of(rows, "Product", **wanted)
        return ProductGroup([found], place, info.context.now).rows[0] if found else None

    @staticmethod
    def resolve_product_variant(root: Any, info: Any, channel: str | None = None, **wanted: Any) -> Any:
        place = info.context.shelf(channel)
        found = one_of(_variants(info, place), "ProductVariant", **wanted)
        return VariantGroup([found], place, info.context.now).rows[0] if found else None

    @staticmethod
    def resolve_product_variants(
        root: Any, info: Any, channel: str | None = None, ids: list[str] | None = None, **arguments: Any
    ) -> Any:
        place = info.context.shelf(channel)
        rows = _variants(info, place)
        if ids is not None:
            rows = rows.filter(pk__in=keys(ids, "ProductVariant"))
        page = connect(info, rows, order=("pk",), arguments=arguments)
        VariantGroup((edge["node"] for edge in page.edges), place, info.context.now)
        return page


def _variants(info: Any, place: models.Channel | None) -> QuerySet[models.ProductVariant]:
    products = listing.visible_products(info.context, place, in_listings=False)
    rows = models.ProductVariant.objects.filter(product__in=products)
    if info.context.is_staff or place is None:
        return rows
    return rows.filter(channel_listings__channel=place, channel_listings__price__isnull=False)


class ShelfQueries(graphene.ObjectType):
    """Categories and collections."""

    categories = graphene.Field(CategoryCountableConnection, level=graphene.Int(), **PAGE_ARGUMENTS)
    category = graphene.Field(Category, **ID_OR_SLUG)
    collections = graphene.Field(CollectionCountableConnection, channel=graphene.String(), **PAGE_ARGUMENTS)
    collection = graphene.Field(Collection, **ID_OR_SLUG, channel=graphene.String())

    @staticmethod
    def resolve_categories(root: Any, info: Any, level: int | None = None, **arguments: Any) -> Any:
        rows = models.Category.objects.all()
        return categories_page(info, rows if level is None else rows.filter(level=level), arguments)

    @staticmethod
    def resolve_category(root: Any, info: Any, **wanted: Any) -> Any:
        found = one_of(models.Category.objects.all(), "Category", **wanted)
        return CategoryGroup([found]).rows[0] if found else None

    @staticmethod
    def resolve_collections(root: Any, info: Any, channel: str | None = None, **arguments: Any) -> Any:
        place = info.context.shelf(channel)
        page = connect(info, _collections(info, place), order=("pk",), arguments=arguments)
        CollectionGroup((edge["node"] for edge in page.edges), place, info.context.now)
        return page

    @staticmethod
    def resolve_collection(root: Any, info: Any, channel: str | None = None, **wanted: Any) -> Any:
        place = info.context.shelf(channel)
        found = one_of(_collections(info, place), "Collection", **wanted)
        return CollectionGroup([found], place, info.context.now).rows[0] if found else None


def _collections(info: Any, place: models.Channel | None) -> QuerySet[models.Collection]:
    rows = models.Collection.objects.all()
    if info.context.is_staff and place is None:
        return rows
    if place is None:
        return rows.none()
    if info.context.is_staff:
        return rows.filter(channel_listings__channel=place)
    return rows.filter(channel_listings__channel=place, channel_listings__is_published=True)


class ContentQueries(graphene.ObjectType):
    """Pages, attributes, types, menus, channels and the shop."""

    pages = graphene.Field(
        PageCountableConnection, sort_by=PageSortingInput(), channel=graphene.String(), **PAGE_ARGUMENTS
    )
    page = graphene.Field(Page, **ID_OR_SLUG, channel=graphene.String())
    page_types = graphene.Field(PageTypeCountableConnection, filter=PageTypeFilterInput(), **PAGE_ARGUMENTS)
    page_type = graphene.Field(PageType, id=graphene.ID(required=True))
    product_types = graphene.Field(
        ProductTypeCountableConnection, filter=ProductTypeFilterInput(), **PAGE_ARGUMENTS
    )
    product_type = graphene.Field(ProductType, id=graphene.ID(required=True))
    attributes = graphene.Field(AttributeCountableConnection, **PAGE_ARGUMENTS)
    attribute = graphene.Field(Attribute, **ID_OR_SLUG, external_reference=graphene.String())
    menu = graphene.Field(Menu, channel=graphene.String(), name=graphene.String(), **ID_OR_SLUG)
    channel = graphene.Field(Channel, **ID_OR_SLUG)
    channels = graphene.List(graphene.NonNull(Channel))
    shop = graphene.Field(Shop, required=True)

    @staticmethod
    def resolve_pages(
        root: Any, info: Any, sort_by: Any = None, channel: str | None = None, **arguments: Any
    ) -> Any:
        name = PAGE_ORDERS.get(code((sort_by or {}).get("field")) or "", "title")
        sign = "-" if code((sort_by or {}).get("direction")) == "DESC" else ""
        page = connect(info, _pages(info), order=(f"{sign}{name}", f"{sign}pk"), arguments=arguments)
        PageGroup(edge["node"] for edge in page.edges)
        _join_types([edge["node"] for edge in page.edges])
        return page

    @staticmethod
    def resolve_page(root: Any, info: Any, channel: str | None = None, **wanted: Any) -> Any:
        found = one_of(_pages(info), "Page", **wanted)
        return PageGroup([found]).rows[0] if found else None

    @staticmethod
    def resolve_page_types(root: Any, info: Any, filter: Any = None, **arguments: Any) -> Any:
        rows = _by_slug(models.PageType.objects.all(), filter)
        return connect(info, rows, order=("name", "pk"), arguments=arguments)

    @staticmethod
    def resolve_page_type(root: Any, info: Any, id: str) -> Any:
        return one_of(models.PageType.objects.all(), "PageType", id=id)

    @staticmethod
    def resolve_product_types(root: Any, info: Any, filter: Any = None, **arguments: Any) -> Any:
        rows = _by_slug(models.ProductType.objects.all(), filter)
        if (filter or {}).get("ids") is not None:
            rows = rows.filter(pk__in=keys(filter["ids"], "ProductType"))
        return connect(info, rows, order=("name", "pk"), arguments=arguments)

    @staticmethod
    def resolve_product_type(root: Any, info: Any, id: str) -> Any:
        return one_of(models.ProductType.objects.all(), "ProductType", id=id)

    @staticmethod
    def resolve_attributes(root: Any, info: Any, **arguments: Any) -> Any:
        page = connect(info, models.Attribute.objects.all(), order=("name", "pk"), arguments=arguments)
        AttributeGroup(edge["node"] for edge in page.edges)
        return page

    @staticmethod
    def resolve_attribute(root: Any, info: Any, **wanted: Any) -> Any:
        found = one_of(models.Attribute.objects.all(), "Attribute", **wanted)
        return AttributeGroup([found]).rows[0] if found else None

    @staticmethod
    def resolve_menu(root: Any, info: Any, channel: str | None = None, **wanted: Any) -> Any:
        return one_of(models.Menu.objects.all(), "Menu", **wanted)

    @staticmethod
    def resolve_channel(root: Any, info: Any, **wanted: Any) -> Any:
        return one_of(models.Channel.objects.all(), "Channel", **wanted)

    @staticmethod
    def resolve_channels(root: Any, info: Any) -> Any:
        info.context.require_staff("AUTHENTICATED_STAFF_USER", "AUTHENTICATED_APP")
        return models.Channel.objects.order_by("pk")

    @staticmethod
    def resolve_shop(root: Any, info: Any) -> dict[str, Any]:
        from django.conf import settings

        return {"name": settings.SHOP_NAME}


def _pages(info: Any) -> QuerySet[models.Page]:
    rows = models.Page.objects.all()
    if info.context.may("MANAGE_PAGES"):
        return rows
    opened = Q(published_at__isnull=True) | Q(published_at__lte=info.context.now)
    return rows.filter(opened, is_published=True)


def _join_types(pages: list[models.Page]) -> None:
    """Give each page its type, read once for all."""
    found = models.PageType.objects.in_bulk({page.page_type_id for page in pages})
    for page in pages:
        page.page_type = found[page.page_type_id]


def _by_slug(rows: QuerySet[Any], wanted: Any) -> QuerySet[Any]:
    if (wanted or {}).get("slugs") is not None:
        rows = rows.filter(slug__in=wanted["slugs"])
    if (wanted or {}).get("search"):
        rows = rows.filter(name__icontains=wanted["search"])
    return rows


class CatalogQueries(ProductQueries, ShelfQueries, ContentQueries, TaxClassQueries):
    """All of the catalogue's root fields."""
