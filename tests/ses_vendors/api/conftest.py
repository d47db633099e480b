"""What the public API's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

#: Tuesday morning in Bucharest.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The clock stands still at `NOW` until a test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
