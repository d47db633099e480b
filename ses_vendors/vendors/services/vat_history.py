"""When a SES pays VAT, as a history without gaps in its logic: no day belongs to two periods."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ses_vendors.vendors import vat
from ses_vendors.vendors.models import VatPeriod, Vendor
from ses_vendors.vendors.services.checking import BadFields
from ses_vendors.vendors.services.locking import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Overlaps(BadFields):
    """Another period has one of these days."""


@transaction.atomic
def put(
    *,
    vendor: Vendor,
    starts_on: date,
    ends_on: date | None = None,
    period: VatPeriod | None = None,
    by: User | None,
    now: datetime,
) -> VatPeriod:
    """Take down that a SES pays VAT on these days, both included, or change `period`.

    Raises:
        BadFields: it ends before it starts.
        Overlaps: it shares a day with another period.
        VatPeriod.DoesNotExist: `period` is not this SES's, or gone.
    """
    locked(vendor.pk)
    if ends_on is not None and ends_on < starts_on:
        raise BadFields({"ends_on": [_("The last day comes before the first.")]})
    made = vendor.vat_periods.get(pk=period.pk) if period else VatPeriod(vendor=vendor)
    others = vendor.vat_periods.exclude(pk=made.pk)
    if any(vat.touches(each, starts_on, ends_on) for each in others):
        raise Overlaps({"starts_on": [_("Another VAT period has some of these days.")]})
    made.starts_on, made.ends_on = starts_on, ends_on
    made.save()
    return made


@transaction.atomic
def end(*, vendor: Vendor, on: date, by: User | None, now: datetime) -> VatPeriod | None:
    """End the open period with `on` as its last day; None where none is open. Raises BadFields."""
    locked(vendor.pk)
    current = vendor.vat_periods.filter(ends_on__isnull=True).first()
    if current is None:
        return None
    return put(vendor=vendor, starts_on=current.starts_on, ends_on=on, period=current, by=by, now=now)
