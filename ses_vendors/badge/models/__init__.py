"""Tables of the attestations' room."""

from ses_vendors.badge.models.attestation import AGENCIES, Attestation, AttestationChange, Kind, Status
from ses_vendors.badge.models.frozen import FrozenBadge
from ses_vendors.badge.models.jobs import JobRun

__all__ = ["AGENCIES", "Attestation", "AttestationChange", "FrozenBadge", "JobRun", "Kind", "Status"]
