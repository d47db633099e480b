"""The directory as CSV: RFC 4180 (commas, CRLF, a header), UTF-8 with the mark that spreadsheets want."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime

from kernel.badge import Kind
from ses_vendors.api.facts import PublicAddress, PublicAttestation, PublicVendor
from ses_vendors.api.feeds import rows

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
BYTE_ORDER_MARK = "\ufeff"
#: What a spreadsheet would run; a phone number in its international form is nothing to run.
FORMULA = re.compile(r"[=+\-@\t\r\n]")
PHONE = re.compile(r"\+[0-9 ]+")
#: Documents and how their columns begin.
PREFIXES = {Kind.ATTESTATION: "atestat", Kind.MARK: "marca", Kind.SHELTERED: "upa"}
DOCUMENT_COLUMNS = ("series", "number", "issuer", "issued_on", "valid_until", "checked_on", "proof_url")
COLUMNS = (
    "slug", "url", "trade_name", "legal_name", "legal_form", "cui", "is_vat_payer",
    "registry_kind", "registry_number",
    "region", "county", "locality", "sector", "street", "postal_code",
    "workplace_county", "workplace_locality", "workplace_street", "workplace_postal_code",
    "email", "phone", "web", "medium", "kind",
    "jobs_total", "jobs_vulnerable", "jobs_as_of", "sale_state", "level",
    *(f"{prefix}_{column}" for prefix in PREFIXES.values() for column in DOCUMENT_COLUMNS),
)  # fmt: skip


class _Line:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def chunks(*, now: datetime) -> Iterator[bytes]:
    """Write the file line by line. `now` is aware."""
    writer = csv.writer(_Line())
    yield (BYTE_ORDER_MARK + writer.writerow(COLUMNS)).encode()
    for vendor in rows.every(now=now):
        told = {name: guarded(value) for name, value in cells(vendor).items()}
        yield str(writer.writerow([told[name] for name in COLUMNS])).encode()


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    if FORMULA.match(text) and not PHONE.fullmatch(text):
        return f"'{text}"
    return text


def cells(vendor: PublicVendor) -> dict[str, str]:
    """Return one vendor's cells by column. Of its documents only those in force are there."""
    seat, place = vendor.seat, vendor.workplace
    return {
        "slug": vendor.slug,
        "url": vendor.url,
        "trade_name": vendor.trade_name,
        "legal_name": vendor.legal_name,
        "legal_form": vendor.legal_form.value,
        "cui": vendor.cui,
        "is_vat_payer": "true" if vendor.is_vat_payer else "false",
        "registry_kind": vendor.registry_kind.value,
        "registry_number": vendor.registry_number,
        "region": vendor.region.slug if vendor.region else "",
        "sector": seat.sector if seat else "",
        **_place(seat, ""),
        **_place(place, "workplace_"),
        "email": vendor.contact.email,
        "phone": vendor.contact.phone,
        "web": vendor.contact.web,
        "medium": vendor.medium.value,
        "kind": vendor.kind,
        "jobs_total": str(vendor.jobs.total),
        "jobs_vulnerable": str(vendor.jobs.vulnerable),
        "jobs_as_of": _day(vendor.jobs.as_of),
        "sale_state": vendor.sale_state.value,
        "level": vendor.level.value,
        **{name: text for kind in PREFIXES for name, text in _document(vendor, kind).items()},
    }


def _place(address: PublicAddress | None, prefix: str) -> dict[str, str]:
    return {
        f"{prefix}county": address.county.iso if address and address.county else "",
        f"{prefix}locality": address.locality if address else "",
        f"{prefix}street": address.street if address else "",
        f"{prefix}postal_code": address.postal_code if address else "",
    }


def _document(vendor: PublicVendor, kind: Kind) -> dict[str, str]:
    found: PublicAttestation | None = vendor.in_force(kind)
    told = (
        (
            found.series,
            found.number,
            found.issuer,
            _day(found.issued_on),
            _day(found.valid_until),
            _day(found.checked_on),
            found.proof_url,
        )
        if found
        else ("",) * len(DOCUMENT_COLUMNS)
    )
    return {f"{PREFIXES[kind]}_{name}": text for name, text in zip(DOCUMENT_COLUMNS, told, strict=True)}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
