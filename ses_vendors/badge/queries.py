"""Questions about attestations that the desk, the portal and the checklist ask."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from ses_vendors.badge.models import Attestation, Status
from ses_vendors.vendors.models import Vendor

#: Days before its end from which on a document is said to be expiring.
EXPIRING_DAYS = 60


def has_submitted(vendor: Vendor, kind: str) -> bool:
    """Say whether a SES has handed in a document of a kind that was not turned down."""
    wanted = (Status.SUBMITTED, Status.VERIFIED)
    return Attestation.objects.filter(vendor=vendor, kind=kind, status__in=wanted).exists()


def has_verified(vendor: Vendor, kind: str, *, day: date) -> bool:
    """Say whether a document of a kind is verified and in date on a day."""
    return Attestation.objects.filter(
        vendor=vendor, kind=kind, status=Status.VERIFIED, issued_on__lte=day, valid_until__gte=day
    ).exists()


def to_check() -> QuerySet[Attestation]:
    """Return what waits to be checked, oldest first."""
    waiting = Attestation.objects.filter(status=Status.SUBMITTED)
    return waiting.select_related("vendor", "entered_by").order_by("entered_at", "pk")


def expiring(days: int = EXPIRING_DAYS, *, today: date) -> QuerySet[Attestation]:
    """Return verified documents whose last day is within so many days, and that nothing renews."""
    ending = Attestation.objects.filter(
        status=Status.VERIFIED, valid_until__gte=today, valid_until__lte=today + timedelta(days=days)
    )
    return _unrenewed(ending)


def expired(since: date, *, today: date) -> QuerySet[Attestation]:
    """Return verified documents whose last day lies between a day and yesterday, and that nothing renews."""
    ended = Attestation.objects.filter(status=Status.VERIFIED, valid_until__gte=since, valid_until__lt=today)
    return _unrenewed(ended)


def recheck_due(day: date) -> QuerySet[Attestation]:
    """Return documents that stand and whose entry in the register is to be looked at again by a day.

    One that was never looked up is due at once; one that is over is not.
    """
    standing = Attestation.objects.filter(status=Status.VERIFIED, valid_until__gte=day)
    due = standing.filter(recheck_due_on__lte=day) | standing.filter(recheck_due_on__isnull=True)
    return due.select_related("vendor").order_by("recheck_due_on", "pk")


def _unrenewed(rows: QuerySet[Attestation]) -> QuerySet[Attestation]:
    later = Attestation.objects.filter(
        vendor=OuterRef("vendor"),
        kind=OuterRef("kind"),
        status=Status.VERIFIED,
        valid_until__gt=OuterRef("valid_until"),
    )
    return rows.filter(~Exists(later)).select_related("vendor").order_by("valid_until", "pk")
