"""Addresses of what surrounds the sign-in: the demo's accounts."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
