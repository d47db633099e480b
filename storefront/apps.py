"""Registers the storefront with Django."""

from __future__ import annotations

from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    """Pages for shoppers; owns no tables."""

    name = "storefront"
