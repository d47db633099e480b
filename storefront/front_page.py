"""What the home page tells: the SES with their jobs, the collections with their first goods."""

from __future__ import annotations

from dataclasses import dataclass

from commerce.shop import catalogue, sellers
from commerce.types import Category, Collection, Language, ProductCard, Seller
from storefront import menu

CARDS_PER_COLLECTION = 4
JOBS = "locuri-munca"
JOBS_FOR_THE_VULNERABLE = "locuri-munca-vulnerabili"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A collection with the goods of it that the home page shows."""

    collection: Collection
    cards: tuple[ProductCard, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Everything the home page shows from the core. Totals are sums over the SES, never single persons."""

    sellers: tuple[Seller, ...]
    jobs: int
    jobs_for_the_vulnerable: int
    categories: tuple[Category, ...]
    shelves: tuple[Shelf, ...]


def read(*, language: Language) -> FrontPage:
    """Read the home page's content from the core: a fixed number of questions, whatever there is."""
    found = sellers.all(language=language)
    return FrontPage(
        sellers=found,
        jobs=sum(_count(seller, JOBS) for seller in found),
        jobs_for_the_vulnerable=sum(_count(seller, JOBS_FOR_THE_VULNERABLE) for seller in found),
        categories=menu.top_categories(language),
        shelves=_shelves(language),
    )


def _shelves(language: Language) -> tuple[Shelf, ...]:
    """Take the first goods of each collection; one question for the cards of all."""
    collections = catalogue.collections(language=language)
    wanted = {each.slug: each.product_ids[:CARDS_PER_COLLECTION] for each in collections}
    ids = list(dict.fromkeys(product_id for some in wanted.values() for product_id in some))
    cards = {card.id: card for card in catalogue.cards(ids=ids, language=language)} if ids else {}
    shelves = (
        Shelf(each, tuple(cards[product_id] for product_id in wanted[each.slug] if product_id in cards))
        for each in collections
    )
    return tuple(shelf for shelf in shelves if shelf.cards)


def _count(seller: Seller, attribute: str) -> int:
    text = seller.text(attribute)
    return int(text) if text.isdecimal() else 0
