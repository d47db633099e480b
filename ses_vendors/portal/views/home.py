"""The door of the sellers' pages: which SES somebody belongs to, which invitations wait."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ses_vendors.portal import accounts
from ses_vendors.portal.access import signed_in
from ses_vendors.vendors import access
from ses_vendors.vendors.models import Invitation
from ses_vendors.vendors.services import acting


@signed_in
def show_home(request: HttpRequest) -> HttpResponse:
    """Go straight to the only SES; list several, and what somebody is invited to."""
    vendors = list(access.vendors_of(request.user))
    invitations = list(_waiting(request))
    session = acting.current(request.user, timezone.now()) if request.user.is_staff else None
    if len(vendors) == 1 and not invitations and session is None:
        return redirect("portal:vendor", slug=vendors[0].slug)
    values = {
        "vendors": vendors,
        "invitations": invitations,
        "may_accept": accounts.is_confirmed(request.user, request.user.email),  # type: ignore[arg-type,union-attr]
        "session": session,
    }
    return render(request, "portal/home.html", values)


def _waiting(request: HttpRequest) -> list[Invitation]:
    """Return the open invitations to this person's address; the links of their letters are not known."""
    rows = Invitation.objects.filter(
        email__iexact=request.user.email,  # type: ignore[union-attr]
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    return list(rows.select_related("vendor"))
