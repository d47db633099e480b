"""What the storefront's tests share: a small market, and no memory of the test before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storefront import catalogue_index
from tests.storefront import market, paying


@pytest.fixture(autouse=True)
def _no_index() -> Iterator[None]:
    """Let no test see the index of another's catalogue."""
    catalogue_index.forget()
    yield
    catalogue_index.forget()


@pytest.fixture
def shop(db: None) -> market.Market:
    """Three SES with eight products in the embedded core, and the App that is paid through."""
    built = market.build()
    paying.install()
    return built
