"""The core's own search: by a good's words, and only what is on the shelves."""

from __future__ import annotations

import time

import pytest

from commerce.shop import catalogue
from tests.contract import core
from tests.contract.market import Good, Market

#: Seconds. A Saleor's worker writes its index every minute, when it has time for it.
PATIENCE = 100


@pytest.fixture(scope="module")
def scarf(shop: Market) -> Good:
    """A good that is sold, beside one that is not, with a word that no other good has."""
    hidden, sold = shop.good(f"Fular{shop.mark}", is_published=False), shop.good(f"Fular{shop.mark}")
    until = time.monotonic() + PATIENCE
    while core.is_saleor() and not catalogue.search_ids(text=f"fular{shop.mark}"):
        if time.monotonic() > until:
            pytest.skip(f"This Saleor's worker has not written its search index in {PATIENCE} s.")
        time.sleep(3)
    assert hidden.id != sold.id
    return sold


def test_a_good_is_found_by_its_word_and_a_hidden_one_is_not(shop: Market, scarf: Good) -> None:
    assert catalogue.search_ids(text=f"fular{shop.mark}") == (scarf.id,)
    assert catalogue.search_ids(text=f"FULAR{shop.mark} {shop.mark}") == (scarf.id,)


def test_what_is_not_there_is_not_found(shop: Market, scarf: Good) -> None:
    assert catalogue.search_ids(text=f"nimic{shop.mark}") == ()


def test_no_more_are_found_than_wanted(shop: Market, scarf: Good) -> None:
    assert len(catalogue.search_ids(text=f"fular{shop.mark}", limit=1)) == 1
