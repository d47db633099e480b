"""The public facts of one document, as every form of its proof tells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from kernel.badge import Document, Kind, Level, Standing
from kernel.badge.rule import holds, in_force
from ses_vendors.badge import codes, facts
from ses_vendors.badge.models import Attestation
from ses_vendors.badge.proof import states
from ses_vendors.badge.proof.states import State
from ses_vendors.badge.states import VOUCHED
from ses_vendors.vendors.models import State as SellerState

SHOWN_SELLERS = frozenset({SellerState.APPROVED, SellerState.LEAVING})


@dataclass(frozen=True, slots=True)
class Record:
    """What is on the paper, who vouches for it since when, and how things stand.

    `level` is what this document lets its SES's own products carry now; `stopped_at` is set where it or its
    SES was stopped. `seller_slug` is "" where the SES has no page to show.
    """

    attestation_id: int
    code: str
    kind: Kind
    series: str
    number: str
    issuer: str
    issued_on: date
    valid_until: date
    since: datetime
    stopped_at: datetime | None
    checked_on: date | None
    state: State
    level: Level
    seller: str
    legal_name: str
    cui: str
    seller_slug: str

    @property
    def printed_code(self) -> str:
        """The code as people read and type it."""
        return codes.printed(self.code)

    @property
    def papers(self) -> str:
        """Series and number, as they stand on the paper."""
        return f"{self.series} {self.number}".strip()

    def url(self, name: str = "badge:proof", *, language: str = "ro", **more: str) -> str:
        """Return the full address of one of the proof's forms."""
        with translation.override(language):
            return f"{settings.PUBLIC_URL}{reverse(name, kwargs={'code': self.code, **more})}"


def find(text: str) -> Attestation | None:
    """Find the document of a code, however it is typed; None for one that the shop never vouched for."""
    code = codes.parse(text)
    if code is None:
        return None
    found = Attestation.objects.filter(code=code, status__in=VOUCHED).select_related("vendor")
    return found.first()


def of(attestation: Attestation, *, now: datetime) -> Record:
    """Gather a document's public facts as they are at a moment. The shop has vouched for it at some time."""
    vendor = attestation.vendor
    standing = facts.standing_of(vendor)
    document = next(each for each in standing.documents if each.code == attestation.code)
    is_shown = vendor.state in SHOWN_SELLERS
    return Record(
        attestation_id=attestation.pk,
        code=document.code,
        kind=document.kind,
        series=document.series,
        number=document.number,
        issuer=document.issuer,
        issued_on=document.issued_on,
        valid_until=document.valid_until,
        since=document.since,
        stopped_at=document.stopped_at,
        checked_on=document.checked_on,
        state=states.of(document, status=attestation.status, seller=vendor.state, now=now),
        level=_level(document, standing, now=now),
        seller=vendor.trade_name,
        legal_name=vendor.legal_name,
        cui=vendor.cui,
        seller_slug=vendor.slug if is_shown else "",
    )


def _level(document: Document, standing: Standing, *, now: datetime) -> Level:
    """A mark rests on an attestation (Legea 219/2015 art. 13); an authorisation alone carries no badge."""
    if not holds(document, now=now) or in_force(standing, Kind.ATTESTATION, now=now) is None:
        return Level.NONE
    return {Kind.ATTESTATION: Level.ATTESTED, Kind.MARK: Level.INSERTION}.get(document.kind, Level.NONE)
