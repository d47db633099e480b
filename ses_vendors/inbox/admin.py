"""What the core has told, for the operator: what is parked, why, and "run again"."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ses_vendors.facts_admin import Facts
from ses_vendors.inbox import services
from ses_vendors.inbox.models import InboxEvent
from ses_vendors.inbox.tasks import enqueue

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[InboxEvent]
else:
    ModelAdmin = admin.ModelAdmin


@admin.register(InboxEvent)
class InboxEventAdmin(Facts, ModelAdmin):
    """Shows every event. Events are facts: they are not edited, and not deleted."""

    list_display = ("received_at", "event", "state", "error", "object_id", "attempts")
    list_filter = ("state", "event")
    search_fields = ("object_id", "error")
    date_hierarchy = "received_at"
    actions = ("run_again",)
    fields = (
        *("event", "object_id", "state", "error", "attempts"),
        *("issued_at", "received_at", "handled_at", "installation", "body"),
    )
    readonly_fields = fields

    @admin.action(description=_("Run again"), permissions=["run"])
    def run_again(self, request: HttpRequest, queryset: QuerySet[InboxEvent]) -> None:
        """Handle the chosen events once more, oldest first."""
        keys = services.run_again(event_ids=queryset.values_list("pk", flat=True))
        for key in keys:
            transaction.on_commit(partial(enqueue, key))
        told = ngettext("%(count)s event is run again.", "%(count)s events are run again.", len(keys))
        self.message_user(request, told % {"count": len(keys)}, messages.SUCCESS)

    def has_run_permission(self, request: HttpRequest) -> bool:
        """Whoever may change events may run them again."""
        return request.user.has_perm("ses_inbox.change_inboxevent")
