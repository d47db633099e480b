"""What anybody may know of a SES: frozen values, the only thing that the schema and the feeds see.

What is not named here cannot be told: no bank account, no papers, no reasons, no people of the team, no
person to talk to, no count per group. Days are those of Bucharest; moments are aware.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel import counties
from kernel.badge import Kind, Level
from kernel.counties import County, Region
from ses_vendors.vendors.models import Group, LegalForm, Medium, RegistryKind


class AttestationStatus(StrEnum):
    """What a document is worth at the moment of asking."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    NOT_YET_VALID = "not-yet-valid"

    @property
    def is_in_force(self) -> bool:
        """Whether a badge can stand on it."""
        return self in (AttestationStatus.VALID, AttestationStatus.EXPIRING)


class SaleState(StrEnum):
    """Whether a SES takes orders."""

    SELLING = "selling"
    ON_BREAK = "on-break"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """An address; `sector` is a digit in Bucharest and empty elsewhere."""

    street: str
    locality: str
    sector: str
    postal_code: str
    county: County | None

    @property
    def region(self) -> Region | None:
        """The development region the county belongs to."""
        return region_of(self.county)


@dataclass(frozen=True, slots=True)
class PublicAttestation:
    """A document that the shop has verified, judged at one moment."""

    kind: Kind
    series: str
    number: str
    issuer: str
    issued_on: date
    valid_until: date
    status: AttestationStatus
    checked_on: date | None
    code: str
    proof_url: str
    vendor_slug: str


@dataclass(frozen=True, slots=True)
class PublicClosure:
    """Days without orders, both included; open-ended without `ends_on`."""

    starts_on: date
    ends_on: date | None
    note_ro: str
    note_en: str


@dataclass(frozen=True, slots=True)
class PublicJobs:
    """Totals of a SES on a day, and its groups where that many work that nobody is pointed at."""

    total: int
    vulnerable: int
    as_of: date | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class PublicContact:
    """How shoppers reach it."""

    email: str
    phone: str
    web: str
    opening_hours: str


@dataclass(frozen=True, slots=True)
class PublicVendor:
    """A SES as shoppers know it, judged at one moment.

    `cui` has the prefix RO while it pays VAT. `level` is what its own goods may carry.
    """

    slug: str
    url: str
    trade_name: str
    legal_name: str
    legal_form: LegalForm
    cui: str
    is_vat_payer: bool
    registry_kind: RegistryKind
    registry_number: str
    seat: PublicAddress | None
    workplace: PublicAddress | None
    contact: PublicContact
    medium: Medium
    kind: str
    kind_slug: str
    tagline_ro: str
    tagline_en: str
    story_ro: str
    story_en: str
    jobs: PublicJobs
    closures: tuple[PublicClosure, ...]
    attestations: tuple[PublicAttestation, ...]
    level: Level
    sale_state: SaleState

    @property
    def county(self) -> County | None:
        """The county of its registered office."""
        return self.seat.county if self.seat else None

    @property
    def region(self) -> Region | None:
        """The development region of its registered office."""
        return region_of(self.county)

    @property
    def is_sheltered(self) -> bool:
        """Whether its authorisation as a sheltered unit is in force."""
        return self.in_force(Kind.SHELTERED) is not None

    def in_force(self, kind: Kind) -> PublicAttestation | None:
        """Return the document of a kind that holds, the one that holds longest where there are several."""
        found = [each for each in self.attestations if each.kind is kind and each.status.is_in_force]
        return max(found, key=lambda each: (each.valid_until, each.issued_on, each.number), default=None)


def region_of(county: County | None) -> Region | None:
    """Return the development region of a county."""
    return counties.region(county.region_slug) if county else None
