"""Addresses of a SES's own pages: checklist, profile, documents, attestations."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
