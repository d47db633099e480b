"""The visitor's basket, read from the core at this moment."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commerce.errors import Refused
from commerce.shop import basket as baskets
from commerce.shop import checkout
from commerce.types import Basket, BasketId, PlacedOrder
from storefront import language, session


def read(request: HttpRequest) -> Basket | None:
    """Return the basket, or None; one that is gone is explained, and a fresh one can begin."""
    known = session.basket_id(request)
    if known is None:
        return None
    found = baskets.get(basket_id=known, language=language.current())
    if found is None:
        explain_gone(request, known)
        return None
    session.keep_basket(request, found)
    return found


def explain_gone(request: HttpRequest, basket_id: BasketId) -> None:
    """Forget a basket the core does not have (any more), and tell the visitor what became of it."""
    placed = order_of(basket_id)
    session.forget_basket(request)
    if placed is not None:
        session.remember_order(request, basket_id=basket_id, order_id=placed.id)
        text = _("Your order %(number)s was placed.")
        messages.info(request, text % {"number": placed.number})
    else:
        messages.warning(request, _("Your basket was kept too long and is gone. You can start a new one."))


def order_of(basket_id: BasketId) -> PlacedOrder | None:
    """Ask which order a basket that is gone has become; None when it simply expired.

    Completing what is not there places nothing: it tells the order again (see `checkout.place_order`).
    """
    try:
        return checkout.place_order(basket_id=basket_id)
    except Refused:
        return None
