"""What there is to buy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from commerce import cached, richtext
from commerce.call import in_shop, nodes, query, speaking
from commerce.shop import products
from commerce.shop.values import moment, text
from commerce.transport import Json
from commerce.types import (
    Category,
    Collection,
    DigestPage,
    Label,
    Language,
    Product,
    ProductCard,
    ProductId,
)

# The core gives at most this many rows at once.
PAGE_SIZE = 100


def digest_page(*, cursor: str | None) -> DigestPage:
    """Read the next hundred listed products, with what the facets need. `cursor` None starts."""
    data = query("catalogue/digest", {"channel": settings.SALEOR_CHANNEL, "cursor": cursor})
    found = data["products"]
    entries = (products.digest_entry(edge["node"]) for edge in found["edges"])
    more = found["pageInfo"]
    return DigestPage(
        entries=tuple(entry for entry in entries if entry is not None),
        next_cursor=more["endCursor"] if more["hasNextPage"] else None,
        total=found["totalCount"],
    )


def last_change() -> tuple[int, datetime | None]:
    """Say how many products are listed and when one last changed: cheap, to know if a digest is stale."""
    found = query("catalogue/last_change", {"channel": settings.SALEOR_CHANNEL})["products"]
    edges = found["edges"]
    return found["totalCount"], moment(edges[0]["node"]["updatedAt"]) if edges else None


def search_ids(*, text: str, limit: int = 500) -> tuple[ProductId, ...]:
    """Search the core's way, best match first, at most `limit` ids."""
    found: list[ProductId] = []
    cursor: str | None = None
    while len(found) < limit:
        rows = _search_page(text, min(PAGE_SIZE, limit - len(found)), cursor)
        found.extend(ProductId(edge["node"]["id"]) for edge in rows["edges"])
        if not rows["pageInfo"]["hasNextPage"]:
            break
        cursor = rows["pageInfo"]["endCursor"]
    return tuple(found)


def _search_page(text: str, first: int, cursor: str | None) -> Json:
    variables = {"channel": settings.SALEOR_CHANNEL, "text": text, "first": first, "cursor": cursor}
    kept = cached.SEARCH_KEPT_SECONDS
    found: Json = cached.answer("catalogue/search_ids", variables, seconds=kept)["products"]
    return found


def cards(*, ids: Sequence[ProductId], language: Language) -> tuple[ProductCard, ...]:
    """Read cards in the order of `ids`; products that are gone or not for sale are left out."""
    found = cached.by_id("catalogue/cards", in_shop(language), ids)
    cards = (products.card(found[product_id]) for product_id in ids if product_id in found)
    return tuple(card for card in cards if card is not None)


def product(*, slug: str, language: Language) -> Product | None:
    """Read one product; None when there is none of that slug for sale."""
    node = cached.answer("catalogue/product", {**in_shop(language), "slug": slug})["product"]
    return products.product(node) if node else None


def categories(*, language: Language) -> tuple[Category, ...]:
    """Read all categories, in the core's order."""
    return tuple(_category(node) for node in cached.rows("catalogue/categories", speaking(language)))


def category_labels() -> tuple[Label, ...]:
    """Read the categories' names in both languages."""
    return tuple(_label(node) for node in nodes("catalogue/category_labels", {}))


def material_labels() -> tuple[Label, ...]:
    """Read the materials' names in both languages; none when the attribute is not there."""
    labels: list[Label] = []
    cursor: str | None = None
    while True:
        attribute = query("catalogue/attribute_labels", {"slug": "material", "cursor": cursor})["attribute"]
        if attribute is None:
            return ()
        choices = attribute["choices"]
        labels.extend(_label(edge["node"]) for edge in choices["edges"])
        if not choices["pageInfo"]["hasNextPage"]:
            return tuple(labels)
        cursor = choices["pageInfo"]["endCursor"]


def collections(*, language: Language) -> tuple[Collection, ...]:
    """Read the published collections (at most 20) with the ids of their products (at most 100 each)."""
    found = cached.answer("catalogue/collections", in_shop(language))["collections"]
    return tuple(_collection(edge["node"]) for edge in found["edges"])


def _category(node: Json) -> Category:
    return Category(
        slug=node["slug"],
        name=text(node),
        description_html=richtext.to_html(text(node, "description")),
        parent_slug=node["parent"]["slug"] if node["parent"] else None,
        level=node["level"],
    )


def _label(node: Json) -> Label:
    return Label(slug=node["slug"], ro=node["name"], en=text(node))


def _collection(node: Json) -> Collection:
    return Collection(
        slug=node["slug"],
        name=text(node),
        description_html=richtext.to_html(text(node, "description")),
        product_ids=tuple(ProductId(edge["node"]["id"]) for edge in node["products"]["edges"]),
    )
