"""The operator invites a SES: it is there at once, in preparation, and its first owner gets a link."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from ses_vendors.desk import telling
from ses_vendors.vendors.identifiers import BadValue
from ses_vendors.vendors.models import Role, State, Vendor
from ses_vendors.vendors.services import applying, moving, team

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Refused(ValueError):
    """The SES cannot be invited as typed; `errors` are messages by field."""

    def __init__(self, errors: dict[str, Any]) -> None:
        super().__init__(str(errors))
        self.errors = errors


def invite(
    *, trade_name: str, legal_name: str, legal_form: str, cui: str, email: str, by: User, now: datetime
) -> Vendor:
    """Take a SES in as being prepared, and mail its first owner. Raises Refused."""
    try:
        return _invite(
            by=by,
            now=now,
            trade_name=trade_name,
            legal_name=legal_name,
            legal_form=legal_form,
            cui=cui,
            email=email,
        )
    except BadValue as fault:
        raise Refused({"cui": fault}) from fault
    except applying.BadFields as fault:
        raise Refused(dict(fault.error_dict)) from fault


@transaction.atomic
def _invite(*, by: User, now: datetime, email: str, **identity: str) -> Vendor:
    made = applying.apply(**identity, email=email, phone="", user=None, now=now)
    moving.move(vendor=made, to=State.ONBOARDING, reason="", by=by, now=now)
    invitation, token = team.invite(vendor=made, email=email, roles=(Role.OWNER,), by=by, now=now)
    telling.of_invitation(invitation.pk, token)
    return made
