"""Listings: all goods, the goods of a category, the site map."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from commerce.shop import catalogue as shelves
from commerce.types import Category
from storefront import catalogue_index, facets, language
from storefront import listing as listings
from storefront.listing import Listing
from storefront.page_cache import cached_page


@cached_page(params=listings.PARAMS)
def listing(request: HttpRequest) -> HttpResponse:
    """Show all goods, or those that are searched for and filtered."""
    index = catalogue_index.current()
    found = listings.show(
        listings.read(request.GET, index=index),
        index=index,
        language=language.current(),
        path=request.path,
        now=timezone.now(),
    )
    return _listing_page(request, found)


@cached_page(params=listings.PARAMS)
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a category with its goods."""
    index = catalogue_index.current()
    found = {each.slug: each for each in shelves.categories(language=language.current())}
    if slug not in found:
        raise Http404
    shown = listings.show(
        listings.read(request.GET, index=index),
        index=index,
        language=language.current(),
        path=request.path,
        now=timezone.now(),
        category=slug,
    )
    return _listing_page(request, shown, category=found[slug], above=_above(found[slug], found))


def sitemap(request: HttpRequest) -> HttpResponse:
    """List every page for search engines, in both languages."""
    index = facets.judged(catalogue_index.current(), now=timezone.now())
    shown = facets.members(index, index.everything, facets.BY_NAME + ":RO")
    places = [
        reverse("storefront:home"),
        reverse("storefront:products"),
        reverse("storefront:sellers"),
        *(reverse("storefront:category", args=[each.slug]) for each in index.categories),
        *(
            reverse("storefront:seller", args=[slug])
            for slug in index.labels["ses"]
            if slug not in index.silent
        ),
        *(reverse("storefront:product", args=[slug]) for slug in sorted(index.slugs[each] for each in shown)),
    ]
    pages = [(place, language.path_in(place, "en")) for place in places]
    return render(
        request,
        "storefront/catalogue/sitemap.xml",
        {"pages": pages, "site": settings.PUBLIC_URL},
        content_type="application/xml; charset=utf-8",
    )


def _listing_page(
    request: HttpRequest,
    found: Listing,
    *,
    category: Category | None = None,
    above: tuple[Category, ...] = (),
) -> HttpResponse:
    """Show the page, or only its results where htmx asked for them."""
    part = "#results" if wants_part(request) else ""
    response = render(
        request,
        f"storefront/catalogue/listing.html{part}",
        {"listing": found, "category": category, "above": above, "is_part": bool(part)},
    )
    if part:
        response.headers["HX-Push-Url"] = found.canonical
    return response


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for what changes; going back in the history it needs the whole page."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def _above(category: Category, known: dict[str, Category]) -> tuple[Category, ...]:
    """Return the categories above one, the top one first."""
    line: list[Category] = []
    parent = known.get(category.parent_slug or "")
    while parent is not None:
        line.insert(0, parent)
        parent = known.get(parent.parent_slug or "")
    return tuple(line)
