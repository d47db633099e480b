"""What groups of rows ask for, as questions whose SQL is written once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import cache, partial
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from engine.catalog import models
from engine.prepared import prepared

Keys = Collection[int]

#: As many as a search of many goods finds.
MOST_FOUND = 1024


@prepared
def channels(slug: str) -> QuerySet[Any, Any]:
    """The channel with a slug."""
    return models.Channel.objects.filter(slug=slug)


@prepared
def texts(kind: str, language: str, keys: Collection[str]) -> QuerySet[Any, Any]:
    """(key, texts) of what is translated."""
    rows = models.Translation.objects.filter(kind=kind, language_code=language, object_key__in=keys)
    return rows.values_list("object_key", "texts")


@prepared
def categories(keys: Keys) -> QuerySet[Any, Any]:
    """Categories by their keys."""
    return models.Category.objects.filter(pk__in=keys)


@prepared
def attributes(keys: Keys) -> QuerySet[Any, Any]:
    """Attributes by their keys."""
    return models.Attribute.objects.filter(pk__in=keys)


@prepared
def pages(keys: Keys) -> QuerySet[Any, Any]:
    """Pages by their keys."""
    return models.Page.objects.filter(pk__in=keys)


@prepared
def products(keys: Keys) -> QuerySet[Any, Any]:
    """Products by their keys."""
    return models.Product.objects.filter(pk__in=keys)


@prepared
def product_types(keys: Keys) -> QuerySet[Any, Any]:
    """Product types by their keys."""
    return models.ProductType.objects.filter(pk__in=keys)


@prepared
def media(keys: Keys) -> QuerySet[Any, Any]:
    """Pictures by their keys."""
    return models.ProductMedia.objects.filter(pk__in=keys)


@cache
def values_of(through: type[Model], owner: str, *, of_one_attribute: bool) -> Callable[..., list[Any]]:
    """Make the question for the attribute values of rows, in order, each with its `owner_key`.

    It takes the rows' keys, and the attribute's slug where only one is wanted.
    """
    value: Any = through._meta.get_field("value")
    link = value.related_query_name()

    def values(keys: Keys, *slug: str) -> QuerySet[Any, Any]:
        rows = models.AttributeValue.objects.filter(**{f"{link}__{owner}__in": keys})
        if of_one_attribute:
            # Not by the slug's index: it would lead to all the attribute's values, as many as there are SES.
            rows = rows.alias(of=Concat("attribute__slug", Value(""))).filter(of=slug[0])
        rows = rows.annotate(owner_key=F(f"{link}__{owner}"))
        return rows.order_by(f"{link}__sort_order", f"{link}__pk")

    return prepared(values)


@prepared
def product_type_links(keys: Keys) -> QuerySet[Any, Any]:
    """What product types say of their products' attributes, in order."""
    return models.ProductTypeAttribute.objects.filter(product_type_id__in=keys).select_related("attribute")


@prepared
def variant_type_links(keys: Keys) -> QuerySet[Any, Any]:
    """What product types say of their variants' attributes, in order."""
    return models.VariantTypeAttribute.objects.filter(product_type_id__in=keys).select_related("attribute")


@prepared
def page_type_links(keys: Keys) -> QuerySet[Any, Any]:
    """What page types say of their pages' attributes, in order."""
    return models.PageTypeAttribute.objects.filter(page_type_id__in=keys).select_related("attribute")


@prepared
def product_listings(keys: Keys, channel: int) -> QuerySet[Any, Any]:
    """Products' listings in a channel."""
    return models.ProductChannelListing.objects.filter(product_id__in=keys, channel_id=channel)


@prepared
def variant_listings(keys: Keys, channel: int) -> QuerySet[Any, Any]:
    """Variants' listings in a channel, of those that have a price."""
    rows = models.VariantChannelListing.objects.filter(variant_id__in=keys, channel_id=channel)
    return rows.filter(price__isnull=False)


@prepared
def variants_of(keys: Keys) -> QuerySet[Any, Any]:
    """Products' variants, in order."""
    return models.ProductVariant.objects.filter(product_id__in=keys).order_by("sort_order", "pk")


@prepared
def media_of(keys: Keys) -> QuerySet[Any, Any]:
    """Products' pictures, in order."""
    return models.ProductMedia.objects.filter(product_id__in=keys).order_by("sort_order", "pk")


@prepared
def variant_media_pairs(keys: Keys) -> QuerySet[Any, Any]:
    """(variant's key, picture's key) of variants' pictures."""
    links = models.ProductVariant.media.through._default_manager.filter(productvariant_id__in=keys)
    return links.values_list("productvariant_id", "productmedia_id")


@prepared
def thumbnails(sources: Collection[str]) -> QuerySet[Any, Any]:
    """(source, size, format, path) of the smaller renderings that are made."""
    return models.Thumbnail.objects.filter(source__in=sources).values_list("source", "size", "format", "path")


@prepared
def collection_pairs(keys: Keys) -> QuerySet[Any, Any]:
    """(product's key, collection's key) of products' collections, in order."""
    links = models.Product.collections.through._default_manager.filter(product_id__in=keys)
    return links.order_by("sort_order", "pk").values_list("product_id", "collection_id")


@prepared
def postings(terms: Collection[str]) -> QuerySet[Any, Any]:
    """(term, product's key, weight) of all that has one of the search's terms."""
    rows = models.SearchTerm.objects.filter(term__in=terms)
    return rows.values_list("term", "product_id", "weight")


@prepared
def terms_between(first: str, after: str) -> QuerySet[Any, Any]:
    """The search's terms from one to before another, at most 20."""
    rows = models.SearchTerm.objects.filter(term__gte=first, term__lt=after)
    return rows.values_list("term", flat=True).distinct()[:20]


def _listed(keys: Keys, channel: int, now: datetime) -> QuerySet[Any, Any]:
    listings = models.ProductChannelListing.objects.filter(product=OuterRef("pk"), channel_id=channel)
    listings = listings.filter(is_published=True, minimum_price__isnull=False, visible_in_listings=True)
    return models.Product.objects.filter(Exists(listings.exclude(published_at__gt=now)), pk__in=keys)


@prepared
def listed(keys: Keys, channel: int, now: datetime) -> QuerySet[Any, Any]:
    """Those products that anybody finds in a channel's lists at a moment, by name."""
    return _listed(keys, channel, now).order_by("name", "slug")


@partial(prepared, most_keys=MOST_FOUND)
def listed_names(keys: Keys, channel: int, now: datetime) -> QuerySet[Any, Any]:
    """(key, name) of the same."""
    return _listed(keys, channel, now).values_list("pk", "name")
