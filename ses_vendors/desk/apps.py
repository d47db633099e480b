"""Registers the operator's desk with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Where operators work."""

    name = "ses_vendors.desk"
    label = "ses_desk"
    verbose_name = _("Operator's desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the audit log follow the models it keeps."""
        from ses_vendors.desk.audit import tracking

        tracking.begin()
