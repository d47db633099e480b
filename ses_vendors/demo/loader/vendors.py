"""The eleven SES as the App knows them: taken in, described and approved by the services of any other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction

from kernel import counties
from ses_vendors.demo import art, fixtures
from ses_vendors.setup.progress import Progress
from ses_vendors.vendors import mirror, names
from ses_vendors.vendors.models import RegistryKind, State, Vendor
from ses_vendors.vendors.services import applying, moving, pictures, profile, terms, vat_history

LOGO_PIXELS = 512
#: The demo tells of the end of 2026, of workshops founded in 2015.
JOBS_AS_OF = date(2026, 10, 31)
FOUNDED_ON = date(2015, 9, 1)
HOURS = "luni–vineri, 9–17"
WAY_IN = (State.ONBOARDING, State.IN_REVIEW, State.APPROVED)
_FORMS = {name: code for code, name in names.LEGAL_FORMS.items()}


def are_loaded() -> bool:
    """Say whether every SES of the demo is approved and has its page."""
    slugs = [ses["slug"] for ses in fixtures.read("ses")]
    there = Vendor.objects.filter(slug__in=slugs, state__in=mirror.WITH_PAGE).exclude(page_id="")
    return there.count() == len(slugs)


def load(*, progress: Progress, now: datetime, with_logos: bool) -> dict[str, Vendor]:
    """Take in every SES that is not there yet, and say of each what the data says. Returns them by slug.

    One that was taken in before keeps the state it is in now.
    """
    return {ses["slug"]: _put(ses, now=now, with_logo=with_logos) for ses in fixtures.read("ses")}


@transaction.atomic
def _put(ses: fixtures.Entry, *, now: datetime, with_logo: bool) -> Vendor:
    vendor = Vendor.objects.filter(slug=ses["slug"]).first() or _apply(ses, now)
    for section, values in _sections(ses).items():
        profile.update(vendor=vendor, section=section, values=values, by=None, now=now)
    if ses["vat_registered"] and not vendor.vat_periods.exists():
        vat_history.put(vendor=vendor, starts_on=FOUNDED_ON, by=None, now=now)
    terms.accept(vendor=vendor, by=None, now=now)
    if with_logo and not vendor.pictures.filter(is_logo=True).exists():
        _draw_logo(vendor, ses, now)
    if vendor.state == State.APPLIED:
        for to in WAY_IN:
            moving.move(vendor=vendor, to=to, by=None, now=now)
    return vendor


def _apply(ses: fixtures.Entry, now: datetime) -> Vendor:
    return applying.apply(
        trade_name=ses["trade_name"],
        legal_name=ses["legal_name"],
        legal_form=_FORMS[ses["legal_form"]],
        cui=ses["cui"],
        email=ses["email"],
        phone=ses["phone"],
        user=None,
        now=now,
    )


def _sections(ses: fixtures.Entry) -> Mapping[str, Mapping[str, object]]:
    is_court = "/A/" in ses["registry"]
    city, _, sector = ses["locality"].partition(" (Sector ")
    return {
        "identity": {
            "legal_name": ses["legal_name"],
            "legal_form": _FORMS[ses["legal_form"]],
            "registry_kind": RegistryKind.ASSOCIATIONS if is_court else RegistryKind.ONRC,
            "registry_number": ses["registry"],
        },
        "addresses": {
            "seat_county": ses["county"],
            "seat_locality": city,
            "seat_sector": sector.rstrip(")") if ses["county"] == counties.BUCHAREST else "",
            "seat_street": ses["address"],
            "seat_postal_code": ses["postal_code"],
        },
        "contact": {"email": ses["email"], "phone": ses["phone"], "web": ses["web"], "opening_hours": HOURS},
        "story": {
            "kind": ses["kind"],
            "medium": ses["medium"],
            **{name: ses[name] for name in ("tagline_ro", "tagline_en", "story_ro", "story_en")},
        },
        "jobs": {
            "jobs_total": ses["jobs_total"],
            "jobs_vulnerable": ses["jobs_vulnerable"],
            "groups": ses["groups"],
            "jobs_as_of": JOBS_AS_OF,
        },
        "bank": {"iban": ses["iban"], "bank_name": ses["bank"]},
        "safety": {
            "safety_email": ses["email"],
            "safety_phone": ses["phone"],
            "declares_compliance": True,
        },
    }


def _draw_logo(vendor: Vendor, ses: fixtures.Entry, now: datetime) -> None:
    drawn = art.raster(art.logo(ses["logo"]), size=LOGO_PIXELS)
    upload = InMemoryUploadedFile(BytesIO(drawn), None, f"{ses['slug']}.png", "image/png", len(drawn), None)
    pictures.put_logo(vendor=vendor, upload=upload, by=None, now=now)
