"""The SES: who they are and what they sell."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commerce.shop import catalogue
from commerce.shop import sellers as shops
from commerce.types import ProductCard
from storefront import catalogue_index, facets, language, seller_facts
from storefront.page_cache import cached_page
from storefront.seller_facts import Profile
from storefront.views.catalogue import wants_part

GOODS_SHOWN = 12


@cached_page(params=("regiune", "fel"))
def directory(request: HttpRequest) -> HttpResponse:
    """List the SES, all or of one region and kind."""
    speech, now = language.current(), timezone.now()
    everybody = (Profile(each, speech, now) for each in shops.all(language=speech))
    profiles = [each for each in everybody if not each.selling.is_stopped]
    region, kind = request.GET.get("regiune", ""), request.GET.get("fel", "")
    found = seller_facts.narrowed(profiles, region=region, kind=kind)
    part = "#results" if wants_part(request) else ""
    return render(
        request,
        f"storefront/sellers/directory.html{part}",
        {
            "profiles": found,
            "regions": seller_facts.regions(profiles, chosen=region, kind=kind),
            "kinds": seller_facts.kinds(profiles, chosen=kind, region=region),
            "region": region,
            "kind": kind,
            "jobs": sum(each.jobs for each in found),
            "jobs_for_the_vulnerable": sum(each.jobs_for_the_vulnerable for each in found),
        },
    )


@cached_page
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a SES: its story, jobs, goods and legal identity."""
    seller = shops.one(slug=slug, language=language.current())
    if seller is None:
        raise Http404
    now = timezone.now()
    cards, total = _goods(slug, now)
    profile = Profile(seller, language.current(), now)
    return render(
        request, "storefront/sellers/seller.html", {"profile": profile, "cards": cards, "total": total}
    )


def _goods(slug: str, now: datetime) -> tuple[tuple[ProductCard, ...], int]:
    """The newest goods of a SES that may be shown, and how many it has of them."""
    index = facets.judged(catalogue_index.current(), now=now)
    bits = index.any_of(facets.SELLER, [slug])
    numbers = islice(facets.members(index, bits, facets.NEWEST), GOODS_SHOWN)
    ids = [index.ids[number] for number in numbers]
    cards = catalogue.cards(ids=ids, language=language.current()) if ids else ()
    return cards, bits.bit_count()
