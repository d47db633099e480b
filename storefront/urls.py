"""Addresses of this house."""

from __future__ import annotations

from django.urls import include, path

app_name = "storefront"

FAMILIES = ("home", "catalogue", "sellers", "basket", "checkout", "account", "legal", "dev")

urlpatterns = [path("", include(f"storefront.routes.{family}")) for family in FAMILIES]
