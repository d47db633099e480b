"""How many pieces of one variant a checkout may hold."""

from __future__ import annotations

from engine.catalog.models import ProductVariant

#: Saleor's default of the shop setting `limitQuantityPerCheckout`.
LIMIT_PER_CHECKOUT = 50


def limit_of(variant: ProductVariant) -> int | None:
    """Return the variant's own limit, else the shop's."""
    return variant.quantity_limit_per_customer or LIMIT_PER_CHECKOUT
