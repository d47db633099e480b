"""What a SES says of itself, one section at a time: either all of a section is kept, or none of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ses_vendors.vendors import identifiers
from ses_vendors.vendors.models import State, Vendor
from ses_vendors.vendors.sections import ADDRESS_FIELDS, FIELDS, SECTIONS
from ses_vendors.vendors.services import addresses, checking, identity, tax_numbers
from ses_vendors.vendors.services.checking import BadFields
from ses_vendors.vendors.services.locking import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["ADDRESS_FIELDS", "FIELDS", "SECTIONS", "BadFields", "update", "values_of"]

MOST_JOBS = 9_999
#: While it stands here its tax number may still be corrected; later it names contracts and invoices.
_CORRECTABLE = (State.APPLIED, State.ONBOARDING, State.REJECTED)


@transaction.atomic
def update(
    *, vendor: Vendor, section: str, values: Mapping[str, Any], by: User | None, now: datetime
) -> Vendor:
    """Keep what was given of a section's fields (`FIELDS`); fields that were not given stay.

    Addresses are flat: `seat_street`, `workplace_county`; an address whose fields all come empty is removed.
    `declares_compliance` (section "safety") is kept as the moment of its first declaration (DSA Regulation
    (EU) 2022/2065 art. 30(1)(e)). A change of identity after the approval is for the operator to look at
    (`identity.py`). `vendor` is brought up to date.

    Raises:
        BadFields: messages by field, for people; nothing was kept.
        KeyError: there is no such section.
    """
    kept = locked(vendor.pk)
    before = identity.of(kept)
    given = {name: values[name] for name in FIELDS[section] if name in values}
    if section == "addresses":
        addresses.put(kept, given)
    else:
        _KEEPERS.get(section, _keep)(kept, given, now)
    identity.note_change(kept, before, now=now)
    vendor.refresh_from_db()
    return vendor


def values_of(vendor: Vendor, section: str) -> dict[str, Any]:
    """Return what stands in a section, by field: what a form begins with."""
    if section == "addresses":
        return addresses.values_of(vendor)
    found = {name: getattr(vendor, name) for name in FIELDS[section] if name != "declares_compliance"}
    if section == "safety":
        found["declares_compliance"] = vendor.compliance_declared_at is not None
    return found


def _keep(vendor: Vendor, given: Mapping[str, Any], now: datetime) -> None:
    for name, value in given.items():
        setattr(vendor, name, checking.plain(value) if isinstance(value, str) else value)
    checking.clean(vendor, set(given))
    vendor.save(update_fields=list(given))


def _keep_identity(vendor: Vendor, given: Mapping[str, Any], now: datetime) -> None:
    before = vendor.cui
    for name, value in given.items():
        setattr(vendor, name, checking.plain(value))
    checking.clean(vendor, set(given))
    if vendor.cui != before:
        _check_new_cui(vendor)
    try:
        tax_numbers.save(vendor, list(given))
    except tax_numbers.CuiTaken as fault:
        raise BadFields({"cui": [fault]}) from None


def _check_new_cui(vendor: Vendor) -> None:
    if vendor.state not in _CORRECTABLE:
        raise BadFields({"cui": [_("The tax number of a seller that was checked is changed by no form.")]})
    if Vendor.objects.living().filter(cui=vendor.cui).exclude(pk=vendor.pk).exists():
        raise BadFields({"cui": [_("Another seller has this tax number.")]})


def _keep_jobs(vendor: Vendor, given: Mapping[str, Any], now: datetime) -> None:
    values = dict(given)
    if "groups" in values:
        values["groups"] = sorted({str(each) for each in values["groups"]})
    for name, value in values.items():
        setattr(vendor, name, value)
    checking.clean(vendor, set(values))
    if vendor.jobs_total > MOST_JOBS:
        raise BadFields({"jobs_total": [_("This is more than any workshop has.")]})
    if vendor.jobs_vulnerable > vendor.jobs_total:
        raise BadFields({"jobs_vulnerable": [_("There cannot be more of these than jobs altogether.")]})
    vendor.save(update_fields=list(values))


def _keep_bank(vendor: Vendor, given: Mapping[str, Any], now: datetime) -> None:
    """The bank's name is looked up; what was typed stands only where nobody knows the bank."""
    iban = checking.plain(given.get("iban", vendor.iban))
    try:
        account = identifiers.account(iban) if iban else identifiers.Account("", "")
    except identifiers.BadIban as fault:
        raise BadFields({"iban": [fault]}) from None
    typed = checking.plain(given.get("bank_name", ""))
    vendor.iban, vendor.bank_name = account.iban, account.bank_name or typed
    checking.clean(vendor, {"iban", "bank_name"})
    vendor.save(update_fields=["iban", "bank_name"])


def _keep_safety(vendor: Vendor, given: Mapping[str, Any], now: datetime) -> None:
    declares = given.get("declares_compliance")
    if declares and vendor.compliance_declared_at is None:
        vendor.compliance_declared_at = now
        vendor.save(update_fields=["compliance_declared_at"])
    _keep(vendor, {name: value for name, value in given.items() if name != "declares_compliance"}, now)


_KEEPERS = {"identity": _keep_identity, "jobs": _keep_jobs, "bank": _keep_bank, "safety": _keep_safety}
