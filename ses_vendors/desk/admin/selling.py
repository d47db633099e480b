"""Leave to sell after an attestation has ended: the buttons that give it and take it back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ses_vendors.badge import acts as badge_acts
from ses_vendors.callers import person_of
from ses_vendors.desk.admin.acts import Act
from ses_vendors.desk.admin.moves import CHANGE_SELLER
from ses_vendors.desk.forms import ReasonForm
from ses_vendors.vendors.models import State, Vendor
from ses_vendors.vendors.services import selling

#: Others have no goods on sale.
SELLING = (State.APPROVED, State.SUSPENDED)


def _allow(request: HttpRequest, vendor: Vendor, said: dict[str, Any]) -> str:
    """Give the leave, and have the core told."""
    now = timezone.now()
    with transaction.atomic():
        selling.allow_unattested(vendor=vendor, reason=said["reason"], by=person_of(request), now=now)
        badge_acts.tell(vendor=vendor, now=now)
    return _("%(seller)s may go on selling without an attestation in force.") % {"seller": vendor}


def _forbid(request: HttpRequest, vendor: Vendor, said: dict[str, Any]) -> str:
    """Take the leave back, and have the core told."""
    now = timezone.now()
    with transaction.atomic():
        selling.forbid_unattested(vendor=vendor, by=person_of(request), now=now)
        badge_acts.tell(vendor=vendor, now=now)
    return _("%(seller)s may no longer sell without an attestation in force.") % {"seller": vendor}


ACTS: tuple[Act[Vendor], ...] = (
    Act(
        code="allow-unattested",
        label=gettext_lazy("Let it sell unattested …"),
        title=gettext_lazy("Let this seller go on without an attestation?"),
        warning=gettext_lazy(
            "Its goods stay on sale, without a badge, after its attestation has ended. Without this leave "
            "they are paused 30 days after the end. A suspended or withdrawn attestation stops them all the "
            "same."
        ),
        permission=CHANGE_SELLER,
        fits=lambda vendor: vendor.state in SELLING and not vendor.may_sell_unattested,
        run=_allow,
        form=ReasonForm,
        errors=(selling.ReasonMissing,),
        told=lambda refusal: _("A reason is missing."),
    ),
    Act(
        code="forbid-unattested",
        label=gettext_lazy("Ask for an attestation again …"),
        title=gettext_lazy("Take back the leave to sell without an attestation?"),
        warning=gettext_lazy("Its goods are paused at once if its attestation ended more than 30 days ago."),
        permission=CHANGE_SELLER,
        fits=lambda vendor: vendor.may_sell_unattested,
        run=_forbid,
        is_grave=True,
    ),
)
