"""A token that stays valid through a long load."""

from __future__ import annotations

import time
from typing import Protocol

from commerce.shop import account
from commerce.types import Tokens

# Saleor's access tokens live five minutes, and an expired one is silently taken for an anonymous caller.
RENEW_AFTER_SECONDS = 240.0


class Session(Protocol):
    """Whoever has an access token to give."""

    def access_token(self) -> str:
        """Return a token that is valid now."""
        ...


class FixedToken:
    """An App's token: it does not expire."""

    def __init__(self, token: str) -> None:
        self._token = token

    def access_token(self) -> str:
        """Return the token."""
        return self._token


class StaffSession:
    """A staff log-in that renews its access token before it expires."""

    def __init__(self, tokens: Tokens) -> None:
        self._access, self._refresh = tokens.access, tokens.refresh
        self._renewed_at = time.monotonic()

    def access_token(self) -> str:
        """Return the access token, renewed when it is old. Raises InvalidCredentials."""
        if time.monotonic() - self._renewed_at > RENEW_AFTER_SECONDS:
            self._access = account.refresh(refresh_token=self._refresh)
            self._renewed_at = time.monotonic()
        return self._access
