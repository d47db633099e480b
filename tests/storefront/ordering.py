"""How a test buys: what goes into the basket, what Bogdan types, and the button."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from engine.checkout.models import Checkout
from kernel.ids import to_global_id
from tests.storefront.market import Market
from tests.storefront.visiting import HOME

EMAIL = "bogdan@example.com"
CONTACT = {
    "email": EMAIL,
    "buyer": "person",
    "note": "",
    **{f"shipping-{name}": value for name, value in HOME.items()},
}


def put(
    client: Client, shop: Market, sku: str, quantity: Any = 1, path: str = "/cos/adauga/", **more: str
) -> Any:
    """Put pieces into the basket."""
    data = {"variant": shop.variant_id(sku), "quantity": str(quantity), **more}
    return client.post(path, data)


def quantities() -> dict[str, int]:
    """What the only basket holds, by SKU."""
    lines = Checkout.objects.get().lines.select_related("variant")
    return {line.variant.sku: line.quantity for line in lines}


def line_id(sku: str) -> str:
    """The id of a line of the only basket."""
    return to_global_id("CheckoutLine", Checkout.objects.get().lines.get(variant__sku=sku).pk)


def fill_in(client: Client, prefix: str = "", **changes: str) -> Any:
    """Send the first step."""
    return client.post(f"{prefix}/comanda/", {**CONTACT, **changes})


def choices(client: Client, prefix: str = "", payment: str = "bank_transfer") -> dict[str, str]:
    """Open the summary and return what its button would send."""
    page = client.get(f"{prefix}/comanda/sumar/").content.decode()
    delivery = re.search(r'name="delivery"[^>]*\bvalue="([^"]*)"', page)
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen, page
    return {
        "seen": unescape(seen[1]),
        "payment": payment,
        "order": "1",
        **({"delivery": unescape(delivery[1])} if delivery else {}),
    }


def order(client: Client, prefix: str = "", payment: str = "bank_transfer") -> Any:
    """Open the summary and press the button."""
    return client.post(f"{prefix}/comanda/sumar/", choices(client, prefix, payment))


def messages_of(response: Any) -> list[str]:
    """What the answer tells the visitor above the page."""
    return [str(message) for message in response.context["messages"]]
