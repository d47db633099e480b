"""The App's own doors: what it is, and where a core hands over its token."""

from __future__ import annotations

import logging
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ses_vendors.installation import manifest, services
from ses_vendors.installation.services import CoreSilent, InstallationRefused

#: Bytes; the body is one token.
LONGEST_BODY = 10_000

logger = logging.getLogger(__name__)


@require_safe
def show_manifest(request: HttpRequest) -> HttpResponse:
    """Give the manifest to whoever wants to install the App."""
    return JsonResponse(manifest.build(), headers={"Cache-Control": "no-cache"})


# A core is no browser: it has no cookies that another site could use.
@csrf_exempt
@require_POST
def take_token(request: HttpRequest) -> HttpResponse:
    """Take the token that a core hands over at the end of an installation. Saleor shows the error's words."""
    try:
        services.check_version(request.headers.get("Saleor-Schema-Version", ""))
        installation = services.install(
            api_url=request.headers.get("Saleor-Api-Url", ""),
            domain=request.headers.get("Saleor-Domain", ""),
            token=_token(request),
            now=timezone.now(),
        )
    except InstallationRefused as error:
        logger.warning("Unable to install the App: %s", error)
        return _refuse(error)
    return JsonResponse({"success": True, "api_url": installation.api_url})


def _token(request: HttpRequest) -> str:
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > LONGEST_BODY:
        raise InstallationRefused("BODY_TOO_LARGE", "The body is too large.")
    try:
        body: Any = orjson.loads(request.body)
    except (orjson.JSONDecodeError, UnreadablePostError) as error:
        raise InstallationRefused("BODY_UNREADABLE", "The body is not JSON.") from error
    token = body.get("auth_token") if isinstance(body, dict) else None
    if not isinstance(token, str):
        raise InstallationRefused("TOKEN_MISSING", "There is no token.")
    return token


def _refuse(error: InstallationRefused) -> HttpResponse:
    told = {"success": False, "error": {"code": error.code, "message": str(error)}}
    return JsonResponse(told, status=503 if isinstance(error, CoreSilent) else 400)
