"""Links to an order for whoever has no account: the order's id, signed.

The core shows an order to anyone who has its id; the token proves that we gave the link out.
"""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from commerce.types import OrderId

SALT = "storefront.order"
_SIGNER = signing.Signer(salt=SALT)


def token(order_id: OrderId) -> str:
    """The part of the address that stands for an order; the same order always gives the same one."""
    return signing.b64_encode(_SIGNER.sign(order_id).encode()).decode()


def order_id(token: str) -> OrderId | None:
    """The order that a token stands for; None for one that we did not make."""
    try:
        return OrderId(_SIGNER.unsign(signing.b64_decode(token.encode()).decode()))
    except (signing.BadSignature, ValueError):
        return None


def path(id: OrderId) -> str:
    """The order's page, in the language that is active."""
    return reverse("storefront:order", kwargs={"token": token(id)})
