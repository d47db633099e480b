"""Tables of the attestations' room."""

from ses_vendors.badge.models.attestation import AGENCIES, Attestation, AttestationChange, Kind, Status
from ses_vendors.badge.models.errand import Errand
from ses_vendors.badge.models.frozen import FrozenBadge
from ses_vendors.badge.models.jobs import JobRun
from ses_vendors.badge.models.proof import BadgeReport, SigningKey, StatusEntry
from ses_vendors.badge.models.register import Finding, RegisterImport, RegisterRow

__all__ = [
    "AGENCIES",
    "Attestation",
    "AttestationChange",
    "BadgeReport",
    "Errand",
    "Finding",
    "FrozenBadge",
    "JobRun",
    "Kind",
    "RegisterImport",
    "RegisterRow",
    "SigningKey",
    "Status",
    "StatusEntry",
]
