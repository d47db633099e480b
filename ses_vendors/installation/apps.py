"""Django application of the App's installation at a core."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstallationConfig(AppConfig):
    """Where the App is installed, under a label of its own."""

    name = "ses_vendors.installation"
    label = "ses_installation"
    verbose_name = _("Connection to the commerce core")
    default_auto_field = "django.db.models.BigAutoField"
