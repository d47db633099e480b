"""The payment app at `http://localhost:8000/app/pay`, and nothing that runs by itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.webhooks.conftest import mailbox

__all__ = ["mailbox"]


@pytest.fixture(autouse=True)
def _no_background(monkeypatch: Any) -> None:
    """Let a test start itself what it looks at."""
    from engine.payments import tasks as payments
    from engine.webhooks import tasks as webhooks

    for task in (webhooks.deliver, webhooks.dispatch, webhooks.install, payments.put_request):
        monkeypatch.setattr(task, "delay", lambda *_, **__: None)
