"""Pages of the sellers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def directory(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse(slug)


def show(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse(slug)

