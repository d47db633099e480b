"""The directory as JSON-LD: a schema.org ItemList of Organization with their Certifications."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings

from kernel.badge import Kind, day_of
from ses_vendors.api.facts import PublicAddress, PublicAttestation, PublicVendor
from ses_vendors.api.feeds import rows

MEDIA_TYPE = "application/ld+json"
#: What the documents are called, in Romanian.
NAMES = {
    Kind.ATTESTATION: "Atestat de întreprindere socială",
    Kind.MARK: "Marca socială",
    Kind.SHELTERED: "Autorizație de unitate protejată",
}
TITLE = "Directory of social enterprises"


def chunks(*, now: datetime) -> Iterator[bytes]:
    """Write the list piece by piece; together the pieces are one JSON document. `now` is aware."""
    head = orjson.dumps(_head(now))
    yield head[:-1] + b',"itemListElement":['
    for position, vendor in enumerate(rows.every(now=now), start=1):
        item = {"@type": "ListItem", "position": position, "item": organization(vendor)}
        yield (b"," if position > 1 else b"") + orjson.dumps(item)
    yield b"]}\n"


def organization(vendor: PublicVendor) -> dict[str, Any]:
    """Describe one vendor; what it does not have is left out."""
    described = {
        "@type": "Organization",
        "@id": vendor.url,
        "url": vendor.url,
        "identifier": vendor.slug,
        "name": vendor.trade_name,
        "legalName": vendor.legal_name,
        "description": vendor.tagline_ro,
        "taxID": vendor.cui,
        "vatID": vendor.cui if vendor.is_vat_payer else "",
        "address": _address(vendor.seat),
        "location": {"@type": "Place", "address": _address(vendor.workplace)} if vendor.workplace else None,
        "email": vendor.contact.email,
        "telephone": vendor.contact.phone,
        "sameAs": vendor.contact.web,
        "numberOfEmployees": _jobs(vendor),
        "hasCertification": [_certification(each) for each in vendor.attestations],
    }
    return {name: value for name, value in described.items() if value}


def _head(now: datetime) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": ["ItemList", "Dataset"],
        "@id": f"{settings.PUBLIC_URL}/ses/director.jsonld",
        "name": TITLE,
        "description": f"Social enterprises that sell at {settings.SHOP_NAME}, with their attestations.",
        "license": settings.OPEN_DATA_LICENCE["url"],
        "creator": {"@type": "Organization", "name": settings.SHOP_NAME, "url": settings.PUBLIC_URL},
        # Facts with dates are judged on this day; how often they are read changes nothing.
        "dateModified": day_of(now).isoformat(),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
    }


def _address(address: PublicAddress | None) -> dict[str, Any] | None:
    if address is None:
        return None
    sector = f", Sector {address.sector}" if address.sector else ""
    return {
        "@type": "PostalAddress",
        "streetAddress": address.street,
        "addressLocality": address.locality + sector,
        "addressRegion": address.county.iso if address.county else "",
        "postalCode": address.postal_code,
        "addressCountry": "RO",
    }


def _jobs(vendor: PublicVendor) -> dict[str, Any] | None:
    if not vendor.jobs.total or vendor.jobs.as_of is None:
        return None
    return {
        "@type": "QuantitativeValue",
        "value": vendor.jobs.total,
        "description": (
            f"{vendor.jobs.vulnerable} of them for people of vulnerable groups,"
            f" on {vendor.jobs.as_of.isoformat()}"
        ),
    }


def _certification(document: PublicAttestation) -> dict[str, Any]:
    status = "CertificationActive" if document.status.is_in_force else "CertificationInactive"
    described = {
        "@type": "Certification",
        "name": NAMES[document.kind],
        "additionalType": document.kind.value,
        "certificationIdentification": f"{document.series} {document.number}".strip(),
        "issuedBy": {"@type": "Organization", "name": document.issuer},
        "validFrom": document.issued_on.isoformat(),
        "expires": document.valid_until.isoformat(),
        "auditDate": document.checked_on.isoformat() if document.checked_on else "",
        "certificationStatus": f"https://schema.org/{status}",
        "url": document.proof_url,
    }
    return {name: value for name, value in described.items() if value}
