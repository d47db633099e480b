"""Documents for tests: Ana's workshop has one of each kind; Carmen enters, Dan verifies."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User

from ses_vendors.badge.models import Attestation, Kind
from ses_vendors.badge.services import entering, reviewing
from ses_vendors.vendors.models import Vendor
from tests.ses_vendors.vendors.people import NOW, an_operator

NUMBERS = iter(range(1, 10**6))


def pair() -> tuple[User, User]:
    """Carmen, who enters, and Dan, who verifies."""
    return an_operator("carmen"), an_operator("dan")


def a_draft(vendor: Vendor, kind: Kind = Kind.ATTESTATION, *, by: User, **changes: Any) -> Attestation:
    """A document good from 12 March 2024 to 11 March 2029, unless said otherwise."""
    facts: dict[str, Any] = {
        "series": "DEMO",
        "number": f"{next(NUMBERS):06}",
        "issuer": "AJOFM Iași",
        "issued_on": date(2024, 3, 12),
        "valid_until": date(2029, 3, 11),
        "now": NOW,
        **changes,
    }
    return entering.enter(vendor=vendor, kind=kind, by=by, **facts)


def a_submitted(vendor: Vendor, kind: Kind = Kind.ATTESTATION, *, by: User, **changes: Any) -> Attestation:
    """The same, handed in."""
    draft = a_draft(vendor, kind, by=by, **changes)
    return entering.submit(attestation=draft, by=by, now=changes.get("now", NOW))


def a_verified(
    vendor: Vendor,
    kind: Kind = Kind.ATTESTATION,
    *,
    by: tuple[User, User] | None = None,
    now: datetime = NOW,
    **changes: Any,
) -> Attestation:
    """The same, verified by somebody else; `now` is when all of it happened."""
    carmen, dan = by or pair()
    handed_in = a_submitted(vendor, kind, by=carmen, now=now, **changes)
    return reviewing.verify(attestation=handed_in, registry_checked_on=None, by=dan, now=now)
