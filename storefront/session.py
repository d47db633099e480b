"""What a visitor's signed cookie remembers of the basket: its secret id, its size, its first prices.

Nothing here is a table: the basket itself is the core's.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from commerce.types import Basket, BasketId, BasketLine, OrderId, VariantId
from kernel.money import Money

BASKET, COUNT, PRICES, REMOVED = "basket", "basket_count", "basket_prices", "basket_removed"
PLACED, DRAFT = "placed", "checkout_draft"
#: A cookie holds 4 kB: of a longer basket the later lines' first prices are not remembered.
REMEMBERED_PRICES = 60
LONGEST_NAME = 80


def basket_id(request: HttpRequest) -> BasketId | None:
    """The visitor's basket, None before the first piece."""
    stored = request.session.get(BASKET)
    return BasketId(stored) if stored else None


def keep_basket(request: HttpRequest, basket: Basket) -> None:
    """Remember a basket as the visitor's, with how many pieces it has."""
    if request.session.get(BASKET) != basket.id:
        request.session[BASKET] = basket.id
        request.session.pop(PRICES, None)
    if request.session.get(COUNT) != basket.quantity:
        request.session[COUNT] = basket.quantity
    _remember_prices(request, basket)


def forget_basket(request: HttpRequest) -> None:
    """Forget the basket: it was ordered, or the core does not have it any more."""
    for key in (BASKET, COUNT, PRICES):
        request.session.pop(key, None)


def mark(identifier: str) -> str:
    """A short name of an id: for telling two apart, not for finding either."""
    return f"{zlib.crc32(identifier.encode()):x}"


# --- Prices ---


def first_price(request: HttpRequest, line: BasketLine) -> Money | None:
    """The price of a piece when the shopper put it in or last changed it; None where it was not kept."""
    stored = request.session.get(PRICES, {}).get(mark(line.id))
    return Money(stored, line.undiscounted_unit_price.currency) if isinstance(stored, int) else None


def accept_price(request: HttpRequest, line_id: str) -> None:
    """Forget a line's first price: the shopper has seen the new one and changed the line."""
    prices = request.session.get(PRICES, {})
    if prices.pop(mark(line_id), None) is not None:
        request.session[PRICES] = prices


def _remember_prices(request: HttpRequest, basket: Basket) -> None:
    """Keep the first price of each line that is still there; a voucher is no change of price."""
    before: dict[str, int] = request.session.get(PRICES, {})
    now = {mark(line.id): line.undiscounted_unit_price.minor_units for line in basket.lines}
    kept = {key: before.get(key, price) for key, price in list(now.items())[:REMEMBERED_PRICES]}
    if kept != before:
        request.session[PRICES] = kept


# --- Taken out ---


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that was just taken out, and can be put back."""

    variant_id: VariantId
    quantity: int
    name: str


def remember_removed(request: HttpRequest, line: BasketLine) -> None:
    """Keep a line that was taken out until the next page is shown."""
    request.session[REMOVED] = [line.variant_id, line.quantity, line.name[:LONGEST_NAME]]


def take_removed(request: HttpRequest) -> Removed | None:
    """Return the line that was just taken out, once."""
    stored = request.session.pop(REMOVED, None)
    return Removed(*stored) if stored else None


# --- After the button ---


def remember_order(request: HttpRequest, *, basket_id: BasketId, order_id: OrderId) -> None:
    """Remember which order a basket became, so that a second press of the button ends there too."""
    request.session[PLACED] = {"basket": mark(basket_id), "order": order_id}


def order_of(request: HttpRequest, basket_mark: str | None = None) -> OrderId | None:
    """The visitor's last order, or None; with a mark only if it came of the basket that has it."""
    placed = request.session.get(PLACED)
    if not placed or (basket_mark is not None and placed["basket"] != basket_mark):
        return None
    return OrderId(placed["order"])


# --- What was typed ---


def keep_draft(request: HttpRequest, values: dict[str, Any]) -> None:
    """Keep what was typed into the checkout while there is no basket to keep it with."""
    request.session[DRAFT] = values


def draft(request: HttpRequest) -> dict[str, Any]:
    """What was kept of the checkout's form, empty when nothing was."""
    kept: dict[str, Any] = request.session.get(DRAFT, {})
    return kept


def forget_draft(request: HttpRequest) -> None:
    """Drop the kept form: the core has it now."""
    request.session.pop(DRAFT, None)
