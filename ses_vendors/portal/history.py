"""Who did what to a SES: what its owners may read of the audit log, without anybody's addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from auditlog.models import LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ses_vendors.vendors.models import ActingSession, Vendor

#: Entries of one page.
PAGE = 50
#: What is told elsewhere on the page, or is no act of anybody's on the SES.
LEFT_OUT = ("actingsession",)
#: Columns that have no name for people.
COLUMNS = {
    "page_id": gettext_lazy("page in the shop"),
    "page_logo": gettext_lazy("picture on the page"),
    "decided_by": gettext_lazy("decided by"),
    "uploaded_by": gettext_lazy("handed in by"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One act: when, by whom, on what, which columns; `is_acting` where it was done in the SES's name."""

    at: datetime
    who: str
    what: str
    columns: tuple[str, ...]
    is_acting: bool


def lines(vendor: Vendor, *, first: int = 0) -> list[Line]:
    """Return what was done, newest first, from the given place on: at most one page and one more."""
    entries = LogEntry.objects.filter(additional_data__vendor=vendor.pk)
    told = entries.exclude(content_type__model__in=LEFT_OUT).select_related("actor", "content_type")
    return [_line(each) for each in told.order_by("-timestamp", "-pk")[first : first + PAGE + 1]]


def sessions(vendor: Vendor) -> list[ActingSession]:
    """Return when operators acted for it, newest first."""
    return list(vendor.acting_sessions.select_related("operator").order_by("-started_at", "-pk")[:PAGE])


def name_of(user: User | None) -> str:
    """Name a person; of an operator no more than the name is told."""
    if user is None:
        return _("the shop, by itself")
    name = user.get_full_name().strip()
    return name or (_("the shop's team") if user.is_staff else user.email)


def _line(entry: LogEntry) -> Line:
    model = entry.content_type.model_class()
    return Line(
        at=entry.timestamp,
        who=name_of(entry.actor),
        what=_act(entry.action) % {"thing": model._meta.verbose_name if model else entry.content_type.name},
        columns=_columns(model, entry) if entry.action == LogEntry.Action.UPDATE else (),
        is_acting="acting" in (entry.additional_data or {}),
    )


def _act(action: int) -> str:
    return {
        LogEntry.Action.CREATE: _("new: %(thing)s"),
        LogEntry.Action.UPDATE: _("changed: %(thing)s"),
        LogEntry.Action.DELETE: _("removed: %(thing)s"),
        LogEntry.Action.ACCESS: _("opened: %(thing)s"),
    }[action]


def _columns(model: type[Model] | None, entry: LogEntry) -> tuple[str, ...]:
    return tuple(_column(model, name) for name in entry.changes_dict or {})


def _column(model: Any, name: str) -> str:
    if name in COLUMNS:
        return str(COLUMNS[name])
    try:
        return str(model._meta.get_field(name).verbose_name)
    except (AttributeError, FieldDoesNotExist):
        return name
