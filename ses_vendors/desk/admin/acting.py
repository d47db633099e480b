"""Acting for a SES: the button that begins it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ses_vendors.callers import person_of
from ses_vendors.desk import telling
from ses_vendors.desk.admin import columns
from ses_vendors.desk.admin.acts import Act, ActsAdmin
from ses_vendors.desk.forms import InnerReasonForm
from ses_vendors.facts_admin import Facts
from ses_vendors.vendors.models import ActingSession, State, Vendor
from ses_vendors.vendors.services import acting

SELLER = columns.link("vendor", gettext_lazy("seller"))
OPERATOR = columns.plain("operator", gettext_lazy("operator"))
MAY_ACT = "ses_sellers.add_actingsession"


def begin(request: HttpRequest, vendor: Vendor, said: dict[str, Any]) -> str:
    """Begin to act for a SES; its owners are told."""
    session = acting.begin(
        vendor=vendor, operator=person_of(request), reason=said["reason"], now=timezone.now()
    )
    telling.of_acting(session)
    return _(
        "You act for %(seller)s for an hour. Everything you change is written down with your reason."
    ) % {"seller": vendor}


ACT_FOR: Act[Vendor] = Act(
    code="act-for",
    label=gettext_lazy("Act for this seller …"),
    title=gettext_lazy("Act for this seller?"),
    warning=gettext_lazy(
        "For an hour you may do what its owner may, except what concerns its money. Its owners get a letter "
        "with your reason, and see in their history what you changed."
    ),
    button=gettext_lazy("Begin"),
    permission=MAY_ACT,
    fits=lambda vendor: vendor.state != State.CLOSED,
    run=begin,
    form=InnerReasonForm,
    errors=(acting.NotOperator, acting.ReasonMissing),
    told=lambda refusal: _("A reason is missing."),
)


@admin.register(ActingSession)
class ActingSessionAdmin(Facts, ActsAdmin):
    """Shows who acted for whom, why and how long."""

    list_display = ("started_at", OPERATOR, SELLER, "reason", "ended_at", "expires_at")
    list_filter = ("started_at",)
    list_select_related = ("operator", "vendor")
    search_fields = ("vendor__trade_name", "reason")
    fields = (SELLER, OPERATOR, "reason", "started_at", "expires_at", "ended_at")
    readonly_fields = (SELLER, OPERATOR)
