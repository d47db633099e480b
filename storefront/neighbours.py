"""Goods like another: from its shelf, or of a like name."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from commerce.shop import catalogue
from commerce.types import Language, Product, ProductCard
from storefront import facets, selling
from storefront.facets import Index

RELATED = 4
LONGEST_NAME = 80


def of(product: Product, *, index: Index, language: Language) -> tuple[ProductCard, ...]:
    """Return goods in stock from the same category, then the one above it, the newest first."""
    in_stock = index.any_of(facets.STOCK, [facets.IN_STOCK])
    itself = facets.bits_of(index.numbered([product.id]))
    chosen: list[int] = []
    slug = product.category_slug
    while slug and len(chosen) < RELATED:
        left = index.any_of(facets.CATEGORY, [slug]) & in_stock & ~itself & ~facets.bits_of(chosen)
        chosen += islice(facets.members(index, left, facets.NEWEST), RELATED - len(chosen))
        slug = index.parents.get(slug, "")
    ids = [index.ids[number] for number in chosen]
    return catalogue.cards(ids=ids, language=language) if ids else ()


def alike(slug: str, *, language: Language, now: datetime) -> tuple[ProductCard, ...]:
    """Return goods whose words are those of a product's address that leads nowhere (any more).

    All its words may still find only the product that was taken down; then its first one has to do.
    """
    words = slug.replace("-", " ")[:LONGEST_NAME].strip()
    for text in (words, words.partition(" ")[0]):
        ids = catalogue.search_ids(text=text, limit=RELATED) if text else ()
        cards = selling.shown(catalogue.cards(ids=ids, language=language), now=now) if ids else ()
        if cards:
            return cards
    return ()
