"""The door of the sellers' pages: which SES somebody belongs to, which invitations wait."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ses_vendors.callers import person_of
from ses_vendors.portal import accounts
from ses_vendors.portal.access import signed_in
from ses_vendors.vendors import access
from ses_vendors.vendors.models import Invitation
from ses_vendors.vendors.services import acting


@signed_in
def show_home(request: HttpRequest) -> HttpResponse:
    """Go straight to the only SES; list several, and what somebody is invited to."""
    person, now = person_of(request), timezone.now()
    vendors = list(access.vendors_of(person))
    invitations = _waiting(person, now=now)
    session = acting.current(person, now) if person.is_staff else None
    if len(vendors) == 1 and not invitations and session is None:
        return redirect("portal:vendor", slug=vendors[0].slug)
    values = {
        "vendors": vendors,
        "invitations": invitations,
        "may_accept": accounts.is_confirmed(person, person.email),
        "session": session,
    }
    return render(request, "portal/home.html", values)


def _waiting(person: User, *, now: datetime) -> list[Invitation]:
    """Return the open invitations to this person's address; the links of their letters are not known."""
    rows = Invitation.objects.filter(
        email__iexact=person.email,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=now,
    )
    return list(rows.select_related("vendor"))
