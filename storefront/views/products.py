"""The page of one product."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commerce.shop import catalogue, sellers
from commerce.types import Product
from storefront import (
    badges,
    catalogue_index,
    delivery_terms,
    facets,
    language,
    neighbours,
    selling,
    structured_data,
)
from storefront.offers import Offer
from storefront.page_cache import cached_page
from storefront.seller_facts import Profile


@cached_page
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a product with all that must be known before it is bought."""
    speech, now = language.current(), timezone.now()
    product = catalogue.product(slug=slug, language=speech)
    if product is None:
        return _gone(request, slug, now)
    sells = selling.of(product, now=now)
    if sells.is_stopped:
        return _gone(request, slug, now, paused=product)
    seller = sellers.one(slug=product.seller.slug, language=speech) if product.seller else None
    index = facets.judged(catalogue_index.current(), now=now)
    names = {slug: label.ro for slug, label in index.labels[facets.SELLER].items()}
    offer = Offer(product, seller, speech, names)
    shown = badges.of(product, now=now)
    return render(
        request,
        "storefront/catalogue/product.html",
        {
            "offer": offer,
            "product": product,
            "pictures": structured_data.pictures(product, site=settings.PUBLIC_URL),
            "profile": Profile(seller, speech, now) if seller else None,
            "delivery": delivery_terms.current(),
            "related": neighbours.of(product, index=index, language=speech),
            "shown": shown,
            "selling": sells,
            "for_companies": badges.for_companies(product, now=now),
            "facts": structured_data.product(
                offer, shown, is_sold=sells.is_open, site=settings.PUBLIC_URL, path=request.path
            ),
        },
    )


def _gone(request: HttpRequest, slug: str, now: datetime, *, paused: Product | None = None) -> HttpResponse:
    """Say that there is no such product (any more), or that it is not sold just now, and show what is most
    like its name.
    """
    alike = neighbours.alike(slug, language=language.current(), now=now)
    shown = {"related": alike, "paused": paused}
    return render(request, "storefront/catalogue/gone.html", shown, status=404)
