"""Changes of attestations, each with the facts as they then were: written once, and read back as history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from ses_vendors.badge.models import Attestation, AttestationChange
from ses_vendors.vendors.models import Vendor

LONGEST_REASON = 1_000


def locked(attestation: Attestation) -> Attestation:
    """Read an attestation anew and lock it, its SES first: two that act at once come one after the other.

    Call it inside a transaction. Every act on a SES's documents takes these locks in this order.
    """
    vendor = Vendor.objects.select_for_update().get(pk=attestation.vendor_id)
    found = Attestation.objects.select_for_update().get(pk=attestation.pk)
    found.vendor = vendor
    return found


def moment_of(attestation: Attestation, now: datetime) -> datetime:
    """Return when a change counts: now, and never before the change that came before it.

    Two machines' clocks differ; history stays in the order in which things happened.
    """
    last = AttestationChange.objects.filter(attestation=attestation).order_by("-at", "-pk").first()
    return max(now, last.at) if last else now


def note(
    attestation: Attestation,
    *,
    act: str,
    by: User | None,
    at: datetime,
    from_status: str = "",
    reason: str = "",
    **more: Any,
) -> AttestationChange:
    """Write down what was done to an attestation, with its facts as they are now; `more` goes beside them."""
    return AttestationChange.objects.create(
        attestation=attestation,
        act=act,
        from_status=from_status,
        to_status=attestation.status if act in ("entered", "status") else "",
        reason=reason.replace("\x00", "").strip()[:LONGEST_REASON],
        facts={**facts_of(attestation), **more},
        by=by,
        at=at,
    )


def facts_of(attestation: Attestation) -> dict[str, Any]:
    """Write an attestation as JSON, with what nobody outside reads too."""
    return {
        "status": attestation.status,
        "kind": attestation.kind,
        "series": attestation.series,
        "number": attestation.number,
        "issuer": attestation.issuer,
        "decision_no": attestation.decision_no,
        "issued_on": attestation.issued_on.isoformat(),
        "valid_until": attestation.valid_until.isoformat(),
        "since": _text(attestation.verified_at),
        "stopped_at": _text(attestation.stopped_at),
        "checked_on": attestation.registry_checked_on.isoformat()
        if attestation.registry_checked_on
        else None,
        "code": attestation.code,
        "scan": attestation.scan_id,
    }


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
