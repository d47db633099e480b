"""What is wrong with SES that sell: found by the database, one column each, however many SES there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ses_vendors.badge.models import Attestation, Errand, Kind, Status
from ses_vendors.vendors.models import (
    AddressKind,
    Closure,
    DocumentState,
    Requirement,
    RequirementKind,
    State,
    Vendor,
    VendorAddress,
    VendorDocument,
)
from ses_vendors.vendors.sections import NEEDED

#: States of SES that shoppers see.
SELLING = (State.APPROVED, State.LEAVING)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that can be wrong; `code` is the column that says so."""

    code: str
    title: str | Promise
    is_grave: bool


PROBLEMS: tuple[Problem, ...] = (
    Problem("lacks_attestation", _("No attestation in force"), is_grave=True),
    Problem("has_stopped", _("A suspended document"), is_grave=True),
    Problem("lacks_papers", _("A required document is missing"), is_grave=False),
    Problem("lacks_facts", _("A part of the profile is missing"), is_grave=False),
    Problem("lacks_terms", _("Terms not accepted"), is_grave=False),
    Problem("is_closed", _("Closed today"), is_grave=False),
    Problem("lacks_page", _("No page at the core"), is_grave=True),
    Problem("is_untold", _("The core could not be told the latest"), is_grave=True),
)
CODES = tuple(each.code for each in PROBLEMS)


def with_problems(vendors: QuerySet[Vendor], now: datetime) -> QuerySet[Vendor]:
    """Give each SES a column for each problem, true where it has it."""
    # "No row with" rather than "missing": conditions of one SES compare with NULL in no database.
    return vendors.annotate(
        lacks_attestation=~Exists(in_force(now).filter(kind=Kind.ATTESTATION)),
        has_stopped=Exists(Attestation.objects.filter(vendor=OuterRef("pk"), status=Status.SUSPENDED)),
        lacks_papers=Exists(_missing_papers()),
        lacks_facts=Exists(_itself().filter(_bare() | ~Exists(_seats()))),
        lacks_terms=Exists(_itself(terms_accepted_at__isnull=True)),
        is_closed=Exists(_closures(now)),
        lacks_page=Exists(_itself(page_id="")),
        is_untold=Exists(_errands()),
    )


def selling(now: datetime) -> QuerySet[Vendor]:
    """Return the SES that shoppers see, with their problems."""
    return with_problems(Vendor.objects.filter(state__in=SELLING), now)


def ill() -> Q:
    """Match SES that have any problem; after `with_problems`."""
    return Q(*((code, True) for code in CODES), _connector=Q.OR)


def counts(now: datetime) -> dict[str, int]:
    """Count the selling SES by problem, and all of them as "all": one query."""
    wanted: dict[str, Any] = {f"n_{code}": Count("pk", filter=Q(**{code: True})) for code in CODES}
    found = selling(now).order_by().aggregate(n_all=Count("pk"), **wanted)
    return {name.removeprefix("n_"): count for name, count in found.items()}


def of(vendor: Vendor, now: datetime) -> list[Problem]:
    """Return the problems of one SES that sells; none of another one."""
    row = selling(now).filter(pk=vendor.pk).values(*CODES).first()
    return [each for each in PROBLEMS if row and row[each.code]]


def in_force(now: datetime) -> QuerySet[Attestation]:
    """Return the documents of the outer query's SES that stand on this day."""
    today = timezone.localdate(now)
    return Attestation.objects.filter(
        vendor=OuterRef("pk"), status=Status.VERIFIED, issued_on__lte=today, valid_until__gte=today
    )


def _itself(**conditions: object) -> QuerySet[Vendor]:
    return Vendor.objects.filter(pk=OuterRef("pk"), **conditions)


def _bare() -> Q:
    """Match SES with an empty field that the checklist asks for (`vendors.completeness`, as conditions)."""
    fields = [Vendor._meta.get_field(name) for section in NEEDED.values() for name in section]
    empty = [Q(**{f"{each.name}__isnull": True}) for each in fields if each.null]
    empty += [Q(**{each.name: 0}) for each in fields if isinstance(each, IntegerField)]
    empty += [Q(**{each.name: ""}) for each in fields if isinstance(each, CharField | TextField)]
    return reduce(or_, empty, Q(compliance_declared_at__isnull=True))


def _seats() -> QuerySet[VendorAddress]:
    return VendorAddress.objects.filter(vendor=OuterRef("pk"), kind=AddressKind.SEAT)


def _closures(now: datetime) -> QuerySet[Closure]:
    today = timezone.localdate(now)
    begun = Closure.objects.filter(vendor=OuterRef("pk"), starts_on__lte=today)
    return begun.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))


def _missing_papers() -> QuerySet[Requirement]:
    accepted = VendorDocument.objects.filter(
        requirement=OuterRef("pk"), vendor=OuterRef(OuterRef("pk")), state=DocumentState.ACCEPTED
    )
    asked = Requirement.objects.filter(kind=RequirementKind.DOCUMENT, is_active=True, is_required=True)
    return asked.filter(~Exists(accepted))


def _errands() -> QuerySet[Errand]:
    failed = Errand.objects.filter(kind=Errand.VENDOR).exclude(error="")
    return failed.filter(subject=Cast(OuterRef("pk"), CharField(max_length=128)))
