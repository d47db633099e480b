"""Registers the sellers' pages with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Pages for the people of a SES."""

    name = "ses_vendors.portal"
    label = "ses_portal"
    verbose_name = _("Sellers' pages")
    default_auto_field = "django.db.models.BigAutoField"
