"""The public half of the core's key."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from engine import signing


@require_safe
def jwks(request: HttpRequest) -> HttpResponse:
    """Publish what verifies the core's signatures."""
    return JsonResponse(signing.jwks(), headers={"Cache-Control": "public, max-age=300"})
