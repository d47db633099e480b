"""Documents of SES as facts: what the App writes into the core's metadata."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from kernel.badge import Document, Kind, Standing

VERIFIED = datetime(2026, 1, 8, 9, 30, tzinfo=UTC)


def attestation(number: str = "000001", **changes: Any) -> Document:
    """An attestation of social enterprise, until 11 March 2029."""
    return document(kind=Kind.ATTESTATION, number=number, code="4KX7TR2MPQ9W", **changes)


def social_mark(number: str = "000077", **changes: Any) -> Document:
    """A social mark, until 2 June 2027."""
    told = {"series": "DEMO-MS", "valid_until": date(2027, 6, 2), "code": "7YB3NC0HVE2D", **changes}
    return document(kind=Kind.MARK, number=number, **told)


def sheltered_unit(number: str = "000009", **changes: Any) -> Document:
    """An authorisation of a sheltered unit."""
    told = {"issuer": "ANPD", "code": "9ZD5QF1JWG4A", **changes}
    return document(kind=Kind.SHELTERED, number=number, **told)


def document(**changes: Any) -> Document:
    """A document verified in January 2026 and looked up again on 2 November."""
    return Document(
        **{
            "kind": Kind.ATTESTATION,
            "series": "DEMO",
            "number": "000001",
            "issuer": "AJOFM Iași",
            "issued_on": date(2024, 3, 12),
            "valid_until": date(2029, 3, 11),
            "since": VERIFIED,
            "checked_on": date(2026, 11, 2),
            **changes,
        }
    )


def standing(*documents: Document) -> Standing:
    """The documents of one SES; without any, an attestation."""
    return Standing(documents or (attestation(),))
