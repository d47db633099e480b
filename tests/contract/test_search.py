"""The core's own search: by a good's words, and only what is on the shelves."""

from __future__ import annotations

import time

import pytest

from commerce.shop import catalogue
from commerce.types import ProductId
from tests.contract import core
from tests.contract.market import Good, Market

#: Seconds. A Saleor writes its index in the background, every twenty.
PATIENCE = 120


@pytest.fixture(scope="module")
def scarves(shop: Market) -> tuple[Good, Good]:
    """A good that is sold and one that is not, with a word that no other good has."""
    word = f"Fular{shop.mark}"
    return shop.good(word), shop.good(word, is_published=False)


def found(text: str, wanted: Good) -> tuple[ProductId, ...]:
    """Search; on a Saleor until its index knows the wanted good."""
    until = time.monotonic() + (PATIENCE if core.is_saleor() else 0)
    while wanted.id not in (ids := catalogue.search_ids(text=text)) and time.monotonic() < until:
        time.sleep(3)
    return ids


def test_a_good_is_found_by_its_word_and_a_hidden_one_is_not(
    shop: Market, scarves: tuple[Good, Good]
) -> None:
    sold, _ = scarves

    assert found(f"fular{shop.mark}", sold) == (sold.id,)
    assert found(f"FULAR{shop.mark} {shop.mark}", sold) == (sold.id,)


def test_what_is_not_there_is_not_found(shop: Market, scarves: tuple[Good, Good]) -> None:
    assert catalogue.search_ids(text=f"nimic{shop.mark}") == ()


def test_no_more_are_found_than_wanted(shop: Market, scarves: tuple[Good, Good]) -> None:
    sold, _ = scarves
    found(f"fular{shop.mark}", sold)

    assert len(catalogue.search_ids(text=shop.mark, limit=1)) == 1
