"""What one GraphQL request knows: who asks, when, and the batches it has loaded."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from graphql import GraphQLError

from engine.accounts.models import User
from engine.catalog import questions
from engine.catalog.models import Channel
from engine.errors import PermissionDenied
from engine.schema.promises import Batch, Batches, Promise
from engine.webhooks.models import App

#: Whoever has one of these may see goods that are not published; Saleor's own list.
SEES_ALL_GOODS = ("MANAGE_ORDERS", "MANAGE_DISCOUNTS", "MANAGE_GIFT_CARD", "MANAGE_PRODUCTS")


class Context:
    """The `info.context` of every resolver.

    `load(batch, key)` promises the answer for one key; the execution calls `batch` once with all the
    keys of one level, so a list costs the same number of queries whatever its length.
    """

    def __init__(
        self,
        *,
        user: User | None = None,
        app: App | None = None,
        files: Mapping[str, Any] | None = None,
        ip_address: str = "",
        now: datetime | None = None,
    ) -> None:
        self.user = user
        self.app = app
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
            self._channels[slug] = next(iter(questions.channels(slug)), None)
        return self._channels[slug]

    def shelf(self, slug: str | None) -> Channel | None:
        """Return the channel whose goods are read. Staff need not name one, others where there is just one.

        Raises:
            GraphQLError: it is not plain which channel is meant.
        """
        if slug is not None or self.is_staff:
            return self.channel(slug)
        channels = Channel.objects.order_by("pk")[:2]
        if len(channels) > 1:
            raise GraphQLError("More than one channel exists. Specify which channel to use.")
        return channels[0] if channels else None

    @property
    def requestor(self) -> User | App | None:
        """Who asks: an app or an account."""
        return self.app or self.user

    @cached_property
    def is_staff(self) -> bool:
        """Whether the caller sees goods before they are published: staff, and apps that handle goods."""
        return self.may(*SEES_ALL_GOODS)

    def may(self, *permissions: str) -> bool:
        """Whether the caller has one of the permissions: staff has all, an app its own."""
        if self.app is not None:
            return not {"AUTHENTICATED_APP", *self.app.permissions}.isdisjoint(permissions)
        return bool(self.user and self.user.is_staff) and set(permissions) != {"AUTHENTICATED_APP"}

    def require_staff(self, *permissions: str) -> None:
        """Refuse callers who have none of the permissions, naming them as Saleor does.

        Raises:
            PermissionDenied: the caller is anonymous, an ordinary customer, or an app without them.
        """
        if not self.may(*permissions):
            raise PermissionDenied(*permissions)

    def require_user(self) -> User:
        """Return the logged-in user.

        Raises:
            PermissionDenied: nobody is logged in.
        """
        if self.user is None:
            raise PermissionDenied("AUTHENTICATED_USER")
        return self.user
