"""How the proof writes days and moments: in the reader's language, in the time of Bucharest."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_datetime
from django.utils.translation import get_language

from kernel.badge import day_of
from kernel.badge.rule import BUCHAREST


def day(when: date | datetime) -> str:
    """Write a day: `11 martie 2029`, in English `11 March 2029`."""
    on = day_of(when) if isinstance(when, datetime) else when
    return format_date(on, "d MMMM y", locale=locale())


def moment(when: datetime) -> str:
    """Write a moment: `24 noiembrie 2026, 11:00`."""
    return format_datetime(when.astimezone(BUCHAREST), "d MMMM y, HH:mm", locale=locale())


def locale() -> str:
    """Return the reader's locale."""
    return "en_GB" if get_language() == "en" else "ro_RO"
