"""Addresses of goods and SES: what a listing prints by the dozen, without resolving each anew."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.translation import get_language

register = template.Library()

_SLUG = "slug"


@register.filter
def product_href(slug: str) -> str:
    """Return the address of a product's page, in the page's language."""
    return _before_slug("storefront:product", get_language()) + slug + "/"


@register.filter
def seller_href(slug: str) -> str:
    """Return the address of a SES's page, in the page's language."""
    return _before_slug("storefront:seller", get_language()) + slug + "/"


@lru_cache(maxsize=16)
def _before_slug(name: str, language: str | None) -> str:
    return reverse(name, args=[_SLUG]).removesuffix(f"{_SLUG}/")
