"""Periodic jobs leave a note of when they last ran and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ses_vendors.badge.models import JobRun

LONGEST_NOTE = 2_000


@dataclass(slots=True)
class Outcome:
    """What a job says of itself when it ends; one that could not do its work sets `is_ok` to False."""

    said: str = ""
    is_ok: bool = True


@contextmanager
def recorded(name: str, now: datetime) -> Iterator[Outcome]:
    """Note the run of a job: when it began and ended, and its outcome or its error, which travels on.

    with jobs.recorded("badge.remind", now) as outcome:
        outcome.said = "3 reminders."
    """
    JobRun.objects.update_or_create(
        name=name, defaults={"started_at": now, "ended_at": None, "is_ok": False, "said": ""}
    )
    outcome = Outcome()
    try:
        yield outcome
    except Exception as error:
        _end(name, is_ok=False, said=f"{type(error).__name__}: {error}")
        raise
    _end(name, is_ok=outcome.is_ok, said=outcome.said)


def _end(name: str, *, is_ok: bool, said: str) -> None:
    JobRun.objects.filter(name=name).update(
        ended_at=timezone.now(), is_ok=is_ok, said=said.replace("\x00", "")[:LONGEST_NOTE]
    )
