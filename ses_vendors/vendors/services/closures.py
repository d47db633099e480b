"""A SES says when it takes no orders."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ses_vendors.vendors.models import Closure, Vendor
from ses_vendors.vendors.services import checking
from ses_vendors.vendors.services.checking import BadFields
from ses_vendors.vendors.services.locking import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["BadFields", "put", "remove"]


@transaction.atomic
def put(
    *,
    vendor: Vendor,
    starts_on: date,
    ends_on: date | None,
    note_ro: str = "",
    note_en: str = "",
    closure: Closure | None = None,
    by: User | None,
    now: datetime,
) -> Closure:
    """Make a closure of a SES, or change `closure`. Days are Bucharest's, both included.

    Raises:
        BadFields: it ends before it starts, or a note is too long.
        Closure.DoesNotExist: `closure` is not this SES's, or gone.
    """
    locked(vendor.pk)
    if ends_on is not None and ends_on < starts_on:
        raise BadFields({"ends_on": [_("The last day comes before the first.")]})
    made = vendor.closures.get(pk=closure.pk) if closure else Closure(vendor=vendor)
    made.starts_on, made.ends_on = starts_on, ends_on
    made.note_ro, made.note_en = checking.plain(note_ro), checking.plain(note_en)
    checking.clean(made, {"starts_on", "ends_on", "note_ro", "note_en"})
    made.save()
    return made


def remove(*, closure: Closure, by: User | None, now: datetime) -> None:
    """Take a closure back; one that is gone already is no error."""
    Closure.objects.filter(pk=closure.pk).delete()
