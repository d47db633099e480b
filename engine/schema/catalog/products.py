"""Products, variants, their prices and pictures, categories and collections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.groups import CategoryGroup
from engine.schema.catalog.attributes import (
    Attribute,
    ObjectWithAttributes,
    SelectedAttribute,
    assigned,
    attributes_of,
)
from engine.schema.catalog.channels import Channel, TaxClass
from engine.schema.catalog.translations import (
    CategoryTranslation,
    CollectionTranslation,
    ProductTranslation,
    ProductVariantTranslation,
    translated,
)
from engine.schema.connections import PAGE_ARGUMENTS, connect, connect_list, connection_types
from engine.schema.enums import (
    LanguageCodeEnum,
    ProductMediaType,
    ProductTypeKindEnum,
    ThumbnailFormatEnum,
    VariantAttributeScope,
    WeightUnitsEnum,
    code,
)
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.media import Image
from engine.schema.money import Taxed, TaxedMoney, TaxedMoneyRange
from engine.schema.scalars import JSONString
from kernel.ids import to_global_id
from kernel.money import Money as Amount

GRAMS_PER_KILOGRAM = 1000


def language_argument() -> graphene.Argument:
    """The `languageCode` argument of every `translation` field."""
    return graphene.Argument(LanguageCodeEnum, required=True)


class Weight(graphene.ObjectType):
    """A weight; the shop's unit is the kilogram."""

    unit = graphene.Field(WeightUnitsEnum, required=True)
    value = graphene.Float(required=True)


def weight(grams: int | None) -> Weight | None:
    """Write grams as Saleor's weight."""
    return None if grams is None else Weight(unit="KG", value=grams / GRAMS_PER_KILOGRAM)


def picture_format(wanted: Any) -> str:
    """Return a picture's format as thumbnails name it, the original where none is wanted."""
    return str(code(wanted) or "ORIGINAL").lower()


@dataclass(frozen=True, slots=True)
class Prices:
    """Amounts of one product or variant in bani, lowest and highest, with its VAT rate."""

    now: tuple[int, int]
    before: tuple[int, int]
    currency: str
    tax_rate: int

    def taxed(self, bani: int) -> Taxed:
        """Return an amount with its net part."""
        gross = Amount(bani, self.currency)
        return Taxed(gross=gross, net=gross.net_of(self.tax_rate))

    def span(self, bounds: tuple[int, int]) -> TaxedMoneyRange:
        """Return a range."""
        return TaxedMoneyRange(start=self.taxed(bounds[0]), stop=self.taxed(bounds[1]))


class ProductPricingInfo(graphene.ObjectType):
    """A product's prices from its cheapest to its dearest variant."""

    on_sale = graphene.Boolean()
    discount = graphene.Field(TaxedMoney)
    display_gross_prices = graphene.Boolean(required=True)
    price_range = graphene.Field(TaxedMoneyRange)
    price_range_undiscounted = graphene.Field(TaxedMoneyRange)

    @staticmethod
    def resolve_on_sale(root: Prices, info: Any) -> bool:
        return root.before[0] > root.now[0]

    @staticmethod
    def resolve_discount(root: Prices, info: Any) -> Taxed | None:
        difference = root.before[0] - root.now[0]
        return root.taxed(difference) if difference > 0 else None

    @staticmethod
    def resolve_display_gross_prices(root: Prices, info: Any) -> bool:
        return True

    @staticmethod
    def resolve_price_range(root: Prices, info: Any) -> TaxedMoneyRange:
        return root.span(root.now)

    @staticmethod
    def resolve_price_range_undiscounted(root: Prices, info: Any) -> TaxedMoneyRange:
        return root.span(root.before)


class VariantPricingInfo(graphene.ObjectType):
    """A variant's price."""

    on_sale = graphene.Boolean()
    discount = graphene.Field(TaxedMoney)
    price = graphene.Field(TaxedMoney)
    price_undiscounted = graphene.Field(TaxedMoney)

    resolve_on_sale = ProductPricingInfo.resolve_on_sale
    resolve_discount = ProductPricingInfo.resolve_discount

    @staticmethod
    def resolve_price(root: Prices, info: Any) -> Taxed:
        return root.taxed(root.now[0])

    @staticmethod
    def resolve_price_undiscounted(root: Prices, info: Any) -> Taxed:
        return root.taxed(root.before[0])


class ProductMedia(graphene.ObjectType):
    """A picture of a product."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    sort_order = graphene.Int()
    alt = graphene.String(required=True)
    type = graphene.Field(ProductMediaType, required=True)
    url = graphene.String(
        size=graphene.Int(),
        format=graphene.Argument(ThumbnailFormatEnum),
        required=True,
    )
    product_id = graphene.ID()

    resolve_id = global_id("ProductMedia")

    @staticmethod
    def resolve_url(root: models.ProductMedia, info: Any, size: int | None = None, format: Any = None) -> str:
        return str(root.group.url(root, size, picture_format(format)))  # type: ignore[attr-defined]

    @staticmethod
    def resolve_product_id(root: models.ProductMedia, info: Any) -> str:
        return to_global_id("Product", root.product_id)


class Category(graphene.ObjectType):
    """A node of the category tree."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    seo_title = graphene.String()
    seo_description = graphene.String()
    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    slug = graphene.String(required=True)
    parent = graphene.Field(lambda: Category)
    level = graphene.Int(required=True)
    updated_at = graphene.DateTime(required=True)
    children = graphene.Field(lambda: CategoryCountableConnection, **PAGE_ARGUMENTS)
    ancestors = graphene.Field(lambda: CategoryCountableConnection, **PAGE_ARGUMENTS)
    products = graphene.Field(lambda: ProductCountableConnection, channel=graphene.String(), **PAGE_ARGUMENTS)
    translation = graphene.Field(CategoryTranslation, language_code=language_argument())

    resolve_id = global_id("Category")

    @staticmethod
    def resolve_parent(root: models.Category, info: Any) -> models.Category | None:
        return root.group.parents[root.parent_id] if root.parent_id else None  # type: ignore[attr-defined]

    @staticmethod
    def resolve_children(root: models.Category, info: Any, **arguments: Any) -> Any:
        return categories_page(info, models.Category.objects.filter(parent=root), arguments)

    @staticmethod
    def resolve_ancestors(root: models.Category, info: Any, **arguments: Any) -> Any:
        keys = [int(part) for part in root.path.split("/") if part and int(part) != root.pk]
        rows = CategoryGroup(models.Category.objects.filter(pk__in=keys).order_by("level")).rows
        return connect_list(info, rows, arguments=arguments)

    @staticmethod
    def resolve_products(
        root: models.Category, info: Any, channel: str | None = None, **arguments: Any
    ) -> Any:
        from engine.schema.catalog.listing import products_page, visible_products

        place = info.context.channel(channel)
        rows = visible_products(info.context, place).filter(category__path__startswith=root.path)
        return products_page(info, rows, place, order=("name", "pk"), arguments=arguments)

    @staticmethod
    def resolve_translation(root: models.Category, info: Any, language_code: Any) -> Any:
        return translated(root, "Category", language_code)


CategoryCountableConnection: type = connection_types(Category)


def categories_page(info: Any, rows: Any, arguments: dict[str, Any]) -> Any:
    """Cut a page of categories, in the tree's order, as siblings."""
    page = connect(info, rows, order=("sort_order", "pk"), arguments=arguments)
    CategoryGroup(edge["node"] for edge in page.edges)
    return page


class Collection(graphene.ObjectType):
    """A curated set of products."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    seo_title = graphene.String()
    seo_description = graphene.String()
    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    slug = graphene.String(required=True)
    channel = graphene.String()
    products = graphene.Field(lambda: ProductCountableConnection, **PAGE_ARGUMENTS)
    translation = graphene.Field(CollectionTranslation, language_code=language_argument())

    resolve_id = global_id("Collection")

    @staticmethod
    def resolve_channel(root: models.Collection, info: Any) -> str | None:
        channel = root.group.channel  # type: ignore[attr-defined]
        return channel.slug if channel else None

    @staticmethod
    def resolve_products(root: models.Collection, info: Any, **arguments: Any) -> Any:
        from engine.schema.catalog.listing import collection_products

        return collection_products(info, root, arguments)

    @staticmethod
    def resolve_translation(root: models.Collection, info: Any, language_code: Any) -> Any:
        return translated(root, "Collection", language_code)


CollectionCountableConnection = connection_types(Collection)


class AssignedVariantAttribute(graphene.ObjectType):
    """An attribute of a product type's variants."""

    attribute = graphene.Field(Attribute, required=True)
    variant_selection = graphene.Boolean(required=True)


class ProductType(graphene.ObjectType):
    """What kind of goods."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    is_shipping_required = graphene.Boolean(required=True)
    kind = graphene.Field(ProductTypeKindEnum, required=True)
    weight = graphene.Field(Weight)
    product_attributes = graphene.List(graphene.NonNull(Attribute))
    assigned_variant_attributes = graphene.List(
        graphene.NonNull(AssignedVariantAttribute), variant_selection=VariantAttributeScope()
    )

    resolve_id = global_id("ProductType")

    @staticmethod
    def resolve_weight(root: models.ProductType, info: Any) -> Weight | None:
        return weight(root.weight_grams)

    @staticmethod
    def resolve_product_attributes(root: models.ProductType, info: Any) -> list[models.Attribute]:
        return attributes_of(root.product_attributes.order_by("producttypeattribute__sort_order", "pk"))

    @staticmethod
    def resolve_assigned_variant_attributes(
        root: models.ProductType, info: Any, variant_selection: Any = None
    ) -> list[models.VariantTypeAttribute]:
        links = models.VariantTypeAttribute.objects.filter(product_type=root).select_related("attribute")
        scope = code(variant_selection)
        if scope in ("VARIANT_SELECTION", "NOT_VARIANT_SELECTION"):
            links = links.filter(variant_selection=scope == "VARIANT_SELECTION")
        rows = list(links)
        attributes_of(row.attribute for row in rows)
        return rows


ProductTypeCountableConnection = connection_types(ProductType)


class ProductVariant(graphene.ObjectType):
    """One buyable form of a product."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata, ObjectWithAttributes)

    name = graphene.String(required=True)
    sku = graphene.String()
    product = graphene.Field(lambda: Product, required=True)
    track_inventory = graphene.Boolean(required=True)
    quantity_limit_per_customer = graphene.Int()
    weight = graphene.Field(Weight)
    channel = graphene.String()
    pricing = graphene.Field(VariantPricingInfo)
    media = graphene.List(graphene.NonNull(ProductMedia))
    translation = graphene.Field(ProductVariantTranslation, language_code=language_argument())
    quantity_available = graphene.Int()
    created = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    external_reference = graphene.String()

    resolve_id = global_id("ProductVariant")

    @staticmethod
    def resolve_product(root: Any, info: Any) -> models.Product:
        return root.group.products[root.product_id]

    @staticmethod
    def resolve_weight(root: models.ProductVariant, info: Any) -> Weight | None:
        return weight(root.weight_grams)

    @staticmethod
    def resolve_channel(root: Any, info: Any) -> str | None:
        return root.group.channel.slug if root.group.channel else None

    @staticmethod
    def resolve_pricing(root: Any, info: Any) -> Prices | None:
        listing = root.group.listings.get(root.pk)
        if listing is None:
            return None
        product = root.group.products[root.product_id]
        before = max(listing.prior_price or 0, listing.price)
        return prices_of(product, root.group.channel, [(listing.price, before)])

    @staticmethod
    def resolve_media(root: Any, info: Any) -> list[models.ProductMedia]:
        return root.group.media.get(root.pk, [])

    @staticmethod
    def resolve_translation(root: models.ProductVariant, info: Any, language_code: Any) -> Any:
        return translated(root, "ProductVariant", language_code)

    @staticmethod
    def resolve_quantity_available(root: Any, info: Any) -> int | None:
        if root.group.channel is None:
            return None
        if not root.track_inventory:
            return QUANTITY_LIMIT
        return min(root.group.available.get(root.pk, 0), QUANTITY_LIMIT)

    @staticmethod
    def resolve_created(root: models.ProductVariant, info: Any) -> Any:
        return root.created_at


#: Saleor tells shoppers no more than the most that one checkout line may hold.
QUANTITY_LIMIT = 50
ProductVariantCountableConnection = connection_types(ProductVariant)


def prices_of(
    product: models.Product, channel: models.Channel, pairs: list[tuple[int, int | None]]
) -> Prices:
    """Return the lowest and highest of (price, prior price) pairs with the product's VAT rate."""
    now = [price for price, _ in pairs]
    before = [max(prior or 0, price) for price, prior in pairs]
    rate = channel.default_tax_rate if product.tax_rate is None else product.tax_rate
    return Prices((min(now), max(now)), (min(before), max(before)), channel.currency_code, rate)


class ProductChannelListing(graphene.ObjectType):
    """A product in a channel, as staff see it."""

    class Meta:
        interfaces = (Node,)

    channel = graphene.Field(Channel, required=True)
    published_at = graphene.DateTime()
    is_published = graphene.Boolean(required=True)
    visible_in_listings = graphene.Boolean(required=True)
    available_for_purchase_at = graphene.DateTime()

    resolve_id = global_id("ProductChannelListing")


class Product(graphene.ObjectType):
    """A thing on sale."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata, ObjectWithAttributes)

    seo_title = graphene.String()
    seo_description = graphene.String()
    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    product_type = graphene.Field(ProductType, required=True)
    slug = graphene.String(required=True)
    category = graphene.Field(Category)
    created = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    weight = graphene.Field(Weight)
    default_variant = graphene.Field(ProductVariant)
    channel = graphene.String()
    thumbnail = graphene.Field(
        Image,
        size=graphene.Int(),
        format=graphene.Argument(ThumbnailFormatEnum),
    )
    pricing = graphene.Field(ProductPricingInfo)
    is_available = graphene.Boolean()
    is_available_for_purchase = graphene.Boolean()
    available_for_purchase_at = graphene.DateTime()
    channel_listings = graphene.List(graphene.NonNull(ProductChannelListing))
    product_variants = graphene.Field(ProductVariantCountableConnection, **PAGE_ARGUMENTS)
    media = graphene.List(graphene.NonNull(ProductMedia))
    media_by_id = graphene.Field(ProductMedia, id=graphene.ID(required=True))
    collections = graphene.List(graphene.NonNull(Collection))
    translation = graphene.Field(ProductTranslation, language_code=language_argument())
    tax_class = graphene.Field(TaxClass)
    external_reference = graphene.String()
    attributes = graphene.List(
        graphene.NonNull(SelectedAttribute), required=True, deprecation_reason="Use `assignedAttributes`."
    )

    resolve_id = global_id("Product")

    @staticmethod
    def resolve_product_type(root: Any, info: Any) -> models.ProductType:
        return root.group.types[root.product_type_id]

    @staticmethod
    def resolve_tax_class(root: Any, info: Any) -> models.TaxClass | None:
        return root.group.tax_classes[root.tax_class_id] if root.tax_class_id else None

    @staticmethod
    def resolve_category(root: Any, info: Any) -> models.Category | None:
        return root.group.categories[root.category_id] if root.category_id else None

    @staticmethod
    def resolve_created(root: models.Product, info: Any) -> Any:
        return root.created_at

    @staticmethod
    def resolve_weight(root: models.Product, info: Any) -> Weight | None:
        return weight(root.weight_grams)

    @staticmethod
    def resolve_default_variant(root: Any, info: Any) -> models.ProductVariant | None:
        rows = root.group.variants.get(root.pk, [])
        chosen = next((row for row in rows if row.pk == root.default_variant_id), None)
        return chosen or (rows[0] if rows else None)

    @staticmethod
    def resolve_channel(root: Any, info: Any) -> str | None:
        return root.group.channel.slug if root.group.channel else None

    @staticmethod
    def resolve_thumbnail(root: Any, info: Any, size: int | None = None, format: Any = None) -> Image | None:
        pictures = root.group.media.get(root.pk)
        if not pictures:
            return None
        first = pictures[0]
        return Image(url=first.group.url(first, size or 256, picture_format(format)), alt=first.alt)

    @staticmethod
    def resolve_pricing(root: Any, info: Any) -> Prices | None:
        pairs = root.group.prices.get(root.pk)
        return prices_of(root, root.group.channel, pairs) if pairs else None

    @staticmethod
    def resolve_is_available(root: Any, info: Any) -> bool | None:
        return None if root.group.channel is None else root.group.is_available(root)

    @staticmethod
    def resolve_is_available_for_purchase(root: Any, info: Any) -> bool | None:
        opened = Product.resolve_available_for_purchase_at(root, info)
        return None if root.group.channel is None else opened is not None and opened <= info.context.now

    @staticmethod
    def resolve_available_for_purchase_at(root: Any, info: Any) -> Any:
        listing = root.group.listings.get(root.pk)
        return listing.available_for_purchase_at if listing else None

    @staticmethod
    def resolve_channel_listings(root: models.Product, info: Any) -> Any:
        info.context.require_staff("MANAGE_PRODUCTS")
        return root.channel_listings.select_related("channel")

    @staticmethod
    def resolve_product_variants(root: Any, info: Any, **arguments: Any) -> Any:
        rows = root.group.variants.get(root.pk, [])
        if root.group.channel is not None and not info.context.is_staff:
            rows = [row for row in rows if row.pk in row.group.listings]
        return connect_list(info, rows, arguments=arguments)

    @staticmethod
    def resolve_media(root: Any, info: Any) -> list[models.ProductMedia]:
        return root.group.media.get(root.pk, [])

    @staticmethod
    def resolve_media_by_id(root: Any, info: Any, id: str) -> models.ProductMedia | None:
        pictures = root.group.media.get(root.pk, [])
        return next((each for each in pictures if to_global_id("ProductMedia", each.pk) == id), None)

    @staticmethod
    def resolve_collections(root: Any, info: Any) -> list[models.Collection]:
        return root.group.collections.get(root.pk, [])

    @staticmethod
    def resolve_translation(root: models.Product, info: Any, language_code: Any) -> Any:
        return translated(root, "Product", language_code)

    @staticmethod
    def resolve_attributes(root: models.Product, info: Any) -> list[Any]:
        return list(assigned(root))


ProductCountableConnection: type = connection_types(Product)
