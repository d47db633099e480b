"""Registers the sellers' side with Django."""

from __future__ import annotations

from django.apps import AppConfig


class SesVendorsConfig(AppConfig):
    """The SES: their demo data today, their desk in later releases."""

    name = "ses_vendors"
