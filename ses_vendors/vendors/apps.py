"""Registers the sellers with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VendorsConfig(AppConfig):
    """The SES and the people in them."""

    name = "ses_vendors.vendors"
    label = "ses_sellers"
    verbose_name = _("Sellers")
    default_auto_field = "django.db.models.BigAutoField"
