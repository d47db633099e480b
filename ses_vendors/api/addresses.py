"""Addresses of pages, as others reach them: the Romanian ones, which need no prefix."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def of_vendor(slug: str) -> str:
    """Return the page of a SES in the shop."""
    return _page(settings.SELLER_ROUTE, slug)


def of_proof(code: str) -> str:
    """Return the page that proves a document."""
    return _page("badge:proof", code)


def _page(name: str, *arguments: str) -> str:
    with translation.override("ro"):
        return settings.PUBLIC_URL + reverse(name, args=arguments)
