"""The sections of a SES's profile, and the fields of each. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from ses_vendors.vendors.models import AddressKind

SECTIONS = ("identity", "addresses", "contact", "story", "jobs", "bank", "safety")

ADDRESS_FIELDS = ("county", "locality", "sector", "street", "postal_code")


def address_field(kind: str, name: str) -> str:
    """Return what a field of an address is called in its section: `seat_street`."""
    return f"{kind}_{name}"


FIELDS: Mapping[str, tuple[str, ...]] = {
    "identity": ("trade_name", "legal_name", "legal_form", "cui", "registry_kind", "registry_number"),
    "addresses": tuple(address_field(kind, name) for kind in AddressKind.values for name in ADDRESS_FIELDS),
    "contact": ("email", "phone", "web", "opening_hours", "contact_name"),
    "story": ("kind", "medium", "tagline_ro", "tagline_en", "story_ro", "story_en"),
    "jobs": ("jobs_total", "jobs_vulnerable", "groups", "jobs_as_of"),
    "bank": ("iban", "bank_name"),
    "safety": ("safety_email", "safety_phone", "declares_compliance"),
}

#: What must stand before a section is complete; addresses, registration and groups have rules of their own.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "identity": ("trade_name", "legal_name", "legal_form", "cui"),
    "addresses": (),
    "contact": ("email", "phone", "opening_hours"),
    "story": ("kind", "tagline_ro", "story_ro"),
    "jobs": ("jobs_total", "jobs_as_of"),
    "bank": ("iban", "bank_name"),
    "safety": ("safety_email",),
}
