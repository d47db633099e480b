"""Pages of the catalogue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def listing(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse(slug)


def category(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse(slug)

