"""Addresses of the sellers pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from storefront.routes import converters  # noqa: F401  (registers the converter)
from storefront.views import sellers

urlpatterns: list[URLPattern] = [
    path("ses/", sellers.directory, name="sellers"),
    path("ses/<core_slug:slug>/", sellers.show, name="seller"),
]
