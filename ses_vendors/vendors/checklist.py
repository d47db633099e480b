"""What the operator asks of a SES, line by line, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from ses_vendors.vendors import completeness
from ses_vendors.vendors.models import DocumentState, Requirement, RequirementKind, Vendor, VendorDocument


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement of a SES.

    `is_met` counts; `is_handed_in` says that the SES has done its part and the operator has yet to look.
    `document` is the newest paper, `note` what the operator wrote to it.
    """

    requirement: Requirement
    is_met: bool
    note: str = ""
    document: VendorDocument | None = None
    is_handed_in: bool = False
    missing: tuple[str, ...] = ()


def of(vendor: Vendor, now: datetime) -> tuple[Line, ...]:
    """Return every line that is asked for, in the operator's order."""
    papers = _papers(vendor)
    lacking = completeness.missing(vendor)
    return tuple(
        _line(requirement, vendor, papers.get(requirement.pk, []), lacking)
        for requirement in Requirement.objects.filter(is_active=True)
    )


def is_complete(vendor: Vendor, now: datetime) -> bool:
    """Say whether every required line is met."""
    return all(line.is_met for line in of(vendor, now) if line.requirement.is_required)


def is_handed_in(vendor: Vendor, now: datetime) -> bool:
    """Say whether the SES has done its part of every required line: the operator may begin to look."""
    return all(line.is_met or line.is_handed_in for line in of(vendor, now) if line.requirement.is_required)


def _papers(vendor: Vendor) -> dict[int, list[VendorDocument]]:
    found: dict[int, list[VendorDocument]] = {}
    for paper in vendor.documents.exclude(state=DocumentState.REPLACED).exclude(requirement=None):
        found.setdefault(paper.requirement_id or 0, []).append(paper)
    return found


def _line(
    requirement: Requirement, vendor: Vendor, papers: list[VendorDocument], lacking: dict[str, list[str]]
) -> Line:
    if requirement.kind == RequirementKind.DOCUMENT:
        return _paper_line(requirement, papers)
    if requirement.kind == RequirementKind.PROFILE:
        missing = tuple(lacking.get(requirement.section, ()))
        return Line(requirement, is_met=not missing, missing=missing)
    if requirement.kind == RequirementKind.ATTESTATION:
        return Line(requirement, is_met=bool(_attestation_check(vendor, requirement.section)))
    return Line(requirement, is_met=vendor.terms_accepted_at is not None)


def _paper_line(requirement: Requirement, papers: list[VendorDocument]) -> Line:
    """Papers come newest first; an accepted one counts until a newer one is accepted in its place."""
    newest = papers[0] if papers else None
    states = {paper.state for paper in papers}
    return Line(
        requirement,
        is_met=DocumentState.ACCEPTED in states,
        note=newest.note if newest else "",
        document=newest,
        is_handed_in=bool(newest and newest.state == DocumentState.SUBMITTED),
    )


def _attestation_check(vendor: Vendor, kind: str) -> bool:
    return bool(import_string(settings.ATTESTATION_CHECK)(vendor, kind))
