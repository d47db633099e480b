"""One market for all scenarios, on the core that the environment names, taken away at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from commerce.app import AppClient
from commerce.shop import account
from tests.contract import clearing, core, market
from tests.contract.market import Market

HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the scenarios behind all other tests, which want a database without their market."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="package")
def _core(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the scenarios reach the tests' database, each change for good, as a server's clients would."""
    with django_db_blocker.unblock():
        if not core.is_saleor():
            call_command(
                "put_account",
                settings.SALEOR_STAFF_EMAIL,
                password=settings.SALEOR_STAFF_PASSWORD,
                staff=True,
            )
        yield
        if not core.is_saleor():
            # What the scenarios changed was for good; the tests that come after begin with nothing.
            call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def db(_core: None) -> None:
    """Stand in for the fixture of that name, by which the tests' database is known to be needed: the
    market outlives a scenario, so there is no transaction around it."""


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Have a database for every scenario."""


@pytest.fixture(scope="package")
def shop(_core: None) -> Iterator[Market]:
    """The market, in a channel of its own."""
    tokens = account.log_in(email=settings.SALEOR_STAFF_EMAIL, password=settings.SALEOR_STAFF_PASSWORD)
    made = Market.opened_by(tokens)
    with override_settings(SALEOR_CHANNEL=made.channel):
        try:
            market.build(made)
            yield made
        finally:
            left = clearing.clear(made)
    assert left == [], "These things of the suite are still at the core."


@pytest.fixture
def client(shop: Market) -> AppClient:
    """The App's verbs, with a staff member's token."""
    return shop.client
