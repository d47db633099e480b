"""Accounts for the tests: Bogdan buys."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.hashers import make_password

from engine.accounts.models import User

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
PASSWORD = "o parolă de încredere"


def person(email: str = "bogdan@example.com", **fields: Any) -> User:
    """A confirmed account with `PASSWORD`."""
    defaults = {"password": make_password(PASSWORD), "jwt_key": "first", "is_confirmed": True}
    return User.objects.create(email=email, **{**defaults, **fields})
