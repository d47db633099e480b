"""Addresses of accounts that are this room's own; signing in itself is in `sign_in`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
