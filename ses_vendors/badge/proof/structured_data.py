"""The proof for search engines, as JSON-LD. A data block is not run, so the security policy lets it stand.

Source: https://schema.org/Certification
"""

from __future__ import annotations

from typing import Any

import orjson
from django.utils.safestring import SafeString, mark_safe

from ses_vendors.badge.proof import words
from ses_vendors.badge.proof.records import Record

# In a script element only these could end it or open a comment.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def certification(record: Record, *, language: str) -> SafeString:
    """Describe a document as things are now."""
    status = "CertificationActive" if record.state.is_in_force else "CertificationInactive"
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Certification",
        "url": record.url(language=language),
        "name": str(words.KINDS[record.kind]),
        "certificationIdentification": record.papers,
        "certificationStatus": f"https://schema.org/{status}",
        "issuedBy": {"@type": "GovernmentOrganization", "name": record.issuer},
        "about": {"@type": "Organization", "name": record.seller, "legalName": record.legal_name},
        "datePublished": record.issued_on.isoformat(),
        "validFrom": record.issued_on.isoformat(),
        "expires": record.valid_until.isoformat(),
    }
    if record.checked_on:
        facts["auditDate"] = record.checked_on.isoformat()
    return mark_safe(orjson.dumps(facts).decode().translate(_ESCAPES))  # noqa: S308
