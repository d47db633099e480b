"""The outbox of a demo: every letter the shop sent, readable in the browser."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from storefront import outbox as letters

#: A letter may show its own style and pictures; it runs nothing and sends nothing.
LETTER_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:",
        "frame-ancestors 'self'",
        "form-action 'none'",
        "sandbox allow-popups allow-popups-to-escape-sandbox",
    )
)


@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """List the newest letters."""
    _only_at_home()
    return render(request, "storefront/dev/outbox.html", {"letters": letters.newest()})


@never_cache
def message(request: HttpRequest, name: str) -> HttpResponse:
    """Show one letter, as HTML and as text."""
    return render(request, "storefront/dev/message.html", {"letter": _letter(name)})


@never_cache
@xframe_options_sameorigin
def message_html(request: HttpRequest, name: str) -> HttpResponse:
    """Give a letter's HTML part alone, for the frame it is shown in."""
    return HttpResponse(_letter(name).html, headers={"Content-Security-Policy": LETTER_POLICY})


def _letter(name: str) -> letters.Letter:
    _only_at_home()
    found = letters.one(name)
    if found is None:
        raise Http404
    return found


def _only_at_home() -> None:
    """Let a real shop know nothing of these pages: letters hold names, addresses and links to log in."""
    if not (settings.DEBUG or settings.SHOP_DEMO):
        raise Http404
