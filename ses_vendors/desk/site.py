"""The desk's own admin site."""

from __future__ import annotations

from django.contrib import admin


class DeskSite(admin.AdminSite):
    """Django's admin, with the desk's home page."""
