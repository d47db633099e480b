"""Tables of the sellers' room."""

from ses_vendors.vendors.models.groups import Group, check_groups
from ses_vendors.vendors.models.papers import (
    DocumentState,
    Requirement,
    RequirementKind,
    VendorDocument,
)
from ses_vendors.vendors.models.team import (
    MONEY_ROLES,
    ActingSession,
    Invitation,
    Membership,
    Role,
    role_fields,
)
from ses_vendors.vendors.models.vendor import (
    FEWEST_FOR_GROUPS,
    GONE,
    AddressKind,
    Closure,
    LegalForm,
    Medium,
    Picture,
    RegistryKind,
    State,
    StateChange,
    VatPeriod,
    Vendor,
    VendorAddress,
)

__all__ = [
    "FEWEST_FOR_GROUPS",
    "GONE",
    "MONEY_ROLES",
    "ActingSession",
    "AddressKind",
    "Closure",
    "DocumentState",
    "Group",
    "Invitation",
    "LegalForm",
    "Medium",
    "Membership",
    "Picture",
    "RegistryKind",
    "Requirement",
    "RequirementKind",
    "Role",
    "State",
    "StateChange",
    "VatPeriod",
    "Vendor",
    "VendorAddress",
    "VendorDocument",
    "check_groups",
    "role_fields",
]
