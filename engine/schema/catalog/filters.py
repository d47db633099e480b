"""From filter inputs to conditions on products."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from engine.catalog import models
from engine.inventory.models import Stock
from engine.schema.enums import code
from engine.schema.money import to_bani
from kernel.ids import MalformedId, from_global_id


def where(data: Any, *, channel: models.Channel | None, now: datetime) -> Q:
    """Return the condition of a `ProductWhereInput` or `ProductFilterInput`."""
    condition = Q()
    for name, value in (data or {}).items():
        if value is None and name not in ("AND", "OR"):
            continue
        condition &= _part(name, value, channel=channel, now=now)
    return condition


def _part(name: str, value: Any, *, channel: models.Channel | None, now: datetime) -> Q:
    if name in ("AND", "OR"):
        parts = [where(each, channel=channel, now=now) for each in value or ()]
        return reduce(and_ if name == "AND" else or_, parts) if parts else Q()
    if name in PLAIN:
        return PLAIN[name](value)
    return _in_channel(name, value, channel, now)


def _in_channel(name: str, value: Any, channel: models.Channel | None, now: datetime) -> Q:
    listing = models.ProductChannelListing.objects.filter(product=OuterRef("pk"), channel=channel)
    if name == "is_published":
        return (
            Q(Exists(listing.filter(is_published=True)))
            if value
            else ~Q(Exists(listing.filter(is_published=True)))
        )
    if name == "is_visible_in_listing":
        return Q(Exists(listing.filter(visible_in_listings=value)))
    if name == "is_available":
        open_listing = listing.filter(is_published=True, available_for_purchase_at__lte=now)
        return Q(Exists(open_listing)) if value else ~Q(Exists(open_listing))
    if name == "minimal_price":
        return Q(Exists(listing.filter(_amount("minimum_price", value))))
    if name == "price":
        priced = models.VariantChannelListing.objects.filter(variant__product=OuterRef("pk"), channel=channel)
        return Q(Exists(priced.filter(_amount("price", value))))
    return _stock(value, channel)


def _stock(value: Any, channel: models.Channel | None) -> Q:
    free = Stock.objects.filter(
        variant__product=OuterRef("pk"),
        warehouse__channels=channel,
        quantity__gt=F("quantity_allocated"),
    )
    return Q(Exists(free)) if code(value) == "IN_STOCK" else ~Q(Exists(free))


def _amount(column: str, value: Any) -> Q:
    """Return a condition on an amount in bani from a Decimal filter or an older range in lei."""
    limits = value.get("range") or value
    condition = Q()
    if value.get("eq") is not None:
        condition &= Q(**{column: to_bani(value["eq"])})
    if value.get("one_of") is not None:
        condition &= Q(**{f"{column}__in": [to_bani(each) for each in value["one_of"]]})
    for bound in ("gte", "lte"):
        if limits.get(bound) is not None:
            condition &= Q(**{f"{column}__{bound}": to_bani(limits[bound])})
    return condition


def keys(ids: Iterable[str], type_name: str) -> list[str]:
    """Return the keys of global ids; those of another type, or malformed, find nothing."""
    found = []
    for each in ids:
        try:
            key = from_global_id(each, type_name)[1]
        except MalformedId:
            continue
        if key.isdigit():
            found.append(key)
    return found


def _ids(value: Any, type_name: str) -> list[str]:
    wanted = (
        value
        if isinstance(value, list)
        else [*([value["eq"]] if value.get("eq") else []), *(value.get("one_of") or [])]
    )
    return keys(wanted, type_name)


def _text(column: str, value: Any) -> Q:
    condition = Q()
    if value.get("eq") is not None:
        condition &= Q(**{column: value["eq"]})
    if value.get("one_of") is not None:
        condition &= Q(**{f"{column}__in": value["one_of"]})
    return condition


def _category(value: Any) -> Q:
    """Return products of categories and of all below them, as Saleor does."""
    paths = models.Category.objects.filter(pk__in=_ids(value, "Category")).values_list("path", flat=True)
    conditions = [Q(category__path__startswith=path) for path in paths]
    return reduce(or_, conditions) if conditions else Q(pk__in=[])


def _attributes(inputs: Any) -> Q:
    return reduce(and_, [_attribute(each) for each in inputs], Q())


def _attribute(wanted: Any) -> Q:
    links = models.ProductAttributeValue.objects.filter(product=OuterRef("pk"))
    if (wanted.get("value") or {}).get("reference"):
        return _references(wanted.get("slug"), wanted["value"]["reference"])
    if wanted.get("slug"):
        links = links.filter(value__attribute__slug=wanted["slug"])
    links = links.filter(_value(wanted))
    on_variants = models.VariantAttributeValue.objects.filter(variant__product=OuterRef("pk"))
    if wanted.get("slug"):
        on_variants = on_variants.filter(value__attribute__slug=wanted["slug"])
    return Q(Exists(links)) | Q(Exists(on_variants.filter(_value(wanted))))


def _references(slug: str | None, wanted: Any) -> Q:
    """Products that point to pages: from a page's few values to its products, not the other way round."""
    pointing = models.AttributeValue.objects.filter(**({"attribute__slug": slug} if slug else {}))
    condition = Q()
    for column, named in _pointed_at(wanted):
        any_of, all_of = named.get("contains_any"), named.get("contains_all")
        if any_of is not None:
            condition &= _using(pointing.filter(**{f"{column}__in": any_of}))
        for each in all_of or ():
            condition &= _using(pointing.filter(**{column: each}))
    return condition


def _pointed_at(wanted: Any) -> list[tuple[str, Any]]:
    ids, slugs = wanted.get("referenced_ids") or {}, wanted.get("page_slugs") or {}
    return [
        ("reference_page", {name: keys(given, "Page") for name, given in ids.items() if given is not None}),
        ("reference_page__slug", slugs),
    ]


def _using(values: QuerySet[models.AttributeValue]) -> Q:
    links = models.ProductAttributeValue.objects.filter(value__in=values)
    return Q(pk__in=links.values("product"))


def _value(wanted: Any) -> Q:
    condition = Q()
    if wanted.get("values"):
        condition &= Q(value__slug__in=wanted["values"]) | Q(value__reference_page__slug__in=wanted["values"])
    if wanted.get("boolean") is not None:
        condition &= Q(value__boolean=wanted["boolean"])
    for bound in ("gte", "lte"):
        if (wanted.get("values_range") or {}).get(bound) is not None:
            condition &= Q(**{f"value__numeric__{bound}": wanted["values_range"][bound]})
    return condition


def _moment(column: str, value: Any) -> Q:
    limits = value.get("range") or value
    condition = Q(**{column: value["eq"]}) if value.get("eq") else Q()
    for bound in ("gte", "lte"):
        if limits.get(bound) is not None:
            condition &= Q(**{f"{column}__{bound}": limits[bound]})
    return condition


PLAIN: dict[str, Any] = {
    "ids": lambda value: Q(pk__in=keys(value, "Product")),
    "slugs": lambda value: Q(slug__in=value),
    "name": lambda value: _text("name", value),
    "slug": lambda value: _text("slug", value),
    "product_type": lambda value: Q(product_type_id__in=_ids(value, "ProductType")),
    "product_types": lambda value: Q(product_type_id__in=_ids(value, "ProductType")),
    "category": _category,
    "categories": _category,
    "collection": lambda value: Q(collections__in=_ids(value, "Collection")),
    "collections": lambda value: Q(collections__in=_ids(value, "Collection")),
    "has_category": lambda value: Q(category__isnull=not value),
    "attributes": _attributes,
    "updated_at": lambda value: _moment("updated_at", value),
    "search": lambda value: Q(),
}
