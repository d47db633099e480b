"""Which models the audit log follows, and which of their columns it hides or leaves out."""

from __future__ import annotations

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from auditlog.signals import pre_log
from django.contrib.auth.models import Group, User
from django.contrib.auth.signals import user_logged_in
from django.db.models import Model
from django.db.models.signals import pre_save

from ses_vendors.badge.models import Attestation
from ses_vendors.desk.audit import stamps
from ses_vendors.vendors.models import (
    ActingSession,
    Closure,
    Invitation,
    Membership,
    Picture,
    Requirement,
    VatPeriod,
    Vendor,
    VendorAddress,
    VendorDocument,
)

#: Columns that tell nothing a person did, or that nobody may read.
LEFT_OUT: dict[type[Model], tuple[str, ...]] = {
    Invitation: ("token_hash",),
    VendorDocument: ("file",),
    User: ("password", "last_login"),
}
#: Columns of which the last characters are kept.
MASKED: dict[type[Model], tuple[str, ...]] = {Vendor: ("iban",)}
#: Lists of other rows, of which each addition and removal is kept: who may do what.
LISTS: dict[type[Model], tuple[str, ...]] = {User: ("groups", "user_permissions"), Group: ("permissions",)}
FOLLOWED: tuple[type[Model], ...] = (
    *(Vendor, VendorAddress, VatPeriod, Closure, Picture, Membership, Invitation),
    *(Requirement, VendorDocument, Attestation, ActingSession, User, Group),
)


def begin() -> None:
    """Follow the models; stamp each entry; note the operators' sign-ins."""
    for model in FOLLOWED:
        auditlog.register(
            model,
            exclude_fields=list(LEFT_OUT.get(model, ())),
            mask_fields=list(MASKED.get(model, ())),
            mask_callable="ses_vendors.desk.audit.tracking.mask",
            m2m_fields=set(LISTS.get(model, ())),
        )
    pre_log.connect(stamps.remember_seller, dispatch_uid="desk-seller")
    pre_save.connect(stamps.stamp, sender=LogEntry, dispatch_uid="desk-stamp")
    user_logged_in.connect(stamps.note_sign_in, dispatch_uid="desk-sign-in")


def mask(value: str) -> str:
    """Hide all but the last four characters."""
    return f"…{value[-4:]}" if value else ""
