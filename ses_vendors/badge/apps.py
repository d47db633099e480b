"""Registers the attestations with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BadgeConfig(AppConfig):
    """Attestations, marks and authorisations, and what rests on them."""

    name = "ses_vendors.badge"
    label = "ses_badge"
    verbose_name = _("Attestations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the start-up checks."""
        from ses_vendors.badge import checks  # noqa: F401, PLC0415
