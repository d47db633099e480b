"""What one GraphQL request knows: who asks, when, and the batches it has loaded."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from engine.accounts.models import User
from engine.catalog.models import Channel
from engine.errors import PermissionDenied
from engine.schema.promises import Batch, Batches, Promise


class Context:
    """The `info.context` of every resolver.

    `load(batch, key)` promises the answer for one key; the execution calls `batch` once with all the
    keys of one level, so a list costs the same number of queries whatever its length.
    """

    def __init__(
        self,
        *,
        user: User | None = None,
        files: Mapping[str, Any] | None = None,
        ip_address: str = "",
        now: datetime | None = None,
    ) -> None:
        self.user = user
        self.files = files or {}
        self.ip_address = ip_address
        self.now = now or timezone.now()
        self.batches = Batches()
        self._channels: dict[str, Channel | None] = {}

    def load(self, batch: Batch, key: Hashable) -> Promise:
        """Promise the batch's answer for one key."""
        return self.batches.load(batch, key)

    def channel(self, slug: str | None) -> Channel | None:
        """Return the channel with a slug, read once; None without a slug or where there is none."""
        if slug is None:
            return None
        if slug not in self._channels:
            self._channels[slug] = Channel.objects.filter(slug=slug).first()
        return self._channels[slug]

    @cached_property
    def is_staff(self) -> bool:
        """Whether the caller is staff (apps will join with the App protocol)."""
        return bool(self.user and self.user.is_staff)

    def require_staff(self, *permissions: str) -> None:
        """Refuse callers who are not staff, naming Saleor's permissions.

        Raises:
            PermissionDenied: the caller is anonymous or an ordinary customer.
        """
        if not self.is_staff:
            raise PermissionDenied(*permissions)

    def require_user(self) -> User:
        """Return the logged-in user.

        Raises:
            PermissionDenied: nobody is logged in.
        """
        if self.user is None:
            raise PermissionDenied("AUTHENTICATED_USER")
        return self.user
