"""Pages of the products."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def show(request: HttpRequest, slug: str = "") -> HttpResponse:
    return HttpResponse(slug)

