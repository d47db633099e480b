"""What the gateway's tests share."""

from __future__ import annotations

import pytest

from commerce import transport
from tests.commerce.fake_core import FakeCore


@pytest.fixture
def core(monkeypatch: pytest.MonkeyPatch) -> FakeCore:
    """A core whose answers the test writes."""
    fake = FakeCore()
    monkeypatch.setattr(transport, "current", lambda: fake)
    return fake
