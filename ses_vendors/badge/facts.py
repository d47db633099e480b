"""What the rule judges, from the tables: as things are, and as they were at any moment.

Documents that the shop never vouched for are no facts. A SES that is suspended, closed or rejected stops all
of its documents at the moment it became so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kernel.badge import Document, Standing
from kernel.badge import Kind as DocumentKind
from ses_vendors.badge import states
from ses_vendors.badge.models import Attestation, AttestationChange
from ses_vendors.vendors.models import State, StateChange, Vendor

#: States of a SES in which none of its documents stands.
STOPPING_STATES = frozenset({State.SUSPENDED, State.CLOSED, State.REJECTED})


def standing_of(vendor: Vendor) -> Standing:
    """Return the documents of a SES as they are now, in one query."""
    rows = Attestation.objects.filter(vendor=vendor, status__in=states.VOUCHED)
    return _standing(rows, stopped_at=_stopped_at(vendor))


def standings(vendor_ids: Iterable[int]) -> dict[int, Standing]:
    """Return the documents of several SES by their keys, in two queries; all keys are in it."""
    ids = list(dict.fromkeys(vendor_ids))
    vendors = Vendor.objects.filter(pk__in=ids).only("pk", "state", "state_changed_at")
    stops = {each.pk: _stopped_at(each) for each in vendors}
    rows: dict[int, list[Attestation]] = defaultdict(list)
    for row in Attestation.objects.filter(vendor__in=ids, status__in=states.VOUCHED):
        rows[row.vendor_id].append(row)
    return {key: _standing(rows[key], stopped_at=stops.get(key)) for key in ids}


def standing_at(vendor: Vendor, moment: datetime) -> Standing:
    """Return the documents of a SES as they were at a moment, from what was written down, in two queries."""
    changes = AttestationChange.objects.filter(attestation__vendor=vendor, at__lte=moment)
    last: dict[int, Mapping[str, Any]] = {}
    for key, facts in changes.order_by("at", "pk").values_list("attestation_id", "facts"):
        last[key] = facts
    documents = [_read(facts) for facts in last.values() if facts["status"] in states.VOUCHED]
    return _stopped(documents, _stopped_before(vendor, moment))


def document_of(attestation: Attestation) -> Document:
    """Return what the rule reads of one attestation. It must have been verified at some time."""
    if attestation.verified_at is None:
        raise ValueError("Nobody has vouched for this document.")
    return Document(
        kind=DocumentKind(attestation.kind),
        series=attestation.series,
        number=attestation.number,
        issuer=attestation.issuer,
        issued_on=attestation.issued_on,
        valid_until=attestation.valid_until,
        since=attestation.verified_at,
        stopped_at=attestation.stopped_at,
        checked_on=attestation.registry_checked_on,
        code=attestation.code,
    )


def _read(facts: Mapping[str, Any]) -> Document:
    stopped_at, checked_on = facts["stopped_at"], facts["checked_on"]
    return Document(
        kind=DocumentKind(facts["kind"]),
        series=facts["series"],
        number=facts["number"],
        issuer=facts["issuer"],
        issued_on=date.fromisoformat(facts["issued_on"]),
        valid_until=date.fromisoformat(facts["valid_until"]),
        since=datetime.fromisoformat(facts["since"]),
        stopped_at=datetime.fromisoformat(stopped_at) if stopped_at else None,
        checked_on=date.fromisoformat(checked_on) if checked_on else None,
        code=facts["code"],
    )


def _standing(rows: Iterable[Attestation], *, stopped_at: datetime | None) -> Standing:
    return _stopped([document_of(row) for row in rows], stopped_at)


def _stopped(documents: list[Document], stopped_at: datetime | None) -> Standing:
    """Put documents in order, and stop them where their SES is."""
    if stopped_at is not None:
        documents = [
            replace(each, stopped_at=min(filter(None, (each.stopped_at, stopped_at)))) for each in documents
        ]
    return Standing(tuple(sorted(documents, key=_order)))


def _order(document: Document) -> tuple[Any, ...]:
    return (document.kind, document.issued_on, document.series, document.number, document.code)


def _stopped_at(vendor: Vendor) -> datetime | None:
    return vendor.state_changed_at if vendor.state in STOPPING_STATES else None


def _stopped_before(vendor: Vendor, moment: datetime) -> datetime | None:
    last = StateChange.objects.filter(vendor=vendor, at__lte=moment).order_by("-at", "-pk").first()
    return last.at if last is not None and last.to_state in STOPPING_STATES else None
