"""Registers the payment App with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    """What the shop's App knows of payments; cores may come and go."""

    name = "ses_vendors.payments"
    label = "ses_payments"
    verbose_name = _("Payments")
    default_auto_field = "django.db.models.BigAutoField"
