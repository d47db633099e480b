"""An app on this site, and one on another."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.webhooks import site
from tests.engine.webhooks.listening import Mailbox

HERE = "http://localhost:8000"


@pytest.fixture
def mailbox(settings: Any) -> Mailbox:
    """The app at `http://localhost:8000/app/…`, which is this site's own address."""
    settings.ROOT_URLCONF = "tests.engine.webhooks.site"
    settings.PUBLIC_URL = HERE
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    settings.SECURE_SSL_REDIRECT = False
    site.MAILBOX = Mailbox()
    return site.MAILBOX


@pytest.fixture(autouse=True)
def _no_background(monkeypatch: Any) -> None:
    """Let nothing run by itself: a test starts what it looks at."""
    from engine.webhooks import tasks

    for task in (tasks.deliver, tasks.dispatch, tasks.install):
        monkeypatch.setattr(task, "delay", lambda *_, **__: None)
        monkeypatch.setattr(task, "apply_async", lambda *_, **__: None)
