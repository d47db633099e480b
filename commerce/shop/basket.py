"""What a shopper does with a basket. Prices are the core's of this moment, never kept from before."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from commerce.call import mutate, query, speaking
from commerce.errors import BasketGone, InsufficientStock, Problem
from commerce.shop import baskets
from commerce.types import Basket, BasketId, Language, LineId, VariantId


def get(*, basket_id: BasketId, language: Language) -> Basket | None:
    """Read a basket; None when it is gone: ordered, expired or never there."""
    node = query("basket/get", {"id": basket_id, **speaking(language)})["checkout"]
    return baskets.basket(node) if node else None


def add_line(
    *,
    basket_id: BasketId | None,
    variant_id: VariantId,
    quantity: int,
    language: Language,
    token: str | None = None,
) -> Basket:
    """Put pieces into the basket, or into a new one when there is none or it is gone.

    Raises:
        InsufficientStock: there are not that many; nothing was added.
        Refused: QUANTITY_GREATER_THAN_LIMIT, ZERO_QUANTITY, PRODUCT_UNAVAILABLE_FOR_PURCHASE, …
    """
    lines = [{"variantId": variant_id, "quantity": quantity}]
    if basket_id is not None:
        try:
            return _change("basket/add_lines", basket_id, language, lines=lines)
        except BasketGone:
            pass
    return _create(lines, language, token)


def set_quantity(*, basket_id: BasketId, line_id: LineId, quantity: int, language: Language) -> Basket:
    """Set a line's pieces; 0 removes it. Raises BasketGone, InsufficientStock, Refused."""
    lines = [{"lineId": line_id, "quantity": quantity}]
    return _change("basket/update_lines", basket_id, language, lines=lines)


def remove_line(*, basket_id: BasketId, line_id: LineId, language: Language) -> Basket:
    """Take a line out. Raises BasketGone, Refused."""
    return _change("basket/delete_lines", basket_id, language, lineIds=[line_id])


def add_voucher(*, basket_id: BasketId, code: str, language: Language) -> Basket:
    """Apply a code. Raises BasketGone; Refused with INVALID or VOUCHER_NOT_APPLICABLE."""
    return _change("basket/add_voucher", basket_id, language, code=code)


def remove_voucher(*, basket_id: BasketId, code: str, language: Language) -> Basket:
    """Give a code up. Raises BasketGone, Refused."""
    return _change("basket/remove_voucher", basket_id, language, code=code)


def attach_customer(*, basket_id: BasketId, token: str) -> None:
    """Make the basket the logged-in shopper's. Raises BasketGone, Refused, PermissionRefused."""
    mutate("basket/attach_customer", {"id": basket_id}, token=token)


def _change(operation: str, basket_id: BasketId, language: Language, **variables: Any) -> Basket:
    payload = mutate(operation, {"id": basket_id, **variables, **speaking(language)})
    return baskets.basket(payload["checkout"])


def _create(lines: list[dict[str, Any]], language: Language, token: str | None) -> Basket:
    made = {"channel": settings.SALEOR_CHANNEL, "languageCode": language, "lines": lines}
    payload = mutate("basket/create", {"input": made, **speaking(language)}, token=token)
    basket = baskets.basket(payload["checkout"])
    _refuse_short(basket)
    return basket


def _refuse_short(basket: Basket) -> None:
    """Saleor creates a checkout with more than there is, and tells by its problems; adding a line it
    refuses. Both are one refusal here, and the basket just made is left to expire."""
    short = tuple(
        Problem("quantity", "INSUFFICIENT_STOCK", f"Only {line.available} available.", (line.variant_id,))
        for line in basket.lines
        if line.problem == "INSUFFICIENT_STOCK"
    )
    if short:
        raise InsufficientStock(short)
