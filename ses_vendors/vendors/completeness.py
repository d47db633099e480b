"""What a SES's profile still lacks, and what in it looks doubtful."""

from __future__ import annotations

from ses_vendors.vendors import identifiers
from ses_vendors.vendors.models import AddressKind, Vendor
from ses_vendors.vendors.sections import ADDRESS_FIELDS, NEEDED, SECTIONS, address_field


def missing(vendor: Vendor) -> dict[str, list[str]]:
    """Return the fields that still have to be filled, by section; complete sections are not named."""
    found = {section: _missing_in(vendor, section) for section in SECTIONS}
    return {section: fields for section, fields in found.items() if fields}


def doubts(vendor: Vendor) -> list[str]:
    """Return fields worth a second look: postal codes that are not their county's."""
    return [
        address_field(each.kind, "postal_code")
        for each in vendor.addresses.all()
        if identifiers.is_postal_code_doubtful(each.county, each.postal_code)
    ]


def _missing_in(vendor: Vendor, section: str) -> list[str]:
    fields = [name for name in NEEDED[section] if not getattr(vendor, name)]
    if section == "identity":
        needs = identifiers.needs_registration(vendor.registry_kind, vendor.legal_form)
        return fields + (["registry_number"] if needs and not vendor.registry_number else [])
    if section == "addresses":
        return _missing_seat(vendor)
    if section == "jobs":
        return fields + (["groups"] if vendor.jobs_vulnerable and not vendor.groups else [])
    if section == "safety":
        return fields + ([] if vendor.compliance_declared_at else ["declares_compliance"])
    return fields


def _missing_seat(vendor: Vendor) -> list[str]:
    if any(each.kind == AddressKind.SEAT for each in vendor.addresses.all()):
        return []
    return [address_field(AddressKind.SEAT, name) for name in ADDRESS_FIELDS if name != "sector"]
