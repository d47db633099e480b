"""Where a SES stands, in words for its people: what is met, what is missing and why, what ends soon."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import get_language

from kernel.badge import day_of
from ses_vendors.badge import queries
from ses_vendors.badge.models import Attestation, Status
from ses_vendors.portal import sections
from ses_vendors.vendors import checklist
from ses_vendors.vendors.checklist import Line
from ses_vendors.vendors.models import DocumentState, Requirement, RequirementKind, Role, Vendor


class Mark(StrEnum):
    """How far a line is."""

    DONE = "done"
    WAITING = "waiting"
    RETURNED = "returned"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the checklist; `path` is empty for who may not do it, `missing` names what is not there."""

    title: str
    help: str
    mark: Mark
    path: str
    note: str
    is_required: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """A verified document whose last day is near."""

    attestation: Attestation
    days_left: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the first page of a SES tells."""

    tasks: tuple[Task, ...]
    is_complete: bool
    endings: tuple[Ending, ...] = field(default=())

    @property
    def done_count(self) -> int:
        """How many required lines the SES has done its part of."""
        return sum(task.mark in (Mark.DONE, Mark.WAITING) for task in self.tasks if task.is_required)

    @property
    def required_count(self) -> int:
        """How many lines are required."""
        return sum(task.is_required for task in self.tasks)


def of(vendor: Vendor, *, roles: Collection[Role], now: datetime) -> Overview:
    """Gather the overview for somebody with these roles."""
    lines = checklist.of(vendor, now)
    handed_in = all(each.is_met or each.is_handed_in for each in lines if each.requirement.is_required)
    tasks = tuple(_task(vendor, line, roles) for line in lines)
    return Overview(tasks, handed_in, endings(vendor, day_of(now)))


def endings(vendor: Vendor, today: date) -> tuple[Ending, ...]:
    """Return the documents of a SES that end within 60 days and that nothing renews."""
    rows = queries.expiring(today=today).filter(vendor=vendor)
    return tuple(Ending(each, (each.valid_until - today).days) for each in rows)


def in_language(row: Requirement, name: str) -> str:
    """Return the operator's words in the reader's language; Romanian where there are no English ones."""
    english: str = getattr(row, f"{name}_en") if get_language() == "en" else ""
    romanian: str = getattr(row, f"{name}_ro")
    return english or romanian


def _task(vendor: Vendor, line: Line, roles: Collection[Role]) -> Task:
    path, role = _way(vendor, line.requirement)
    section = line.requirement.section
    return Task(
        title=in_language(line.requirement, "title"),
        help=in_language(line.requirement, "help"),
        mark=_mark(vendor, line),
        path=path if role in roles else "",
        note=line.note if line.document and line.document.state == DocumentState.RETURNED else "",
        is_required=line.requirement.is_required,
        missing=tuple(sections.label(section, name) for name in line.missing),
    )


def _mark(vendor: Vendor, line: Line) -> Mark:
    if line.document is not None and line.document.state == DocumentState.RETURNED:
        return Mark.RETURNED
    if line.requirement.kind == RequirementKind.ATTESTATION and line.is_met:
        return _attestation_mark(vendor, line.requirement.section)
    if line.is_met:
        return Mark.DONE
    return Mark.WAITING if line.is_handed_in else Mark.MISSING


def _attestation_mark(vendor: Vendor, kind: str) -> Mark:
    is_verified = Attestation.objects.filter(vendor=vendor, kind=kind, status=Status.VERIFIED).exists()
    return Mark.DONE if is_verified else Mark.WAITING


def _way(vendor: Vendor, requirement: Requirement) -> tuple[str, Role]:
    """Where a line is dealt with, and who may."""
    if requirement.kind == RequirementKind.PROFILE:
        found = sections.section(requirement.section)
        path = reverse("portal:section", args=[vendor.slug, requirement.section]) if found else ""
        return path, found.role if found else Role.OWNER
    names = {RequirementKind.DOCUMENT: "documents", RequirementKind.ATTESTATION: "attestations"}
    return reverse(
        f"portal:{names.get(RequirementKind(requirement.kind), 'terms')}", args=[vendor.slug]
    ), Role.OWNER
