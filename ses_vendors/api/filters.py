"""How the directory is narrowed: by the same words as the shop's own (county, region, kind of workshop)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import slugify

from kernel import counties
from kernel.badge import Kind, day_of
from ses_vendors.badge.models import Attestation
from ses_vendors.badge.states import VOUCHED
from ses_vendors.vendors.models import AddressKind, Medium, Vendor, VendorAddress
from ses_vendors.vendors.models.vendor import VendorQuerySet

#: Characters of a search that are looked at.
LONGEST_SEARCH = 100
#: What is searched, beside the locality of the registered office.
SEARCHED = ("trade_name", "legal_name", "kind", "tagline_ro", "tagline_en")


class VendorLevel(StrEnum):
    """What a SES's own goods may carry."""

    NONE = "none"
    ATTESTED = "attested"
    INSERTION = "insertion"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is wanted. Empty narrows nothing; what nobody has finds nothing.

    `county` is an ISO code in any case (RO-IS), `region` and `kind` are slugs as in the shop's addresses.
    """

    county: str = ""
    region: str = ""
    kind: str = ""
    level: VendorLevel | None = None
    medium: Medium | None = None
    search: str = ""


def narrowed(vendors: VendorQuerySet, wanted: Narrowing, *, now: datetime) -> VendorQuerySet:
    """Keep the SES that are wanted; `level` is judged at `now` (aware)."""
    if wanted.county or wanted.region:
        vendors = vendors.filter(Exists(_seats(wanted)))
    if wanted.medium:
        vendors = vendors.filter(medium=wanted.medium)
    if wanted.kind:
        vendors = vendors.filter(kind__in=_kinds(wanted.kind))
    if wanted.level:
        vendors = vendors.filter(_at_level(wanted.level, now))
    if words := folded(wanted.search[:LONGEST_SEARCH]).split():
        vendors = vendors.filter(pk__in=_matching(vendors, words))
    return vendors


def folded(text: str) -> str:
    """Return a text in lower case without diacritics."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _seats(wanted: Narrowing) -> QuerySet[VendorAddress]:
    """Return the registered offices in the county and region that are wanted."""
    there = {
        each.iso
        for each in counties.COUNTIES
        if (not wanted.region or each.region_slug == wanted.region.lower())
        and (not wanted.county or each.iso == wanted.county.upper())
    }
    return VendorAddress.objects.filter(vendor=OuterRef("pk"), kind=AddressKind.SEAT, county__in=there)


def _kinds(slug: str) -> list[str]:
    """Return the kinds of workshop, as they are written, whose slug is wanted."""
    written = Vendor.objects.public().order_by("kind").values_list("kind", flat=True).distinct()
    return [each for each in written if slugify(each) == slug]


def _at_level(level: VendorLevel, now: datetime) -> Q:
    """Say in SQL what `kernel.badge.judge` says of own production; a test holds the two together."""
    attestation, mark = _in_force(Kind.ATTESTATION, now), _in_force(Kind.MARK, now)
    if level is VendorLevel.NONE:
        return ~Q(attestation)
    return Q(attestation) & (Q(mark) if level is VendorLevel.INSERTION else ~Q(mark))


def _in_force(kind: Kind, now: datetime) -> Exists:
    today = day_of(now)
    return Exists(
        Attestation.objects.filter(
            vendor=OuterRef("pk"),
            kind=kind.value,
            status__in=VOUCHED,
            verified_at__lte=now,
            issued_on__lte=today,
            valid_until__gte=today,
        ).exclude(stopped_at__lte=now)
    )


def _matching(vendors: VendorQuerySet, words: list[str]) -> list[int]:
    """Return the keys of SES that hold every word somewhere, whatever its diacritics, on any database."""
    places = dict(VendorAddress.objects.filter(kind=AddressKind.SEAT).values_list("vendor_id", "locality"))
    rows = vendors.order_by().prefetch_related(None).values_list("pk", *SEARCHED)
    texts = ((key, folded(" ".join((*told, places.get(key, ""))))) for key, *told in rows)
    return [key for key, text in texts if all(word in text for word in words)]
