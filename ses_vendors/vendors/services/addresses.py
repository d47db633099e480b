"""The addresses of a SES, as the flat fields of their section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel import counties
from ses_vendors.vendors.models import AddressKind, Vendor, VendorAddress
from ses_vendors.vendors.sections import ADDRESS_FIELDS, address_field
from ses_vendors.vendors.services import checking
from ses_vendors.vendors.services.checking import BadFields


def put(vendor: Vendor, given: Mapping[str, Any]) -> None:
    """Keep, change or remove addresses. Raises BadFields with the faults of all of them."""
    kept = {each.kind: each for each in vendor.addresses.all()}
    faults, changed = [], []
    for kind in AddressKind:
        values = _of_kind(kind, given)
        if values:
            row = kept.get(kind) or VendorAddress(vendor=vendor, kind=kind)
            faults.append(_fill(row, values))
            changed.append(row)
    fault = checking.merged(*faults)
    if fault is not None:
        raise fault
    for row in changed:
        _store(row)


def values_of(vendor: Vendor) -> dict[str, Any]:
    """Return all addresses as flat fields, "" where nothing stands."""
    kept = {each.kind: each for each in vendor.addresses.all()}
    return {
        address_field(kind, name): getattr(kept.get(kind), name, "")
        for kind in AddressKind.values
        for name in ADDRESS_FIELDS
    }


def _of_kind(kind: str, given: Mapping[str, Any]) -> dict[str, str]:
    names = {name: address_field(kind, name) for name in ADDRESS_FIELDS}
    return {name: checking.plain(given[flat]) for name, flat in names.items() if flat in given}


def _fill(row: VendorAddress, values: Mapping[str, str]) -> BadFields | None:
    for name, value in values.items():
        setattr(row, name, value)
    if row.county != counties.BUCHAREST:
        row.sector = ""
    if _is_empty(row):
        return _seat_missing(row)
    prefix = address_field(row.kind, "")
    try:
        checking.clean(row, ADDRESS_FIELDS, prefix=prefix)
    except BadFields as fault:
        return fault
    if row.county == counties.BUCHAREST and not row.sector:
        return BadFields({f"{prefix}sector": [_("In Bucharest an address has a sector.")]})
    return None


def _seat_missing(row: VendorAddress) -> BadFields | None:
    if row.kind != AddressKind.SEAT:
        return None
    return BadFields({address_field(row.kind, "street"): [_("Every seller has a registered office.")]})


def _is_empty(row: VendorAddress) -> bool:
    return not any(getattr(row, name) for name in ADDRESS_FIELDS)


def _store(row: VendorAddress) -> None:
    if not _is_empty(row):
        row.save()
    elif row.pk is not None:
        row.delete()
