"""Django application of what the core tells the App."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    """What the core has told, under a label of its own."""

    name = "ses_vendors.inbox"
    label = "ses_inbox"
    verbose_name = _("Messages from the commerce core")
    default_auto_field = "django.db.models.BigAutoField"
