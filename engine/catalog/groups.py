"""Rows that were read together, and what belongs to them, read together too.

A list of products becomes a `ProductGroup`; each product knows its group. What a product needs (listing,
prices, variants, values, pictures) is read for the whole group when the first of them is asked, so a
list costs the same number of queries whatever its length, and what nobody asks for is never read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Model

from engine.catalog import questions, thumbnails
from engine.catalog.models import (
    Attribute,
    AttributeValue,
    Category,
    Channel,
    Collection,
    Page,
    PageAttributeValue,
    Product,
    ProductAttributeValue,
    ProductChannelListing,
    ProductMedia,
    ProductType,
    ProductVariant,
    TaxClass,
    VariantAttributeValue,
    VariantChannelListing,
)
from engine.inventory.queries import available_by_variant

Row = TypeVar("Row", bound=Model)


class Group(Generic[Row]):
    """Siblings: each row gets the group as its attribute `group`."""

    kind = ""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)
        self.keys = [row.pk for row in self.rows]
        self._texts: dict[str, dict[Any, dict[str, Any]]] = {}
        for row in self.rows:
            row.group = self  # type: ignore[attr-defined]

    def texts(self, key: Any, language: str) -> dict[str, Any] | None:
        """Return a row's texts in a language (`en`), None where there is no translation."""
        if language not in self._texts:
            found = questions.texts(self.kind, language, [str(each) for each in self.keys])
            self._texts[language] = dict(found)
        return self._texts[language].get(str(key))


class CategoryGroup(Group[Category]):
    """Categories read together."""

    kind = "Category"

    @cached_property
    def parents(self) -> dict[int, Category]:
        """The parents by id."""
        wanted = {row.parent_id for row in self.rows if row.parent_id}
        return {row.pk: row for row in CategoryGroup(questions.categories(wanted)).rows}


class AttributeGroup(Group[Attribute]):
    """Attributes read together."""

    kind = "Attribute"


class ValueGroup(Group[AttributeValue]):
    """Attribute values read together."""

    kind = "AttributeValue"

    @cached_property
    def attributes(self) -> dict[int, Attribute]:
        """The values' attributes by id."""
        return {row.pk: row for row in questions.attributes({row.attribute_id for row in self.rows})}

    @cached_property
    def pages(self) -> dict[int, Page]:
        """The pages that the values refer to, by id."""
        wanted = {row.reference_page_id for row in self.rows if row.reference_page_id}
        return {row.pk: row for row in PageGroup(questions.pages(wanted)).rows}


class WithValues(Group[Row]):
    """Rows that carry attribute values: products, variants, pages."""

    through: type[Model]
    owner: str

    def __init__(self, rows: Iterable[Row]) -> None:
        super().__init__(rows)
        self._values: dict[str | None, dict[Any, dict[int, list[AttributeValue]]]] = {}

    def values(self, key: Any, slug: str | None = None) -> dict[int, list[AttributeValue]]:
        """Return a row's values by attribute id; of one attribute only when its slug is given."""
        known = self._values.get(None, self._values.get(slug))
        if known is None:
            known = self._values[slug] = self._read_values(slug)
        return known.get(key, {})

    def _read_values(self, slug: str | None) -> dict[Any, dict[int, list[AttributeValue]]]:
        ask = questions.values_of(self.through, self.owner, of_one_attribute=slug is not None)
        rows = ask(self.keys, slug) if slug is not None else ask(self.keys)
        found: dict[Any, dict[int, list[AttributeValue]]] = defaultdict(lambda: defaultdict(list))
        ValueGroup(rows)
        for row in rows:
            found[row.owner_key][row.attribute_id].append(row)
        return found

    @cached_property
    def attributes(self) -> dict[int, list[Attribute]]:
        """The attributes of each type of these rows, in the type's order, by type id."""
        links = list(self._type_links())
        AttributeGroup({link.attribute_id: link.attribute for link in links}.values())
        known = {link.attribute_id: link.attribute for link in links}
        found: dict[int, list[Attribute]] = defaultdict(list)
        for link in links:
            found[self._type_key(link)].append(known[link.attribute_id])
        return found

    def _type_links(self) -> Iterable[Any]:
        raise NotImplementedError

    def _type_key(self, link: Any) -> int:
        return int(link.product_type_id)


class PageGroup(WithValues[Page]):
    """Pages read together."""

    kind = "Page"
    through = PageAttributeValue
    owner = "page_id"

    def _type_links(self) -> Iterable[Any]:
        wanted = {row.page_type_id for row in self.rows}
        return questions.page_type_links(wanted)

    def _type_key(self, link: Any) -> int:
        return int(link.page_type_id)


class CollectionGroup(Group[Collection]):
    """Collections read together, in a channel."""

    kind = "Collection"

    def __init__(self, rows: Iterable[Collection], channel: Channel | None, now: datetime) -> None:
        super().__init__(rows)
        self.channel, self.now = channel, now


class VariantGroup(WithValues[ProductVariant]):
    """Variants read together, in a channel."""

    kind = "ProductVariant"
    through = VariantAttributeValue
    owner = "variant_id"

    def __init__(self, rows: Iterable[ProductVariant], channel: Channel | None, now: datetime) -> None:
        super().__init__(rows)
        self.channel, self.now = channel, now

    @cached_property
    def products(self) -> dict[int, Product]:
        """The variants' products by id."""
        wanted = questions.products({row.product_id for row in self.rows})
        return {row.pk: row for row in ProductGroup(wanted, self.channel, self.now).rows}

    @cached_property
    def listings(self) -> dict[int, VariantChannelListing]:
        """Prices in the channel by variant id; variants without a price have none."""
        if self.channel is None:
            return {}
        return {row.variant_id: row for row in questions.variant_listings(self.keys, self.channel.pk)}

    @cached_property
    def available(self) -> dict[int, int]:
        """Pieces that can be bought now by variant id."""
        if self.channel is None:
            return {}
        return available_by_variant(variant_ids=self.keys, channel_id=self.channel.pk, now=self.now)

    @cached_property
    def media(self) -> dict[int, list[ProductMedia]]:
        """Pictures of each variant by its id."""
        pairs = questions.variant_media_pairs(self.keys)
        rows = {row.pk: row for row in MediaGroup(questions.media({m for _, m in pairs})).rows}
        found: dict[int, list[ProductMedia]] = defaultdict(list)
        for variant_id, media_id in pairs:
            found[variant_id].append(rows[media_id])
        return found

    def _type_links(self) -> Iterable[Any]:
        wanted = {self.products[row.product_id].product_type_id for row in self.rows}
        return questions.variant_type_links(wanted)


class MediaGroup(Group[ProductMedia]):
    """Pictures read together, with the smaller renderings that exist."""

    @cached_property
    def thumbnails(self) -> dict[tuple[str, int, str], str]:
        """Paths of made thumbnails by (source, size, format)."""
        found = questions.thumbnails({row.path for row in self.rows})
        return {(source, size, image_format): path for source, size, image_format, path in found}

    def url(self, media: ProductMedia, size: int | None, image_format: str) -> str:
        """Return where a picture is, in a size and format; it is made on the first look if need be."""
        return thumbnails.url(
            source=media.path,
            global_type="ProductMedia",
            key=media.pk,
            size=size,
            image_format=image_format,
            made=self.thumbnails if size else {},
        )


class ProductGroup(WithValues[Product]):
    """Products read together, in a channel."""

    kind = "Product"
    through = ProductAttributeValue
    owner = "product_id"

    def __init__(self, rows: Iterable[Product], channel: Channel | None, now: datetime) -> None:
        super().__init__(rows)
        self.channel, self.now = channel, now

    @cached_property
    def categories(self) -> dict[int, Category]:
        """The products' categories by id."""
        wanted = {row.category_id for row in self.rows if row.category_id}
        return {row.pk: row for row in CategoryGroup(questions.categories(wanted)).rows}

    @cached_property
    def types(self) -> dict[int, ProductType]:
        """The products' types by id."""
        return {row.pk: row for row in questions.product_types({row.product_type_id for row in self.rows})}

    @cached_property
    def tax_classes(self) -> dict[int, TaxClass]:
        """The products' tax classes by id."""
        return TaxClass.objects.in_bulk({row.tax_class_id for row in self.rows if row.tax_class_id})

    @cached_property
    def listings(self) -> dict[int, ProductChannelListing]:
        """Listings in the channel by product id."""
        if self.channel is None:
            return {}
        return {row.product_id: row for row in questions.product_listings(self.keys, self.channel.pk)}

    @cached_property
    def prices(self) -> dict[int, list[tuple[int, int | None]]]:
        """(price, prior price) of each product's variants in the channel, by product id."""
        found: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
        for rows in self.variants.values():
            for row in rows:
                listing = row.group.listings.get(row.pk)  # type: ignore[attr-defined]
                if listing is not None:
                    found[row.product_id].append((listing.price, listing.prior_price))
        return found

    @cached_property
    def variants(self) -> dict[int, list[ProductVariant]]:
        """The products' variants, in order, by product id; one group over all of them."""
        group = VariantGroup(questions.variants_of(self.keys), self.channel, self.now)
        group.products = {row.pk: row for row in self.rows}
        found: dict[int, list[ProductVariant]] = defaultdict(list)
        for row in group.rows:
            found[row.product_id].append(row)
        return found

    def is_available(self, product: Product) -> bool:
        """Say whether the product can be bought now: published, purchasable, and in stock."""
        listing = self.listings.get(product.pk)
        if listing is None or not is_purchasable(listing, self.now):
            return False
        return any(
            not variant.track_inventory or variant.group.available.get(variant.pk, 0) > 0  # type: ignore[attr-defined]
            for variant in self.variants.get(product.pk, ())
        )

    @cached_property
    def media(self) -> dict[int, list[ProductMedia]]:
        """Pictures in order by product id; one group over all of them."""
        found: dict[int, list[ProductMedia]] = defaultdict(list)
        for row in MediaGroup(questions.media_of(self.keys)).rows:
            found[row.product_id].append(row)
        return found

    @cached_property
    def collections(self) -> dict[int, list[Collection]]:
        """Published collections of each product by its id."""
        pairs = questions.collection_pairs(self.keys)
        visible = Collection.objects.filter(pk__in={c for _, c in pairs})
        if self.channel is not None:
            visible = visible.filter(
                channel_listings__channel=self.channel, channel_listings__is_published=True
            )
        rows = {row.pk: row for row in CollectionGroup(visible, self.channel, self.now).rows}
        found: dict[int, list[Collection]] = defaultdict(list)
        for product_id, collection_id in pairs:
            if collection_id in rows:
                found[product_id].append(rows[collection_id])
        return found

    def _type_links(self) -> Iterable[Any]:
        wanted = {row.product_type_id for row in self.rows}
        return questions.product_type_links(wanted)


def is_purchasable(listing: ProductChannelListing, now: datetime) -> bool:
    """Say whether a listing is published and open for purchase at a moment."""
    return is_published(listing, now) and (
        listing.available_for_purchase_at is not None and listing.available_for_purchase_at <= now
    )


def is_published(listing: Any, now: datetime) -> bool:
    """Say whether a listing or page is published at a moment."""
    return bool(listing.is_published) and (listing.published_at is None or listing.published_at <= now)


def products(rows: Sequence[Product], channel: Channel | None, now: datetime) -> list[Product]:
    """Make siblings of products and return them."""
    return ProductGroup(rows, channel, now).rows


def variants(rows: Sequence[ProductVariant], channel: Channel | None, now: datetime) -> list[ProductVariant]:
    """Make siblings of variants and return them."""
    return VariantGroup(rows, channel, now).rows
