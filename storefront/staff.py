"""The shop's own hand at the core: a staff log-in, used by background work only."""

from __future__ import annotations

import os
from functools import cache

from django.conf import settings

from commerce.app import AppClient


class NoStaffAccount(Exception):
    """SALEOR_STAFF_EMAIL and SALEOR_STAFF_PASSWORD are not set."""


@cache
def client() -> AppClient:
    """Return the client of this process, logged in once. Raises NoStaffAccount, InvalidCredentials."""
    if not (settings.SALEOR_STAFF_EMAIL and settings.SALEOR_STAFF_PASSWORD):
        raise NoStaffAccount("SALEOR_STAFF_EMAIL and SALEOR_STAFF_PASSWORD are not set.")
    return AppClient.log_in(email=settings.SALEOR_STAFF_EMAIL, password=settings.SALEOR_STAFF_PASSWORD)


def forget() -> None:
    """Log in anew next time: the core did not know the old log-in any more."""
    client.cache_clear()


# A forked worker must not share its parent's session.
os.register_at_fork(after_in_child=client.cache_clear)
