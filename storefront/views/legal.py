"""The legal pages and the operator's identity."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from storefront import legal, payments
from storefront.page_cache import cached_page


@cached_page
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a legal page in the visitor's language."""
    found = legal.page(slug)
    if found is None:
        raise Http404
    folder = "en" if get_language() == "en" else "ro"
    today = timezone.localdate()
    shown = {
        "page": found,
        "text": f"storefront/legal/{folder}/{slug}.html",
        "facts": legal.FACTS,
        "cash_person": payments.cash_limit(is_company=False, on=today),
        "cash_company": payments.cash_limit(is_company=True, on=today),
    }
    return render(request, "storefront/legal/page.html", shown)


@cached_page
def contact(request: HttpRequest) -> HttpResponse:
    """Show who runs the shop and how to reach them."""
    return render(request, "storefront/legal/contact.html")
