"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "badge"

urlpatterns: list[URLPattern | URLResolver] = []
