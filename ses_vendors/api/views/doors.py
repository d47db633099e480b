"""What every public door has in common: anybody's page may ask, nobody may ask without end."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from ses_vendors.api import throttle

View = Callable[..., HttpResponseBase]

#: Seconds for which a browser remembers that it may ask.
REMEMBERED = 86_400


def open_to_all(*methods: str) -> Callable[[View], View]:
    """Let scripts of any site ask, without cookies, and refuse an address that asks too often (429)."""
    allowed = ", ".join((*methods, "OPTIONS"))

    def opened(view: View) -> View:
        @functools.wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = _answered(view, request, methods, *args, **kwargs)
            response.headers["Access-Control-Allow-Origin"] = "*"
            if response.status_code in (204, 405):
                response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"] = allowed
            return response

        # No account is asked for and no cookie read: a strange page's form can do no harm.
        door.csrf_exempt = True  # type: ignore[attr-defined]
        return door

    return opened


def refusal(message: str, *, status: int) -> HttpResponse:
    """Answer with one error, as GraphQL writes them."""
    return JsonResponse({"errors": [{"message": message}]}, status=status)


def _answered(
    view: View, request: HttpRequest, methods: tuple[str, ...], *args: Any, **kwargs: Any
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _preflight()
    if request.method not in methods:
        return refusal("This method is not known here.", status=405)
    if seconds := throttle.wait(request, now=timezone.now()):
        response = refusal("You ask too often.", status=429)
        response.headers["Retry-After"] = str(seconds)
        return response
    return view(request, *args, **kwargs)


def _preflight() -> HttpResponse:
    headers = {"Access-Control-Allow-Headers": "Content-Type", "Access-Control-Max-Age": str(REMEMBERED)}
    return HttpResponse(status=204, headers=headers)
