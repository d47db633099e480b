"""What the tests of the App's verbs share."""

from __future__ import annotations

import pytest

from commerce.app import AppClient


@pytest.fixture
def client() -> AppClient:
    """The App with its token."""
    return AppClient.with_token("app")
