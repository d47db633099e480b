"""Whether goods can be ordered, judged while a page is made; and what a basket must give up to be ordered.

The facts come with each seller, from its page at the core (`kernel.selling`). Like a badge the answer is for
one moment and nobody keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from commerce.types import Basket, BasketLine, OrderLine, Product, ProductCard, Seller, SellerName
from kernel.selling import TAKES_ORDERS, Selling, judge
from storefront import seller_facts

Goods = ProductCard | Product | BasketLine | OrderLine
Card = TypeVar("Card", bound=ProductCard)


def of(goods: Goods, *, now: datetime) -> Selling:
    """Judge whether a card, a product or a line can be ordered at a moment. `now` is aware."""
    return of_name(goods.seller, now=now)


def of_name(seller: SellerName | None, *, now: datetime) -> Selling:
    """Judge whether a SES takes orders; goods of nobody are the core's to judge."""
    return judge(seller.sales, seller.standing, now=now) if seller else TAKES_ORDERS


def of_page(seller: Seller, *, now: datetime) -> Selling:
    """Judge the same by a SES's whole page."""
    return judge(seller_facts.sales(seller), seller_facts.standing(seller), now=now)


def shown(cards: Iterable[Card], *, now: datetime) -> tuple[Card, ...]:
    """Leave out goods of SES that do not sell here now."""
    return tuple(card for card in cards if not of(card, now=now).is_stopped)


def refusing(basket: Basket, *, now: datetime) -> tuple[SellerName, ...]:
    """Return the SES in a basket that take no orders now, each once."""
    found = {line.seller.slug: line.seller for line in basket.lines if line.seller}
    return tuple(each for each in found.values() if not of_name(each, now=now).is_open)
