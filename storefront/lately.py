"""What the core said of a basket when its summary was shown: the button need not ask for it again.

For each of the two requests the core would calculate the deliveries and ask an App. What is said here decides
nothing: the core itself judges the delivery and the payment when the order is placed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from commerce.types import Basket

Said = TypeVar("Said")

#: Seconds; behind a summary that was read for longer the core is asked again.
KEPT_SECONDS = 60


def said(
    what: object, basket: Basket, ask: Callable[[], tuple[Said, ...]], *, anew: bool = False
) -> tuple[Said, ...]:
    """Return what `ask` does, or what it did for this basket a moment ago unless it is to be asked `anew`."""
    key = f"lately:{_digest(what, basket)}"
    kept: tuple[Said, ...] | None = None if anew else cache.get(key)
    if kept:
        return kept
    found = ask()
    # An empty answer takes the place of an older one, and is asked for again.
    cache.set(key, found, KEPT_SECONDS)
    return found


def _digest(what: object, basket: Basket) -> str:
    """Tell baskets apart by all that deliveries and payments depend on, but what was chosen of them."""
    lines = [(line.variant_id, line.quantity, line.total, line.available) for line in basket.lines]
    people = (basket.email, basket.shipping_address, basket.billing_address, basket.metadata.get("buyer"))
    told = repr((what, basket.id, basket.language, lines, people, basket.voucher_code, basket.subtotal))
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()
