"""The catalogue: channels, attributes, categories, collections, pages, products and prices.

Amounts are whole minor units (bani) in the channel's currency, gross as entered.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from engine.metadata import WithMetadata


class Channel(WithMetadata):
    """A place of sale with one currency. Its settings are Saleor's channel settings."""

    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True)
    currency_code = models.CharField(max_length=3, default="RON")
    default_country = models.CharField(max_length=2, default="RO")
    is_active = models.BooleanField(default=True)
    allow_unpaid_orders = models.BooleanField(default=False)
    automatically_confirm_all_new_orders = models.BooleanField(default=True)
    use_legacy_error_flow = models.BooleanField(default=False)
    prices_entered_with_tax = models.BooleanField(default=True)
    default_tax_rate = models.PositiveSmallIntegerField(default=21)

    def __str__(self) -> str:
        return self.slug


class TaxClass(WithMetadata):
    """A class of goods for VAT; `rates` maps a country code to whole percent."""

    name = models.CharField(max_length=255)
    rates = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class AttributeType(models.TextChoices):
    """What an attribute describes."""

    PRODUCT_TYPE = "PRODUCT_TYPE"
    PAGE_TYPE = "PAGE_TYPE"


class InputType(models.TextChoices):
    """How an attribute's values are given, with Saleor's codes."""

    DROPDOWN = "DROPDOWN"
    MULTISELECT = "MULTISELECT"
    FILE = "FILE"
    REFERENCE = "REFERENCE"
    SINGLE_REFERENCE = "SINGLE_REFERENCE"
    NUMERIC = "NUMERIC"
    RICH_TEXT = "RICH_TEXT"
    PLAIN_TEXT = "PLAIN_TEXT"
    SWATCH = "SWATCH"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    DATE_TIME = "DATE_TIME"


class EntityType(models.TextChoices):
    """What a reference attribute points to."""

    PAGE = "PAGE"
    PRODUCT = "PRODUCT"
    PRODUCT_VARIANT = "PRODUCT_VARIANT"
    CATEGORY = "CATEGORY"
    COLLECTION = "COLLECTION"


class Attribute(WithMetadata):
    """A named property that product types and page types may carry."""

    slug = models.SlugField(max_length=250, unique=True, allow_unicode=True)
    name = models.CharField(max_length=255)
    type = models.CharField(max_length=50, choices=AttributeType.choices)
    input_type = models.CharField(max_length=50, choices=InputType.choices)
    entity_type = models.CharField(max_length=50, choices=EntityType.choices, null=True, blank=True)  # noqa: DJ001
    unit = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001
    value_required = models.BooleanField(default=False)
    visible_in_storefront = models.BooleanField(default=True)
    filterable_in_storefront = models.BooleanField(default=False)
    filterable_in_dashboard = models.BooleanField(default=False)
    storefront_search_position = models.IntegerField(default=0)
    available_in_grid = models.BooleanField(default=False)
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)  # noqa: DJ001

    def __str__(self) -> str:
        return self.slug


class AttributeValue(models.Model):
    """One value: chosen from a list, or made for one object (texts, numbers, references, files)."""

    attribute = models.ForeignKey(Attribute, on_delete=models.CASCADE, related_name="values")
    slug = models.SlugField(max_length=255, allow_unicode=True)
    name = models.CharField(max_length=250)
    value = models.CharField(max_length=255, blank=True, default="")
    file_url = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001
    content_type = models.CharField(max_length=50, null=True, blank=True)  # noqa: DJ001
    rich_text = models.JSONField(null=True, blank=True)
    plain_text = models.TextField(null=True, blank=True)  # noqa: DJ001
    boolean = models.BooleanField(null=True, blank=True)
    numeric = models.FloatField(null=True, blank=True)
    date_time = models.DateTimeField(null=True, blank=True)
    reference_page = models.ForeignKey(
        "Page", null=True, blank=True, on_delete=models.CASCADE, related_name="references"
    )
    reference_product = models.ForeignKey(
        "Product", null=True, blank=True, on_delete=models.CASCADE, related_name="references"
    )
    reference_variant = models.ForeignKey(
        "ProductVariant", null=True, blank=True, on_delete=models.CASCADE, related_name="references"
    )
    reference_category = models.ForeignKey(
        "Category", null=True, blank=True, on_delete=models.CASCADE, related_name="references"
    )
    reference_collection = models.ForeignKey(
        "Collection", null=True, blank=True, on_delete=models.CASCADE, related_name="references"
    )
    sort_order = models.IntegerField(default=0)
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)  # noqa: DJ001

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["attribute", "slug"], name="engine_attribute_value_slug_unique")
        ]

    def __str__(self) -> str:
        return self.slug


class ProductType(WithMetadata):
    """What kind of goods: which attributes they carry, whether they ship."""

    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    kind = models.CharField(max_length=32, default="NORMAL")
    has_variants = models.BooleanField(default=True)
    is_shipping_required = models.BooleanField(default=True)
    is_digital = models.BooleanField(default=False)
    weight_grams = models.PositiveIntegerField(default=0)
    product_attributes = models.ManyToManyField(
        Attribute, through="ProductTypeAttribute", related_name="product_types"
    )
    variant_attributes = models.ManyToManyField(
        Attribute, through="VariantTypeAttribute", related_name="variant_product_types"
    )

    def __str__(self) -> str:
        return self.slug


class ProductTypeAttribute(models.Model):
    """An attribute of a product type's products, in order."""

    product_type = models.ForeignKey(ProductType, on_delete=models.CASCADE)
    attribute = models.ForeignKey(Attribute, on_delete=models.CASCADE)
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product_type", "attribute"], name="engine_product_type_attribute_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_type_id}:{self.attribute_id}"


class VariantTypeAttribute(models.Model):
    """An attribute of a product type's variants; `variant_selection` tells variants apart."""

    product_type = models.ForeignKey(ProductType, on_delete=models.CASCADE)
    attribute = models.ForeignKey(Attribute, on_delete=models.CASCADE)
    variant_selection = models.BooleanField(default=False)
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product_type", "attribute"], name="engine_variant_type_attribute_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_type_id}:{self.attribute_id}"


class Category(WithMetadata):
    """A node of the category tree; `path` is the slash-joined ids from the root, ending in a slash."""

    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    description = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, null=True, blank=True)  # noqa: DJ001
    seo_description = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    path = models.CharField(max_length=255, blank=True, default="", db_index=True)
    level = models.PositiveIntegerField(default=0)
    sort_order = models.IntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.slug


class Collection(WithMetadata):
    """A curated set of products."""

    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    description = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, null=True, blank=True)  # noqa: DJ001
    seo_description = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001
    background_image = models.CharField(max_length=255, blank=True, default="")
    background_image_alt = models.CharField(max_length=128, blank=True, default="")
    products: models.ManyToManyField[Product, CollectionProduct] = models.ManyToManyField(
        "Product", through="CollectionProduct", related_name="collections"
    )

    def __str__(self) -> str:
        return self.slug


class CollectionProduct(models.Model):
    """A product's place in a collection."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE)
    product = models.ForeignKey("Product", on_delete=models.CASCADE)
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "product"], name="engine_collection_product_unique")
        ]

    def __str__(self) -> str:
        return f"{self.collection_id}:{self.product_id}"


class CollectionChannelListing(models.Model):
    """Whether a collection is published in a channel."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="channel_listings")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE)
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collection", "channel"], name="engine_collection_listing_unique")
        ]

    def __str__(self) -> str:
        return f"{self.collection_id}:{self.channel_id}"


class PageType(WithMetadata):
    """A kind of page: `ses`, `legal`, …"""

    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    attributes = models.ManyToManyField(Attribute, through="PageTypeAttribute", related_name="page_types")

    def __str__(self) -> str:
        return self.slug


class PageTypeAttribute(models.Model):
    """An attribute of a page type, in order."""

    page_type = models.ForeignKey(PageType, on_delete=models.CASCADE)
    attribute = models.ForeignKey(Attribute, on_delete=models.CASCADE)
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page_type", "attribute"], name="engine_page_type_attribute_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_type_id}:{self.attribute_id}"


class Page(WithMetadata):
    """A page (a "model" in Saleor's newer words): an SES, a text."""

    page_type = models.ForeignKey(PageType, on_delete=models.CASCADE, related_name="pages")
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    title = models.CharField(max_length=250)
    content = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, null=True, blank=True)  # noqa: DJ001
    seo_description = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug


class PageAttributeValue(models.Model):
    """A value that a page has."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="attribute_values")
    value = models.ForeignKey(AttributeValue, on_delete=models.CASCADE, related_name="page_uses")
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "value"], name="engine_page_value_unique")]

    def __str__(self) -> str:
        return f"{self.page_id}:{self.value_id}"


class Product(WithMetadata):
    """A thing on sale; its variants are what is bought."""

    product_type = models.ForeignKey(ProductType, on_delete=models.CASCADE, related_name="products")
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.SET_NULL, related_name="products"
    )
    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    description = models.JSONField(null=True, blank=True)
    seo_title = models.CharField(max_length=70, null=True, blank=True)  # noqa: DJ001
    seo_description = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001
    weight_grams = models.PositiveIntegerField(null=True, blank=True)
    tax_class = models.ForeignKey(
        TaxClass, null=True, blank=True, on_delete=models.SET_NULL, related_name="products"
    )
    # Whole percent, kept from the tax class when either changes: prices of a list need no join for it.
    tax_rate = models.PositiveSmallIntegerField(null=True, blank=True)
    default_variant = models.OneToOneField(
        "ProductVariant", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)  # noqa: DJ001
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        # The order of listings: without it each page of a long list sorts all of it.
        indexes = [models.Index(fields=["name", "slug"], name="engine_product_name_slug")]

    def __str__(self) -> str:
        return self.slug


class ProductAttributeValue(models.Model):
    """A value that a product has."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="attribute_values")
    value = models.ForeignKey(AttributeValue, on_delete=models.CASCADE, related_name="product_uses")
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "value"], name="engine_product_value_unique")
        ]

    def __str__(self) -> str:
        return f"{self.product_id}:{self.value_id}"


class ProductChannelListing(models.Model):
    """A product in a channel. The two prices are kept from its variants, for sorting and ranges."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="channel_listings")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="product_listings")
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    visible_in_listings = models.BooleanField(default=True)
    available_for_purchase_at = models.DateTimeField(null=True, blank=True)
    minimum_price = models.BigIntegerField(null=True, blank=True)
    maximum_price = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "channel"], name="engine_product_listing_unique"),
        ]
        indexes = [
            models.Index(
                fields=["channel", "is_published", "minimum_price"], name="engine_listing_price_idx"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}:{self.channel_id}"


class ProductVariant(WithMetadata):
    """One buyable form of a product."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    name = models.CharField(max_length=255, blank=True)
    sku = models.CharField(max_length=255, unique=True, null=True, blank=True)  # noqa: DJ001
    track_inventory = models.BooleanField(default=True)
    quantity_limit_per_customer = models.PositiveIntegerField(null=True, blank=True)
    weight_grams = models.PositiveIntegerField(null=True, blank=True)
    sort_order = models.IntegerField(default=0)
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)  # noqa: DJ001
    media: models.ManyToManyField[ProductMedia, models.Model] = models.ManyToManyField(
        "ProductMedia", related_name="variants", blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.sku or str(self.pk)


class VariantAttributeValue(models.Model):
    """A value that a variant has."""

    variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="attribute_values")
    value = models.ForeignKey(AttributeValue, on_delete=models.CASCADE, related_name="variant_uses")
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["variant", "value"], name="engine_variant_value_unique")
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}:{self.value_id}"


class VariantChannelListing(models.Model):
    """A variant's price in a channel; `prior_price` is the price before a reduction."""

    variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="channel_listings")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="variant_listings")
    price = models.BigIntegerField(null=True, blank=True)
    prior_price = models.BigIntegerField(null=True, blank=True)
    cost_price = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "channel"], name="engine_variant_listing_unique"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0),
                name="engine_variant_price_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}:{self.channel_id}"


class ProductMedia(WithMetadata):
    """A picture of a product, as uploaded; `path` is below MEDIA_ROOT."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="media")
    path = models.CharField(max_length=255)
    alt = models.CharField(max_length=250, blank=True)
    type = models.CharField(max_length=32, default="IMAGE")
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.path


class Thumbnail(models.Model):
    """A smaller rendering of an uploaded picture; `source` is its path below MEDIA_ROOT."""

    source = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    format = models.CharField(max_length=8)
    path = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "size", "format"], name="engine_thumbnail_unique")
        ]

    def __str__(self) -> str:
        return self.path


class Translation(models.Model):
    """Texts of one object in one more language: `kind` is the GraphQL type, `texts` by field name."""

    kind = models.CharField(max_length=40)
    object_key = models.CharField(max_length=40)
    language_code = models.CharField(max_length=35)
    texts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_key", "language_code"], name="engine_translation_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_key}:{self.language_code}"


class Menu(WithMetadata):
    """A navigation menu."""

    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)

    def __str__(self) -> str:
        return self.slug


class MenuItem(WithMetadata):
    """An entry of a menu: a link to a category, collection, page or URL."""

    menu = models.ForeignKey(Menu, on_delete=models.CASCADE, related_name="items")
    name = models.CharField(max_length=128)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    url = models.CharField(max_length=256, null=True, blank=True)  # noqa: DJ001
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.CASCADE)
    collection = models.ForeignKey(Collection, null=True, blank=True, on_delete=models.CASCADE)
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.CASCADE)
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.name


class ProductSearch(models.Model):
    """A product's searchable words, folded and stemmed, most telling first."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="search")
    document = models.TextField()

    def __str__(self) -> str:
        return self.document[:40]


class SearchTerm(models.Model):
    """One word of one product's document with its weight: the inverted index of the search."""

    term = models.CharField(max_length=64)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="search_terms")
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        # The search reads nothing but the index.
        indexes = [models.Index(fields=["term", "product", "weight"], name="engine_search_posting_idx")]
        constraints = [models.UniqueConstraint(fields=["product", "term"], name="engine_search_term_unique")]

    def __str__(self) -> str:
        return self.term
