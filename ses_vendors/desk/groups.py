"""What each kind of operator may do. A superuser is needed for none of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

VERIFIER, MONEY, EDITOR = "Operator: verifier", "Operator: money", "Operator: editor"

#: Permissions by group: app, model, what.
GROUPS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    VERIFIER: (
        ("ses_sellers", "vendor", "view add change"),
        ("ses_sellers", "vendordocument", "view change"),
        ("ses_sellers", "actingsession", "view add"),
        ("ses_sellers", "requirement", "view"),
        ("ses_badge", "attestation", "view add change"),
        ("ses_badge", "badgereport", "view change"),
        ("ses_badge", "registerimport", "view add change"),
        ("ses_badge", "jobrun", "view"),
        ("auditlog", "logentry", "view"),
    ),
    MONEY: (
        ("ses_payments", "payment", "view change"),
        ("ses_payments", "refund", "view change"),
        ("ses_payments", "report", "view change"),
        ("ses_payments", "statementimport", "view add change"),
    ),
    EDITOR: (
        ("ses_sellers", "requirement", "view add change"),
        ("ses_inbox", "inboxevent", "view change"),
        ("ses_installation", "installation", "view"),
        ("ses_badge", "jobrun", "view"),
    ),
}


class PermissionsMissing(RuntimeError):
    """The database does not know the permissions yet: `manage.py migrate` makes them."""


@transaction.atomic
def put() -> list[Group]:
    """Make the groups as they are written here; who is in them stays. Safe to run twice."""
    return [_put(name, wanted) for name, wanted in GROUPS.items()]


def _put(name: str, wanted: tuple[tuple[str, str, str], ...]) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    codes = [(app, f"{verb}_{model}") for app, model, verbs in wanted for verb in verbs.split()]
    matching = Q(*(Q(content_type__app_label=app, codename=code) for app, code in codes), _connector=Q.OR)
    found = Permission.objects.filter(matching)
    if len(found) != len(codes):
        raise PermissionsMissing(f"{len(codes) - len(found)} permissions of “{name}” are missing.")
    group.permissions.set(found)
    return group
