"""What a visitor sees when something is wrong, in the shop's dress."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from storefront import context

#: Seconds after which a browser or search engine may ask again.
RETRY_AFTER = 30
# Fields whose values are never sent back to the page.
UNREPEATED = ("csrfmiddlewaretoken",)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be understood; one that is too large gets 413 and its own words."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "storefront/errors/too_large.html", status=413)
    return render(request, "storefront/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request for what is not the visitor's."""
    return render(request, "storefront/errors/403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without its token: cookies are off, or the page stood open for too long."""
    return render(request, "storefront/errors/csrf.html", {"again": _origin(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that leads nowhere, with a search."""
    return render(request, "storefront/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a defect of ours. The page needs no data, no session and no core."""
    return HttpResponse(loader.get_template("storefront/errors/500.html").render({}), status=500)


def core_unavailable(request: HttpRequest, *, may_have_happened: bool) -> HttpResponse:
    """Answer while the core is away; what was typed can be sent again with one press."""
    setattr(request, context.CORE_AWAY, True)
    page = {"fields": _repeatable(request), "may_have_happened": may_have_happened}
    response = render(request, "storefront/errors/503.html", page, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _repeatable(request: HttpRequest) -> list[tuple[str, str]] | None:
    """List a form's fields to send again; None for a page, and for a form with a password in it."""
    if request.method != "POST" or any("password" in name for name in request.POST):
        return None
    return [
        (name, value) for name, values in request.POST.lists() if name not in UNREPEATED for value in values
    ]


def _origin(request: HttpRequest) -> str:
    """Give the page the form stood on, when it is one of ours; else the address itself."""
    from urllib.parse import urlsplit

    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() and came_from.path else request.path
