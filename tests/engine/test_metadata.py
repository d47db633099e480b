"""Metadata of rows that others change at the same moment."""

from __future__ import annotations

import pytest

from engine import metadata
from engine.checkout.models import Checkout
from engine.errors import Refusal
from tests.engine.checkout import market

pytestmark = pytest.mark.django_db


def test_a_row_that_went_meanwhile_is_not_found() -> None:
    checkout = Checkout.objects.create(channel=market.channel())
    Checkout.objects.filter(pk=checkout.pk).delete()

    for change in (
        lambda: metadata.write(checkout, pairs={"payment_method": "bank_transfer"}),
        lambda: metadata.forget(checkout, keys=["payment_method"]),
    ):
        with pytest.raises(Refusal) as refused:
            change()
        assert [problem.code for problem in refused.value.problems] == ["NOT_FOUND"]
    assert not Checkout.objects.exists()
