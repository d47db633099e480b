"""Periodic work: when each job last ran, what it said, and whether it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from celery.schedules import maybe_schedule
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ses_vendors.badge.models import JobRun

#: A job may be late by so much before it is called overdue: workers restart, machines sleep.
GRACE = timedelta(minutes=30)
#: Rooms whose jobs leave a note of each run.
NOTED = ("ses_vendors.badge.",)
TITLES: dict[str, Promise] = {
    "badge.sweep": _("Telling the core of documents"),
    "badge.nightly": _("Nightly round of the badges"),
    "badge.remind": _("Letters before a document ends"),
    "badge.recheck": _("Letter about the register"),
    "badge.mail_reports": _("Letters about reported badges"),
    "portal.reject_unconfirmed": _("Applications whose e-mail nobody confirmed"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """A job as the desk shows it: `run` is its last run, None before the first."""

    name: str
    run: JobRun | None
    is_overdue: bool

    @property
    def title(self) -> str:
        """What it does, in words; its name where nobody has said."""
        return str(TITLES.get(self.name, self.name))

    @property
    def has_failed(self) -> bool:
        """Say whether the last run ended with an error, or never ended."""
        return self.run is not None and self.run.ended_at is not None and not self.run.is_ok

    @property
    def is_well(self) -> bool:
        """Say whether nobody has to look."""
        return not self.is_overdue and not self.has_failed


def jobs(now: datetime) -> list[Job]:
    """Return the jobs that leave notes, the ailing ones first: two queries.

    A job that never ran is late only when it should have begun since its table is there.
    """
    since = _installed_at() or now
    runs = {each.name: each for each in JobRun.objects.all()}
    schedules = {_name(each["task"]): each["schedule"] for each in _beat()}
    noted = {_name(each["task"]) for each in _beat() if each["task"].startswith(NOTED)}
    found = [
        _job(name, runs.get(name), schedules.get(name), since, now) for name in sorted(noted | runs.keys())
    ]
    return sorted(found, key=lambda job: (job.is_well, job.name))


def _installed_at() -> datetime | None:
    applied = MigrationRecorder.Migration.objects.filter(app=JobRun._meta.app_label)
    found: datetime | None = applied.aggregate(first=Min("applied"))["first"]
    return found


def _job(name: str, run: JobRun | None, schedule: Any, since: datetime, now: datetime) -> Job:
    return Job(name, run, is_overdue=_is_overdue(run.started_at if run else since, schedule, now))


def _is_overdue(last: datetime, schedule: Any, now: datetime) -> bool:
    if schedule is None:
        return False
    every = maybe_schedule(schedule, app=current_app)
    return bool(now - last > _pause(every, last) + GRACE)


def _pause(every: Any, last: datetime) -> timedelta:
    if hasattr(every, "run_every"):
        return timedelta(seconds=every.run_every.total_seconds())
    start, delta, _ = every.remaining_delta(last)
    return timedelta(seconds=max((start + delta - last).total_seconds(), 0))


def _beat() -> list[dict[str, Any]]:
    return list((current_app.conf.beat_schedule or {}).values())


def _name(task: str) -> str:
    """Return what a job is called in its note: "badge.remind" of `ses_vendors.badge.tasks.remind`."""
    return task.removeprefix("ses_vendors.").replace(".tasks.", ".")
