"""The papers of the demo's SES: drawn where missing, handed in by one operator, accepted by another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.utils.dateformat import format as written
from django.utils.translation import override

from ses_vendors.badge.models import Kind
from ses_vendors.demo import papers
from ses_vendors.demo.loader import operators
from ses_vendors.vendors.models import AddressKind, Requirement, RequirementKind, Vendor, VendorDocument
from ses_vendors.vendors.services import papers as services
from ses_vendors.vendors.uploads import PDF

TITLES = {
    Kind.ATTESTATION: "Atestat de întreprindere socială",
    Kind.MARK: "Certificat de marcă socială",
    Kind.SHELTERED: "Autorizație de unitate protejată",
}


def put(vendor: Vendor, *, is_accepted: bool = True, now: datetime) -> None:
    """Hand in each paper that is asked for, unless one was handed in before."""
    asked = Requirement.objects.filter(kind=RequirementKind.DOCUMENT, is_active=True)
    for requirement in asked.exclude(documents__vendor=vendor):
        lines = {"CUI": vendor.cui, "Sediu": _seat(vendor), "IBAN": vendor.iban, "Banca": vendor.bank_name}
        paper = papers.drawn(title=requirement.title_ro, holder=vendor.legal_name, lines=lines, now=now)
        _hand_in(vendor, requirement, requirement.code, paper, is_accepted=is_accepted, now=now)


def scan(vendor: Vendor, *, kind: Kind, facts: Mapping[str, Any], now: datetime) -> VendorDocument:
    """Draw a document as its SES would copy it, and accept the copy."""
    lines = {
        "Seria și numărul": f"{facts['series']} {facts['number']}".strip(),
        "CUI": vendor.cui,
        "Emitent": facts["issuer"],
        "Emis la": _day(facts["issued_on"]),
        "Valabil până la": _day(facts["valid_until"]),
    }
    paper = papers.drawn(title=TITLES[kind], holder=vendor.legal_name, lines=lines, now=now)
    return _hand_in(vendor, None, kind, paper, is_accepted=True, now=now)


def _hand_in(
    vendor: Vendor,
    requirement: Requirement | None,
    name: str,
    paper: bytes,
    *,
    is_accepted: bool,
    now: datetime,
) -> VendorDocument:
    accepts, hands_in = operators.both()
    upload = InMemoryUploadedFile(BytesIO(paper), None, f"demo-{name}.pdf", PDF, len(paper), None)
    found = services.hand_in(vendor=vendor, requirement=requirement, upload=upload, by=hands_in, now=now)
    return services.decide(document=found, accepted=True, by=accepts, now=now) if is_accepted else found


def _seat(vendor: Vendor) -> str:
    seat = vendor.addresses.filter(kind=AddressKind.SEAT).first()
    return f"{seat.street}, {seat.locality}" if seat else ""


def _day(day: date) -> str:
    with override("ro"):
        return written(day, "j F Y")
