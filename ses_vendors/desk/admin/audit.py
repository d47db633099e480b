"""The audit log: every act, who did it, for whom; read and never written here."""

from __future__ import annotations

from typing import Any

import auditlog.admin  # noqa: F401  registers its own page first, which ours replaces
from auditlog.filters import ResourceTypeFilter
from auditlog.models import LogEntry
from auditlog.render import render_logentry_changes_html
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ses_vendors.desk.admin.acts import ActsAdmin
from ses_vendors.facts_admin import Facts

admin.site.unregister(LogEntry)


class ActingFilter(admin.SimpleListFilter):
    """Entries by whether they were made in a SES's name."""

    title = gettext_lazy("acting for a seller")
    parameter_name = "acting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the entries made so."""
        return [("yes", _("yes"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Leave out the others."""
        return queryset.filter(additional_data__has_key="acting") if self.value() == "yes" else queryset


@admin.register(LogEntry)
class LogEntryAdmin(Facts, ActsAdmin):
    """Shows entries, newest first."""

    list_display = ("timestamp", "actor", "action", "content_type", "object_repr", "changed")
    list_filter = ("action", ResourceTypeFilter, ActingFilter)
    list_select_related = ("actor", "content_type")
    search_fields = ("object_repr", "actor__username", "actor__email", "actor_email")
    date_hierarchy = "timestamp"
    fields = ("timestamp", "actor", "action", "content_type", "object_repr", "object_pk", "more", "told")
    readonly_fields = ("more", "told")
    show_full_result_count = False

    @admin.display(description=gettext_lazy("changed"))
    def changed(self, entry: LogEntry) -> str:
        """The columns that changed."""
        return Truncator(", ".join(entry.changes_dict or {}) or "–").chars(60)

    @admin.display(description=gettext_lazy("on behalf of"))
    def more(self, entry: LogEntry) -> str:
        """The seller and the acting session, by their numbers."""
        data = entry.additional_data or {}
        return ", ".join(f"{key}: {value}" for key, value in data.items()) or "–"

    @admin.display(description=gettext_lazy("changes"))
    def told(self, entry: LogEntry) -> str:
        """What changed, from what to what."""
        return str(render_logentry_changes_html(entry))
