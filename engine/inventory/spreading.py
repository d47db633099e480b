"""Which stocks serve a wish: pure arithmetic over free pieces."""

from __future__ import annotations

from collections.abc import Mapping


def spread(quantity: int, free: Mapping[int, int]) -> dict[int, int] | None:
    """Divide a quantity over stocks (stock key to free pieces); None when they do not suffice.

    The first stock that can serve the whole wish serves it alone, so that one parcel is enough;
    otherwise the fullest stocks are emptied first. For example 5 over {1: 3, 2: 4} gives {2: 4, 1: 1}.
    """
    for stock, pieces in free.items():
        if pieces >= quantity:
            return {stock: quantity}
    return _over_several(quantity, free)


def _over_several(quantity: int, free: Mapping[int, int]) -> dict[int, int] | None:
    taken: dict[int, int] = {}
    for stock in sorted(free, key=lambda key: (-free[key], key)):
        pieces = min(quantity, max(free[stock], 0))
        if pieces:
            taken[stock] = pieces
            quantity -= pieces
    return None if quantity else taken
