"""The App's installations, for the operator to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest

from ses_vendors.installation.models import Installation

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Installation]
else:
    ModelAdmin = admin.ModelAdmin


@admin.register(Installation)
class InstallationAdmin(ModelAdmin):
    """Shows where the App is installed. It is installed and replaced by the core, not here."""

    list_display = ("api_url", "version", "installed_at", "jwks_fetched_at")
    fields = ("api_url", "domain", "app_id", "version", "installed_at", "jwks_fetched_at", "jwks")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Installation | None = None) -> bool:
        """Nobody edits one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Installation | None = None) -> bool:
        """Nobody deletes one: the events that came from it would lose their origin."""
        return False
