"""Lists of products: who may see what, filtered, searched, sorted, cut into pages."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from graphql import GraphQLError

from engine.catalog import models, questions, search
from engine.catalog.groups import ProductGroup
from engine.schema.catalog import filters, found
from engine.schema.connections import Connection, connect, connect_all, connect_list
from engine.schema.context import Context
from engine.schema.enums import code

#: A sort field's columns; annotated ones come from the channel's listing.
ORDERS = {
    "NAME": ("name", "slug"),
    "PRICE": ("listing_price", "name", "slug"),
    "MINIMAL_PRICE": ("listing_price", "name", "slug"),
    "DATE": ("updated_at", "pk"),
    "LAST_MODIFIED": ("updated_at", "pk"),
    "LAST_MODIFIED_AT": ("updated_at", "pk"),
    "PUBLISHED": ("listing_published", "pk"),
    "PUBLISHED_AT": ("listing_published", "pk"),
    "PUBLICATION_DATE": ("listing_published", "pk"),
    "CREATED_AT": ("created_at", "pk"),
    "TYPE": ("product_type__name", "name", "slug"),
    "RATING": ("name", "slug"),
}


def visible_products(
    context: Context, channel: models.Channel | None, *, in_listings: bool = True
) -> QuerySet[models.Product]:
    """Return the products the caller may see.

    Staff see all (of the channel, when one is named). Others see what is published in the named channel,
    is open to listings where a list is asked for, and has a price; without a channel they see nothing.
    """
    rows = models.Product.objects.all()
    if context.is_staff:
        if channel is None:
            return rows
        return rows.filter(Exists(_listings(channel)))
    if channel is None or not channel.is_active:
        return rows.none()
    listings = _listings(channel).filter(is_published=True, minimum_price__isnull=False)
    listings = listings.exclude(published_at__gt=context.now)
    if in_listings:
        listings = listings.filter(visible_in_listings=True)
    return rows.filter(Exists(listings))


def _listings(channel: models.Channel) -> QuerySet[models.ProductChannelListing]:
    return models.ProductChannelListing.objects.filter(product=OuterRef("pk"), channel=channel)


def products_page(
    info: Any,
    rows: QuerySet[models.Product],
    channel: models.Channel | None,
    *,
    order: tuple[str, ...],
    arguments: dict[str, Any],
) -> Connection:
    """Cut a page of products and make its rows siblings."""
    page = connect(info, rows, order=order, arguments=arguments)
    ProductGroup((edge["node"] for edge in page.edges), channel, info.context.now)
    return page


def products(
    info: Any,
    *,
    channel: str | None,
    where: Any,
    older_filter: Any,
    sort_by: Any,
    question: str | None,
    arguments: dict[str, Any],
) -> Connection:
    """Answer the `products` field.

    Raises:
        GraphQLError: `filter` and `where` together, RANK without a question, or wrong paging.
    """
    if older_filter and where:
        raise GraphQLError("Only one filtering argument (filter or where) can be specified.")
    place = info.context.shelf(channel or (sort_by or {}).get("channel"))
    wanted = where or older_filter
    if place is not None and _are_listed_ids(info, place, where, sort_by, question, arguments):
        keys = [int(key) for key in filters.keys(where["ids"], "Product")]
        return _listed(info, keys, place, arguments)
    rows = visible_products(info.context, place)
    if wanted:
        condition = filters.where(wanted, channel=place, now=info.context.now)
        rows = rows.filter(condition)
        if "collection" in wanted or "collections" in wanted:
            rows = rows.distinct()
    question = question or (older_filter or {}).get("search")
    field = code((sort_by or {}).get("field"))
    if question is not None and question.strip():
        return _found(
            info, rows, place, question, field, sort_by, arguments=arguments, is_filtered=bool(wanted)
        )
    if field == "RANK":
        raise GraphQLError("Sorting by RANK is available only when using a search filter or search argument.")
    return _sorted(info, rows, place, sort_by, arguments)


def _are_listed_ids(
    info: Any, place: models.Channel, where: Any, sort_by: Any, question: Any, arguments: dict[str, Any]
) -> bool:
    """Say whether the first of goods known by their ids are asked for, as anybody sees them, by name."""
    is_by_id = where is not None and set(where) == {"ids"} and where["ids"] is not None
    is_plain = not sort_by and question is None and set(arguments) <= {"first"}
    return is_by_id and is_plain and place.is_active and not info.context.is_staff


def _listed(info: Any, keys: list[int], place: models.Channel, arguments: dict[str, Any]) -> Connection:
    rows = questions.listed(keys, place.pk, info.context.now)
    page = connect_all(info, rows, order=ORDERS["NAME"], arguments=arguments)
    ProductGroup((edge["node"] for edge in page.edges), place, info.context.now)
    return page


def _sorted(
    info: Any,
    rows: QuerySet[models.Product],
    place: models.Channel | None,
    sort_by: Any,
    arguments: dict[str, Any],
) -> Connection:
    order = ORDERS.get(code((sort_by or {}).get("field")) or "NAME", ORDERS["NAME"])
    if order[0].startswith("listing_"):
        column = "minimum_price" if order[0] == "listing_price" else "published_at"
        listing = models.ProductChannelListing.objects.filter(product=OuterRef("pk"), channel=place)
        rows = rows.annotate(**{order[0]: Subquery(listing.values(column)[:1])})
        rows = rows.filter(**{f"{order[0]}__isnull": False})
    if code((sort_by or {}).get("direction")) == "DESC":
        order = tuple(f"-{name}" for name in order)
    return products_page(info, rows, place, order=order, arguments=arguments)


def _found(
    info: Any,
    rows: QuerySet[models.Product],
    place: models.Channel | None,
    question: str,
    field: str | None,
    sort_by: Any,
    *,
    arguments: dict[str, Any],
    is_filtered: bool,
) -> Connection:
    if field not in (None, "RANK"):
        rows = rows.filter(pk__in=search.ranked(question))
        return _sorted(info, rows, place, sort_by, arguments)
    return found.page(info, rows, place, question, arguments=arguments, is_filtered=is_filtered)


def collection_products(info: Any, collection: models.Collection, arguments: dict[str, Any]) -> Connection:
    """Answer `products` of a collection, in the collection's own order.

    The products of all collections that were read together are read together.
    """
    group: Any = collection.group  # type: ignore[attr-defined]
    if not hasattr(group, "products"):
        group.products = _products_of_collections(info, group)
    rows = group.products.get(collection.pk, [])
    return connect_list(info, rows, arguments=arguments)


def _products_of_collections(info: Any, group: Any) -> dict[int, list[models.Product]]:
    links = models.CollectionProduct.objects.filter(collection_id__in=group.keys)
    pairs = list(links.order_by("sort_order", "pk").values_list("collection_id", "product_id"))
    visible = visible_products(info.context, group.channel).filter(pk__in={key for _, key in pairs})
    known = {row.pk: row for row in ProductGroup(visible, group.channel, info.context.now).rows}
    found: dict[int, list[models.Product]] = {}
    for collection_id, product_id in pairs:
        if product_id in known:
            found.setdefault(collection_id, []).append(known[product_id])
    return found
