"""The documents of the demo's SES, entered by one operator and verified by another, and told to the core."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from commerce.app import AppClient
from kernel.badge import day_of
from ses_vendors.badge import codes, facts, mirror
from ses_vendors.badge.models import Attestation, Kind, Status
from ses_vendors.badge.services import entering, reviewing
from ses_vendors.demo import fixtures
from ses_vendors.demo.loader import operators, papers
from ses_vendors.setup.progress import Progress
from ses_vendors.vendors.models import Vendor

#: Authorisations of sheltered units are given by the national authority for people with disabilities.
UPA_ISSUER = "ANPDPD"
UPA_DAYS = (date(2025, 1, 13), date(2030, 1, 12))


def load(client: AppClient, *, progress: Progress) -> None:
    """Give the SES their documents and write them on their pages. Safe to repeat: codes stay."""
    entries, now = fixtures.read("ses"), timezone.now()
    for done, ses in enumerate(entries, start=1):
        vendor = Vendor.objects.filter(slug=ses["slug"]).first()
        if vendor is not None:
            papers.put(vendor, now=now)
            for document in _documents(ses):
                put(vendor, now=now, **document)
            mirror.page(client, vendor, facts.standing_of(vendor), now=now)
        progress("attestations", done, len(entries))


def load_goods(client: AppClient) -> None:
    """Write the documents on the goods too, once they are there."""
    mirror.everything(client, now=timezone.now())


def put(
    vendor: Vendor,
    *,
    kind: Kind,
    number: str,
    is_handed_in: bool = True,
    is_verified: bool = True,
    now: datetime,
    **facts: Any,
) -> Attestation:
    """Enter a document with its copy unless it is there, hand it in and verify it; return it."""
    enters, verifies = operators.both()
    found = Attestation.objects.filter(vendor=vendor, kind=kind, number=number).first()
    if found is None:
        code = codes.derived(f"demo:{vendor.slug}:{kind}:{number}")
        copy = papers.scan(vendor, kind=kind, facts={"number": number, **facts}, now=now)
        found = entering.enter(
            vendor=vendor, kind=kind, number=number, code=code, scan=copy, by=enters, now=now, **facts
        )
    if is_handed_in and found.status == Status.DRAFT:
        found = entering.submit(attestation=found, by=enters, now=now)
    if is_verified and found.status == Status.SUBMITTED:
        found = reviewing.verify(attestation=found, registry_checked_on=day_of(now), by=verifies, now=now)
    return found


def _documents(ses: fixtures.Entry) -> list[dict[str, Any]]:
    attestation, mark = ses["atestat"], ses["marca_sociala"]
    found = [_document(Kind.ATTESTATION, attestation, attestation["issuer"])]
    if mark:
        found.append(_document(Kind.MARK, mark, attestation["issuer"]))
    if ses["upa"]:
        first, last = UPA_DAYS
        number = f"DEMO-UPA-{ses['n']:03}"
        found.append({"kind": Kind.SHELTERED, "series": "", "number": number, "issuer": UPA_ISSUER,
                      "issued_on": first, "valid_until": last})  # fmt: skip
    return found


def _document(kind: Kind, written: fixtures.Entry, issuer: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "series": written["series"],
        "number": written["number"],
        "issuer": issuer,
        "issued_on": date.fromisoformat(written["issued_on"]),
        "valid_until": date.fromisoformat(written["valid_until"]),
    }
