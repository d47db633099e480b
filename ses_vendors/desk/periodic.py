"""Periodic work: when each job last ran, what it said, and whether it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from celery.schedules import maybe_schedule

from ses_vendors.badge.models import JobRun

#: A job may be late by so much before it is called overdue: workers restart, machines sleep.
GRACE = timedelta(minutes=30)
#: Rooms whose jobs leave a note of each run.
NOTED = ("ses_vendors.badge.",)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as the desk shows it: `run` is its last run, None before the first."""

    name: str
    run: JobRun | None
    is_overdue: bool

    @property
    def has_failed(self) -> bool:
        """Say whether the last run ended with an error, or never ended."""
        return self.run is not None and self.run.ended_at is not None and not self.run.is_ok

    @property
    def is_well(self) -> bool:
        """Say whether nobody has to look."""
        return self.run is not None and not self.is_overdue and not self.has_failed


def jobs(now: datetime) -> list[Job]:
    """Return the jobs that leave notes, the ailing ones first: one query."""
    runs = {each.name: each for each in JobRun.objects.all()}
    schedules = {_name(each["task"]): each["schedule"] for each in _beat()}
    noted = {_name(each["task"]) for each in _beat() if each["task"].startswith(NOTED)}
    found = [_job(name, runs.get(name), schedules.get(name), now) for name in sorted(noted | runs.keys())]
    return sorted(found, key=lambda job: (job.is_well, job.name))


def _job(name: str, run: JobRun | None, schedule: Any, now: datetime) -> Job:
    return Job(name, run, is_overdue=_is_overdue(run, schedule, now))


def _is_overdue(run: JobRun | None, schedule: Any, now: datetime) -> bool:
    if schedule is None:
        return False
    if run is None:
        return True
    every = maybe_schedule(schedule, app=current_app)
    # What is left until the next run, as counted from the last one; below zero it should have begun.
    return bool(now - run.started_at > _pause(every, run.started_at) + GRACE)


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
