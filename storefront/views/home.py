"""The home page, and what browsers and search engines ask for by themselves."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control

from storefront import front_page, language
from storefront.page_cache import cached_page

DAY_SECONDS = 86_400


@cached_page
def home(request: HttpRequest) -> HttpResponse:
    """Show what the shop is, who sells in it and what there is to buy."""
    front = front_page.read(language=language.current(), now=timezone.now())
    return render(request, "storefront/home.html", {"front": front})


@cache_control(public=True, max_age=DAY_SECONDS)
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what to leave alone: everything in a demo, else the visitor's own pages."""
    return render(
        request,
        "storefront/robots.txt",
        {"is_demo": settings.SHOP_DEMO},
        content_type="text/plain; charset=utf-8",
    )


@cache_control(public=True, max_age=DAY_SECONDS)
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that do not read the page's own link to the drawn icon."""
    return redirect(static("storefront/img/favicon.svg"))
