"""What the home page tells: the SES and their jobs, the categories, the collections with some goods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from commerce.shop import catalogue, sellers
from commerce.types import Category, Collection, Language, Picture, ProductCard, ProductId, Seller
from storefront import catalogue_index, facets, selling
from storefront.facets import Index

SHELVES = 4
CARDS_PER_SHELF = 4
JOBS = "locuri-munca"
JOBS_FOR_THE_VULNERABLE = "locuri-munca-vulnerabili"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A collection with the goods of it that the home page shows."""

    collection: Collection
    cards: tuple[ProductCard, ...]


@dataclass(frozen=True, slots=True)
class Aisle:
    """A top category, how many goods it holds, and the picture of one of them."""

    category: Category
    total: int
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Everything the home page shows from the core. Jobs are sums over all SES, never single persons."""

    sellers: tuple[Seller, ...]
    jobs: int
    jobs_for_the_vulnerable: int
    aisles: tuple[Aisle, ...]
    shelves: tuple[Shelf, ...]


def read(*, language: Language, now: datetime) -> FrontPage:
    """Read the home page's content from the core: a fixed number of questions, whatever there is. SES that do
    not sell here at `now` are left out.

    Raises:
        CoreUnavailable: the core does not answer.
    """
    everybody = sellers.all(language=language)
    found = tuple(each for each in everybody if not selling.of_page(each, now=now).is_stopped)
    collections = catalogue.collections(language=language)[:SHELVES]
    index = facets.judged(catalogue_index.current(), now=now)
    tops = [each for each in catalogue.categories(language=language) if each.level == 0]
    faces = {top.slug: _face(index, top.slug) for top in tops}
    firsts = {each.slug: _first(each, index) for each in collections}
    cards = _cards(firsts, faces, language)
    return FrontPage(
        sellers=found,
        jobs=sum(_count(seller, JOBS) for seller in found),
        jobs_for_the_vulnerable=sum(_count(seller, JOBS_FOR_THE_VULNERABLE) for seller in found),
        aisles=tuple(aisle for aisle in (_aisle(index, top, faces, cards) for top in tops) if aisle.total),
        shelves=_shelves(collections, firsts, cards),
    )


def _face(index: Index, slug: str) -> ProductId | None:
    """Choose the product that stands for a category: the newest in stock, else the newest."""
    goods = index.any_of(facets.CATEGORY, [slug])
    in_stock = goods & index.any_of(facets.STOCK, [facets.IN_STOCK])
    number = next(iter(facets.members(index, in_stock or goods, facets.NEWEST)), None)
    return None if number is None else index.ids[number]


def _first(collection: Collection, index: Index) -> tuple[ProductId, ...]:
    """Return the first goods of a collection that may be shown."""
    return tuple(
        islice((each for each in collection.product_ids if not index.is_stopped(each)), CARDS_PER_SHELF)
    )


def _cards(
    firsts: Mapping[str, tuple[ProductId, ...]], faces: Mapping[str, ProductId | None], language: Language
) -> dict[ProductId, ProductCard]:
    """Read every card the page needs in one question."""
    wanted = [product_id for first in firsts.values() for product_id in first]
    ids = list(dict.fromkeys([*wanted, *(face for face in faces.values() if face)]))
    return {card.id: card for card in catalogue.cards(ids=ids, language=language)} if ids else {}


def _aisle(
    index: Index,
    category: Category,
    faces: Mapping[str, ProductId | None],
    cards: Mapping[ProductId, ProductCard],
) -> Aisle:
    face = faces[category.slug]
    card = cards.get(face) if face else None
    total = index.any_of(facets.CATEGORY, [category.slug]).bit_count()
    return Aisle(category, total, card.picture if card else None)


def _shelves(
    collections: tuple[Collection, ...],
    firsts: Mapping[str, tuple[ProductId, ...]],
    cards: Mapping[ProductId, ProductCard],
) -> tuple[Shelf, ...]:
    """Fill the shelves; one without goods is left out."""
    filled = (
        Shelf(each, tuple(cards[product_id] for product_id in firsts[each.slug] if product_id in cards))
        for each in collections
    )
    return tuple(shelf for shelf in filled if shelf.cards)


def _count(seller: Seller, attribute: str) -> int:
    text = seller.text(attribute)
    return int(text) if text.isdecimal() else 0
