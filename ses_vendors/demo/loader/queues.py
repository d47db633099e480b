"""SES that no shopper sees, in every state the desk has a queue for: outside of the eleven, without pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import stdnum.ro.cui
from django.contrib.auth.models import User
from django.utils import timezone

from kernel.badge import day_of
from ses_vendors.badge.models import Attestation, Kind, Status
from ses_vendors.badge.services import reviewing
from ses_vendors.demo.loader import attestations, operators, papers
from ses_vendors.vendors.models import LegalForm, State, Vendor
from ses_vendors.vendors.services import applying, moving

YEAR = timedelta(days=365)
#: What is done to a document after it was verified.
Ending = Callable[..., Attestation]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A made-up SES and how far it came; `number` is the serial of its tax number and of its document."""

    number: int
    name: str
    steps: tuple[tuple[State, str], ...] = ()
    issuer: str = ""
    is_verified: bool = False
    ends_in_days: int = 900
    ending: Ending | None = None
    reason: str = ""

    @property
    def cui(self) -> str:
        """Ten digits with a right check digit, which no real tax number has."""
        base = f"990000{self.number:03}"
        return base + str(stdnum.ro.cui.calc_check_digit(base))


IN_REVIEW = ((State.ONBOARDING, ""), (State.IN_REVIEW, ""))
APPROVED = (*IN_REVIEW, (State.APPROVED, ""))
CANDIDATES = (
    Candidate(901, "Moara din Deal"),
    Candidate(902, "Ghiozdan Nou", IN_REVIEW, "AJOFM Alba"),
    Candidate(903, "Fir de Lumină", (*APPROVED, (State.SUSPENDED, "Atestatul a expirat.")),
              "AJOFM Bacău", is_verified=True, ends_in_days=-1),
    Candidate(904, "Prispa Caldă", (*APPROVED, (State.SUSPENDED, "Atestatul este suspendat de agenție.")),
              "AJOFM Dolj", is_verified=True, ending=reviewing.suspend,
              reason="Agenția a suspendat atestatul până la depunerea raportului anual."),
    Candidate(905, "Roata Verde", (*APPROVED, (State.SUSPENDED, "Atestatul a fost retras de agenție.")),
              "AJOFM Arad", is_verified=True, ending=reviewing.withdraw,
              reason="Agenția a retras atestatul la cererea întreprinderii."),
)  # fmt: skip


def load() -> None:
    """Make the candidates. Safe to repeat; what an operator did with one of them stays."""
    now = timezone.now()
    for candidate in CANDIDATES:
        if not Vendor.objects.filter(cui=candidate.cui).exists():
            _make(candidate, by=operators.both()[1], now=now)


def _make(candidate: Candidate, *, by: User, now: datetime) -> None:
    vendor = applying.apply(
        trade_name=candidate.name,
        legal_name=f"{candidate.name} DEMO SRL",
        legal_form=LegalForm.SRL,
        cui=candidate.cui,
        email=f"contact-{candidate.number}@candidat.example",
        phone="",
        user=None,
        now=now,
    )
    if candidate.issuer:
        papers.put(vendor, is_accepted=candidate.is_verified, now=now)
        _give_document(vendor, candidate, by=by, now=now)
    for state, reason in candidate.steps:
        moving.move(vendor=vendor, to=state, reason=reason, by=by, now=now)


def _give_document(vendor: Vendor, candidate: Candidate, *, by: User, now: datetime) -> None:
    last = day_of(now) + timedelta(days=candidate.ends_in_days)
    document = attestations.put(
        vendor,
        kind=Kind.ATTESTATION,
        series="DEMO",
        number=f"{candidate.number:06}",
        issuer=candidate.issuer,
        issued_on=_five_years_before(last),
        valid_until=last,
        is_verified=candidate.is_verified,
        now=now,
    )
    if candidate.ending is not None and document.status == Status.VERIFIED:
        candidate.ending(attestation=document, reason=candidate.reason, by=by, now=now)


def _five_years_before(last: date) -> date:
    return last + timedelta(days=1) - 5 * YEAR
