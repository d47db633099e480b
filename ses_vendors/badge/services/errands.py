"""What is to be done at the core: asked for in the transaction that caused it, done until it is done."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from ses_vendors.badge.models import Errand

#: An errand that somebody runs, or that failed, is left alone for this long; twice as long each time.
PAUSE = timedelta(minutes=2)
MOST_DOUBLINGS = 5
LONGEST_ERROR = 1_000
#: Errands of one run; the rest is the next one's.
MOST = 500


def ask(*, kind: str, subject: str, now: datetime) -> None:
    """Have something looked at; asked often, it is looked at once."""
    Errand.objects.update_or_create(
        kind=kind, subject=subject, defaults={"due_at": now, "tries": 0, "error": ""}
    )


def due(kind: str, *, now: datetime) -> list[Errand]:
    """Return what waits of a kind, oldest first."""
    return list(Errand.objects.filter(kind=kind, due_at__lte=now).order_by("due_at", "pk")[:MOST])


def claim(errand: Errand, *, now: datetime) -> datetime | None:
    """Take an errand; None where another has taken it. What is returned ends the claim."""
    until = now + PAUSE * 2 ** min(errand.tries, MOST_DOUBLINGS)
    taken = Errand.objects.filter(pk=errand.pk, due_at=errand.due_at).update(
        due_at=until, tries=F("tries") + 1
    )
    return until if taken else None


def done(errand: Errand, *, claimed_until: datetime) -> None:
    """Forget an errand that was run, unless it was asked for anew meanwhile."""
    Errand.objects.filter(pk=errand.pk, due_at=claimed_until).delete()


def failed(errand: Errand, error: Exception) -> None:
    """Keep why an errand could not be run; it comes again after the pause."""
    words = f"{type(error).__name__}: {error}".replace("\x00", "")
    Errand.objects.filter(pk=errand.pk).update(error=words[:LONGEST_ERROR])
