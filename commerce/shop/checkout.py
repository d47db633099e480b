"""From a basket to an order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commerce.call import mutate, speaking
from commerce.shop import addresses, baskets
from commerce.types import (
    Address,
    Basket,
    BasketId,
    DeliveryId,
    DeliveryOption,
    Language,
    OrderId,
    PlacedOrder,
)


def set_contact(
    *,
    basket_id: BasketId,
    email: str,
    shipping: Address | None,
    billing: Address,
    metadata: Mapping[str, str],
    note: str,
    language: Language,
) -> Basket:
    """Set who orders and where it goes; `shipping` None is for goods that are not shipped.

    One round trip, and a second one when the note or the order's language changed (the core takes four
    mutations a document at most). Each part that is valid stays even when another is refused.

    Raises:
        BasketGone: the basket is gone.
        Refused: with `address_type` SHIPPING or BILLING for a field of an address.
    """
    variables: dict[str, Any] = {
        "id": basket_id,
        "email": email,
        "billing": addresses.write(billing),
        "metadata": _pairs(metadata),
        **speaking(language),
    }
    operation = "checkout/contact_unshipped"
    if shipping is not None:
        operation = "checkout/contact_shipped"
        variables["shipping"] = addresses.write(shipping)
    basket = baskets.basket(mutate(operation, variables)["checkout"])
    if (basket.note, basket.language) == (note, language):
        return basket
    return _set_note(basket_id, note, language)


def _set_note(basket_id: BasketId, note: str, language: Language) -> Basket:
    payload = mutate("checkout/set_note", {"id": basket_id, "note": note, **speaking(language)})
    return baskets.basket(payload["checkout"])


def delivery_options(*, basket_id: BasketId, language: Language) -> tuple[DeliveryOption, ...]:
    """Ask which deliveries the basket can have. Raises BasketGone, Refused."""
    payload = mutate("checkout/delivery_options", {"id": basket_id, **speaking(language)})
    options = (baskets.delivery(node) for node in payload["deliveries"])
    return tuple(option for option in options if option is not None)


def choose_delivery(*, basket_id: BasketId, delivery_id: DeliveryId, language: Language) -> Basket:
    """Choose one of `delivery_options`. Raises BasketGone, Refused (INVALID, …_NOT_APPLICABLE)."""
    variables = {"id": basket_id, "delivery": delivery_id, **speaking(language)}
    return baskets.basket(mutate("checkout/choose_delivery", variables)["checkout"])


def set_metadata(*, basket_id: BasketId, values: Mapping[str, str]) -> None:
    """Keep public facts with the basket, and later the order. Raises BasketGone, Refused."""
    mutate("checkout/set_metadata", {"id": basket_id, "input": _pairs(values)})


def place_order(*, basket_id: BasketId) -> PlacedOrder:
    """Turn the basket into an order.

    A basket already ordered gives BasketGone, or its order again where the core remembers it (Saleor does).

    Raises:
        InsufficientStock: something was sold meanwhile; the problems name the variants.
        BasketGone: the basket is gone.
        Refused: an address, an e-mail or the delivery is missing, an unpublished product, …
        CoreUnavailable: with `may_have_happened` the order may exist.
    """
    order = mutate("checkout/complete", {"id": basket_id})["order"]
    return PlacedOrder(id=OrderId(order["id"]), number=order["number"])


def _pairs(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in values.items()]
