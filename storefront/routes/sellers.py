"""Addresses of the sellers pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from storefront.views import sellers

urlpatterns: list[URLPattern] = [
    path("ses/", sellers.directory, name="sellers"),
    path("ses/<str:slug>/", sellers.show, name="seller"),
]
