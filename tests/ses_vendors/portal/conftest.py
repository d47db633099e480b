"""What the tests of signing in share: letters leave at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from config.celery import app as celery_app


@pytest.fixture(autouse=True)
def _letters_leave_at_once() -> Iterator[None]:
    """Do what is enqueued at once."""
    celery_app.conf.task_always_eager = True
    yield
    celery_app.conf.task_always_eager = False
