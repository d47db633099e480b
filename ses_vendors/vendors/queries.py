"""Questions about SES that span tables."""

from __future__ import annotations

from datetime import date

from kernel import counties
from ses_vendors.vendors import vat
from ses_vendors.vendors.closures import closed_on
from ses_vendors.vendors.identifiers import shown_cui
from ses_vendors.vendors.models import AddressKind, Closure, Vendor, VendorAddress


def is_vat_payer(vendor: Vendor, day: date) -> bool:
    """Say whether a SES pays VAT on a day; asks nothing where `vat_periods` were fetched before."""
    return vat.covers(vendor.vat_periods.all(), day)


def cui_on(vendor: Vendor, day: date) -> str:
    """Return the tax number as documents of a day show it: RO before a VAT payer's."""
    return shown_cui(vendor.cui, is_vat_payer=is_vat_payer(vendor, day))


def address(vendor: Vendor, kind: AddressKind) -> VendorAddress | None:
    """Return an address of a SES; asks nothing where `addresses` were fetched before."""
    return next((each for each in vendor.addresses.all() if each.kind == kind), None)


def working_address(vendor: Vendor) -> VendorAddress | None:
    """Return where a SES really works: its workplace, or its seat where it names none."""
    return address(vendor, AddressKind.WORKPLACE) or address(vendor, AddressKind.SEAT)


def return_address(vendor: Vendor) -> VendorAddress | None:
    """Return where goods go back to."""
    return address(vendor, AddressKind.RETURNS) or working_address(vendor)


def region(vendor: Vendor) -> counties.Region | None:
    """Return the development region of a SES's seat; None before there is one."""
    seat = address(vendor, AddressKind.SEAT)
    county = counties.county(seat.county) if seat else None
    return counties.region(county.region_slug) if county else None


def closure_on(vendor: Vendor, day: date) -> Closure | None:
    """Return the closure that a day belongs to; None where orders are taken."""
    return closed_on(vendor.closures.all(), day)
