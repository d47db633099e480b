"""What people report about badges, and when periodic work last ran."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ses_vendors.badge.models import BadgeReport, JobRun
from ses_vendors.desk.admin.acts import Act, ActsAdmin
from ses_vendors.desk.admin.filters import HandledFilter
from ses_vendors.facts_admin import Facts


def see_to(request: HttpRequest, report: BadgeReport, said: dict[str, Any]) -> str:
    """Note that somebody has seen to a report."""
    BadgeReport.objects.filter(pk=report.pk, handled_at__isnull=True).update(handled_at=timezone.now())
    return _("The report is seen to.")


@admin.register(BadgeReport)
class BadgeReportAdmin(Facts, ActsAdmin):
    """Shows reports of wrong badges, oldest first."""

    list_display = ("reported_at", "code", "attestation", "seen_at", "handled_at")
    list_filter = (HandledFilter,)
    list_select_related = ("attestation",)
    search_fields = ("code", "seen_at", "text")
    ordering = ("reported_at", "pk")
    fields = ("reported_at", "code", "attestation", "seen_at", "text", "email", "mailed_at", "handled_at")
    acts = (
        Act(
            code="handled",
            label=gettext_lazy("Seen to"),
            title=gettext_lazy("Have you seen to this report?"),
            warning=gettext_lazy("If it is right, suspend the attestation too: this only closes the report."),
            permission="ses_badge.change_badgereport",
            fits=lambda report: report.handled_at is None,
            run=see_to,
        ),
    )


@admin.register(JobRun)
class JobRunAdmin(Facts, ActsAdmin):
    """Shows when periodic work last ran."""

    list_display = ("name", "started_at", "ended_at", "is_ok", "said")
    list_filter = ("is_ok",)
    fields = list_display
