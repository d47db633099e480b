"""A view of a proof gets its record from here, or is not reached: no form of the proof forgets the limit."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ses_vendors.badge.proof import embed, limits, records
from ses_vendors.badge.proof.records import Record

P = ParamSpec("P")
Shown = Callable[Concatenate[HttpRequest, Record, datetime, P], HttpResponse]
#: What a machine is given where a code does not exist, and where it has to wait.
Refusal = Callable[[HttpRequest, int], HttpResponse]

#: Pictures and credentials are for any site.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
NOT_KEPT = {"Cache-Control": "no-store"}
#: A picture may be opened by itself; it loads and runs nothing.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def with_record(refusal: Refusal) -> Callable[[Shown[P]], Callable[..., HttpResponse]]:
    """Give a view the record of the code in its address, and the moment of asking.

    An unknown code is refused with 404 and counted; an address with too many of them gets 429.
    """

    def decorate(view: Shown[P]) -> Callable[..., HttpResponse]:
        @require_safe
        @functools.wraps(view)
        def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            if limits.WRONG_CODES.is_reached(request):
                return _waiting(refusal(request, 429))
            found = records.find(code)
            if found is None:
                limits.WRONG_CODES.count(request)
                return refusal(request, 404)
            now = timezone.now()
            return view(request, records.of(found, now=now), now, *args, **kwargs)

        return guarded

    return decorate


def page(request: HttpRequest, status: int) -> HttpResponse:
    """Refuse with a page."""
    template = "badge/too_many.html" if status == 429 else "badge/unknown.html"
    return never_cache(render)(request, template, status=status)


def text(request: HttpRequest, status: int) -> HttpResponse:
    """Refuse a machine, in a line."""
    told = "Too many unknown codes; try again later." if status == 429 else "There is no such code."
    return HttpResponse(told, content_type="text/plain", status=status, headers={**OPEN, **NOT_KEPT})


def picture(request: HttpRequest, status: int) -> HttpResponse:
    """Refuse with a picture: who shows a badge with an invented code shows that."""
    if status == 429:
        return text(request, status)
    return HttpResponse(
        embed.unknown(),
        content_type="image/svg+xml",
        status=status,
        headers={**OPEN, **NOT_KEPT, "Content-Security-Policy": PICTURE_POLICY},
    )


def _waiting(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = str(limits.WRONG_CODES.window)
    return response
