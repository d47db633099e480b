"""The desk's home: what waits, what ails, what runs; each person sees what their permissions let them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ses_vendors.desk import health, periodic, queues
from ses_vendors.desk.queue import Waiting
from ses_vendors.installation import health as app_health
from ses_vendors.installation.health import Finding
from ses_vendors.installation.models import Installation
from ses_vendors.vendors.models import ActingSession
from ses_vendors.vendors.services import acting

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

VIEW_APP = "ses_installation.view_installation"
VIEW_JOBS = "ses_badge.view_jobrun"

GROUPS: dict[str, str | Promise] = {
    "sellers": _("Sellers"),
    "check": _("To check"),
    "dates": _("Dates that come near"),
    "money": _("Money"),
    "works": _("The machine room"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Queues under one heading."""

    title: str | Promise
    queues: list[Waiting]


@dataclass(frozen=True, slots=True)
class Ailing:
    """How many selling SES have one problem, and the list of them."""

    problem: health.Problem
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Home:
    """All that the page shows; what a person may not see is empty."""

    groups: list[Group]
    sellers: int | None
    ailing: list[Ailing]
    jobs: list[periodic.Job]
    installation: Installation | None
    may_see_app: bool

    @property
    def is_quiet(self) -> bool:
        """Say whether nothing waits."""
        return not any(queue.count for group in self.groups for queue in group.queues)


def of(user: User, now: datetime) -> Home:
    """Gather the page, in a number of queries that does not depend on how much waits."""
    found = queues.waiting(user, now)
    groups = [Group(title, found[code]) for code, title in GROUPS.items() if code in found]
    may_see_app = user.has_perm(VIEW_APP)
    counted = health.counts(now) if user.has_perm(queues.VIEW_SELLER) else {}
    return Home(
        groups=groups,
        sellers=counted.get("all"),
        ailing=_ailing(counted),
        jobs=periodic.jobs(now) if user.has_perm(VIEW_JOBS) else [],
        installation=Installation.objects.order_by("pk").last() if may_see_app else None,
        may_see_app=may_see_app,
    )


def _ailing(counted: dict[str, int]) -> list[Ailing]:
    url = reverse("admin:ses_sellers_vendor_changelist")
    return [
        Ailing(each, counted[each.code], f"{url}?health={each.code}")
        for each in health.PROBLEMS
        if counted.get(each.code)
    ]


def examine() -> Iterator[Finding]:
    """Look at the App's installation, by asking the core."""
    return app_health.examine()


def acting_for(user: User | AnonymousUser, now: datetime) -> ActingSession | None:
    """Return for whom an operator acts now."""
    return acting.current(user, now) if user.is_authenticated and user.is_staff else None


def end_acting(user: User | AnonymousUser, now: datetime) -> bool:
    """End what an operator does for a SES; False where there was nothing to end."""
    session = acting_for(user, now)
    if session is None:
        return False
    acting.end(session=session, now=now)
    return True
