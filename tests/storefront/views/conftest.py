"""What tests of views share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from config.celery import app as celery_app


@pytest.fixture
def posts(client: Client, django_capture_on_commit_callbacks: Any) -> Iterator[Callable[..., Any]]:
    """Send a form, and let what waits for the commit happen at once."""

    def post(path: str, data: dict[str, str]) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, data)

    celery_app.conf.update(task_always_eager=True)
    yield post
    celery_app.conf.update(task_always_eager=False)
