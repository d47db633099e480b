"""What Bogdan does between the shelf and the order."""

from __future__ import annotations

from typing import Any

from commerce.shop import basket as baskets
from commerce.shop import checkout
from commerce.types import Basket, PlacedOrder
from tests.contract.market import Good, address

EMAIL = "bogdan@magazin.example"


def fill(*wishes: tuple[Good, int], **how: Any) -> Basket:
    """A new basket with pieces of goods."""
    basket = None
    for good, quantity in wishes:
        basket = baskets.add_line(
            basket_id=basket.id if basket else None,
            variant_id=good.variant_id,
            quantity=quantity,
            language="RO",
            **how,
        )
    assert basket is not None
    return basket


def contact(basket: Basket, **changes: Any) -> Basket:
    """Bogdan says who he is and where he lives."""
    given: dict[str, Any] = {
        "email": EMAIL,
        "shipping": address() if basket.is_shipping_required else None,
        "billing": address(),
        "metadata": {"payment_method": "bank_transfer"},
        "note": "",
        "language": "RO",
        **changes,
    }
    return checkout.set_contact(basket_id=basket.id, **given)


def deliver(basket: Basket) -> Basket:
    """Choose the first way to deliver that there is."""
    options = checkout.delivery_options(basket_id=basket.id, language="RO")
    return checkout.choose_delivery(basket_id=basket.id, delivery_id=options[0].id, language="RO")


def ready(*wishes: tuple[Good, int], **changes: Any) -> Basket:
    """A basket that lacks the button only."""
    basket = contact(fill(*wishes), **changes)
    return deliver(basket) if basket.is_shipping_required else basket


def order(*wishes: tuple[Good, int], **changes: Any) -> PlacedOrder:
    """An order."""
    return checkout.place_order(basket_id=ready(*wishes, **changes).id)
