"""A queue of the desk, and what it shows: how many wait, and since when the first does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queue as the desk's home shows it. `oldest` is since when the first waits, or its day."""

    code: str
    title: str | Promise
    count: int
    oldest: date | datetime | None
    url: str
    oldest_label: str | Promise
    is_urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One queue: its rows for a person at a moment, and the list that shows them."""

    code: str
    group: str
    title: str | Promise
    permission: str
    rows: Callable[[User, datetime], QuerySet[Any]]
    since: str
    list_of: str
    query: str = ""
    oldest_label: str | Promise = _("oldest from")
    is_urgent: bool = False

    def waiting(self, user: User, now: datetime) -> Waiting:
        """Count it: one query."""
        rows = self.rows(user, now).order_by()
        found = rows.aggregate(count=Count("pk"), oldest=Min(self.since))
        url = reverse(f"admin:{self.list_of}_changelist") + (f"?{self.query}" if self.query else "")
        return Waiting(
            code=self.code,
            title=self.title,
            count=found["count"],
            oldest=found["oldest"],
            url=url,
            oldest_label=self.oldest_label,
            is_urgent=self.is_urgent and found["count"] > 0,
        )
