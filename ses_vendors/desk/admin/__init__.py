"""The admins of the desk; importing them registers them."""

from ses_vendors.desk.admin import (
    accounts,
    acting,
    attestations,
    audit,
    papers,
    register,
    reports,
    staff,
    vendors,
)

__all__ = ["accounts", "acting", "attestations", "audit", "papers", "register", "reports", "staff", "vendors"]
