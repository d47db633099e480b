"""How the tests of checkouts look at a refusal and at what the database holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from engine.accounts.models import Address
from engine.checkout.models import Checkout, CheckoutDelivery, CheckoutLine, Reservation, VoucherCode
from engine.errors import Refusal
from engine.inventory.models import Stock
from engine.orders.models import Allocation, Order, OrderEvent, OrderLine

KEPT = (
    Address,
    Checkout,
    CheckoutDelivery,
    CheckoutLine,
    Reservation,
    VoucherCode,
    Stock,
    Allocation,
    Order,
    OrderEvent,
    OrderLine,
)


def stored() -> dict[str, list[dict[str, Any]]]:
    """Return every row that a checkout touches."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in KEPT}


@contextmanager
def refused(code: str, field: str | None) -> Iterator[Any]:
    """Expect one refusal with this code and field, and nothing changed by what was refused."""
    before = stored()
    with pytest.raises(Refusal) as caught:
        yield caught
    assert [(problem.code, problem.field) for problem in caught.value.problems] == [(code, field)]
    assert stored() == before
