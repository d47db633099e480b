"""The App's installations, for the operator to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from ses_vendors.facts_admin import Facts
from ses_vendors.installation.models import Installation

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Installation]
else:
    ModelAdmin = admin.ModelAdmin


@admin.register(Installation)
class InstallationAdmin(Facts, ModelAdmin):
    """Shows where the App is installed. It is installed and replaced by the core, not here.

    Nobody deletes one: the events that came from it would lose their origin.
    """

    list_display = ("api_url", "version", "installed_at", "jwks_fetched_at")
    fields = ("api_url", "domain", "app_id", "version", "installed_at", "jwks_fetched_at", "jwks")
    readonly_fields = fields
