"""From rows to what anybody may know, in the same number of queries however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Prefetch
from django.utils.text import slugify

from kernel import counties
from kernel.badge import Kind, Origin, Standing, day_of, judge
from ses_vendors.api import addresses
from ses_vendors.api.facts import (
    AttestationStatus,
    PublicAddress,
    PublicAttestation,
    PublicClosure,
    PublicContact,
    PublicJobs,
    PublicVendor,
    SaleState,
)
from ses_vendors.badge import codes, states
from ses_vendors.badge import facts as standing_facts
from ses_vendors.badge.models import Attestation, Status
from ses_vendors.badge.queries import EXPIRING_DAYS
from ses_vendors.vendors import queries
from ses_vendors.vendors.closures import is_closed_on
from ses_vendors.vendors.models import (
    AddressKind,
    Closure,
    Group,
    LegalForm,
    Medium,
    RegistryKind,
    State,
    Vendor,
    VendorAddress,
)
from ses_vendors.vendors.models.vendor import VendorQuerySet


def listed() -> VendorQuerySet:
    """Return the SES that shoppers see, with the rows that `told` needs."""
    places = VendorAddress.objects.filter(kind__in=(AddressKind.SEAT, AddressKind.WORKPLACE))
    return Vendor.objects.public().prefetch_related(
        Prefetch("addresses", queryset=places),
        "vat_periods",
        "closures",
        Prefetch("attestations", queryset=Attestation.objects.filter(status__in=states.VOUCHED)),
    )


def told(rows: Sequence[Vendor], *, now: datetime) -> list[PublicVendor]:
    """Say what anybody may know of rows of `listed`, judged at `now` (aware)."""
    standings = standing_facts.standings([row.pk for row in rows])
    return [_vendor(row, standings.get(row.pk, Standing()), now) for row in rows]


def one(*, slug: str, now: datetime) -> PublicVendor | None:
    """Return the SES of a slug; None for one that is not public as for one that is not there."""
    return next(iter(told(list(listed().filter(slug=slug)[:1]), now=now)), None)


def attestation(*, code: str, now: datetime) -> PublicAttestation | None:
    """Return the document of a code; None where it was never verified or its SES is not public."""
    if (parsed := codes.parse(code)) is None:
        return None
    found = (
        Attestation.objects.filter(code=parsed, status__in=states.VOUCHED, vendor__in=Vendor.objects.public())
        .select_related("vendor")
        .first()
    )
    return _attestation(found, found.vendor.slug, now) if found else None


def _vendor(row: Vendor, standing: Standing, now: datetime) -> PublicVendor:
    today = day_of(now)
    places = {each.kind: _address(each) for each in row.addresses.all()}
    closures = _closures(row.closures.all(), today)
    return PublicVendor(
        slug=row.slug,
        url=addresses.of_vendor(row.slug),
        trade_name=row.trade_name,
        legal_name=row.legal_name,
        legal_form=LegalForm(row.legal_form),
        cui=queries.cui_on(row, today),
        is_vat_payer=queries.is_vat_payer(row, today),
        registry_kind=RegistryKind(row.registry_kind),
        registry_number=row.registry_number,
        seat=places.get(AddressKind.SEAT),
        workplace=places.get(AddressKind.WORKPLACE),
        contact=PublicContact(row.email, row.phone, row.web, row.opening_hours),
        medium=Medium(row.medium),
        kind=row.kind,
        kind_slug=slugify(row.kind),
        tagline_ro=row.tagline_ro,
        tagline_en=row.tagline_en,
        story_ro=row.story_ro,
        story_en=row.story_en,
        jobs=_jobs(row),
        closures=closures,
        attestations=tuple(_attestation(each, row.slug, now) for each in row.attestations.all()),
        level=judge(origin=Origin.OWN, standing=standing, now=now).level,
        sale_state=_sale_state(row, closures),
    )


def _sale_state(row: Vendor, closures: Sequence[PublicClosure]) -> SaleState:
    if row.state == State.LEAVING:
        return SaleState.LEAVING
    return SaleState.ON_BREAK if closures else SaleState.SELLING


def _jobs(row: Vendor) -> PublicJobs:
    groups = tuple(Group(code) for code in row.public_groups)
    return PublicJobs(row.jobs_total, row.jobs_vulnerable, row.jobs_as_of, groups)


def _address(row: VendorAddress) -> PublicAddress:
    return PublicAddress(
        street=row.street,
        locality=row.locality,
        sector=row.sector,
        postal_code=row.postal_code,
        county=counties.county(row.county),
    )


def _closures(rows: Iterable[Closure], today: date) -> tuple[PublicClosure, ...]:
    return tuple(
        PublicClosure(each.starts_on, each.ends_on, each.note_ro, each.note_en)
        for each in rows
        if is_closed_on(each, today)
    )


def _attestation(row: Attestation, vendor_slug: str, now: datetime) -> PublicAttestation:
    return PublicAttestation(
        kind=Kind(row.kind),
        series=row.series,
        number=row.number,
        issuer=row.issuer,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        status=_status(row, day_of(now)),
        checked_on=row.registry_checked_on,
        code=row.code,
        proof_url=addresses.of_proof(row.code),
        vendor_slug=vendor_slug,
    )


def _status(row: Attestation, today: date) -> AttestationStatus:
    """Judge a document by its state and the day in Bucharest; its last day is a good one."""
    if row.status in (Status.SUSPENDED, Status.WITHDRAWN):
        return AttestationStatus(row.status)
    if today > row.valid_until:
        return AttestationStatus.EXPIRED
    if today < row.issued_on:
        return AttestationStatus.NOT_YET_VALID
    is_near = row.valid_until - today <= timedelta(days=EXPIRING_DAYS)
    return AttestationStatus.EXPIRING if is_near else AttestationStatus.VALID
