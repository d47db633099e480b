"""What a product's page tells of it."""

from __future__ import annotations

import pytest

from kernel.money import Money
from storefront import offers
from storefront.offers import UnitPrice


@pytest.mark.parametrize(
    ("bani", "amount", "expected"),
    [
        (1900, "250 g", UnitPrice(Money(7600), "kg")),
        (3400, "500g", UnitPrice(Money(6800), "kg")),
        (5200, "1 kg", UnitPrice(Money(5200), "kg")),
        (2500, "0,75 l", UnitPrice(Money(3333), "l")),
        (2200, "500 ml", UnitPrice(Money(4400), "l")),
        (1000, "1.5 kg", UnitPrice(Money(667), "kg")),
        (1000, "0 g", None),
        (1000, "mare", None),
        (1000, "4 borcane mici", None),
    ],
)
def test_the_price_of_a_kilogram_or_litre(bani: int, amount: str, expected: UnitPrice | None) -> None:
    assert offers.unit_price(Money(bani), amount) == expected
