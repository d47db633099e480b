"""The link of an invitation: for somebody new, for somebody with an account, for the wrong person."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ses_vendors.callers import person_of
from ses_vendors.portal import accounts
from ses_vendors.portal.access import signed_in
from ses_vendors.portal.forms.team import NewcomerForm
from ses_vendors.portal.second_factor import not_needed
from ses_vendors.vendors.models import Invitation, Vendor
from ses_vendors.vendors.services import team


@not_needed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Take the place that was offered, as whoever one is."""
    try:
        invitation = team.find(token=token, now=timezone.now())
    except team.InvitationGone:
        return render(request, "portal/team/gone.html", status=404)
    user = request.user
    if user.is_authenticated:
        return _for_signed_in(request, invitation, token, user)
    if accounts.find(invitation.email) is not None:
        return _page(request, "known", invitation)
    return _for_newcomer(request, invitation, token)


@require_POST
@signed_in
def accept_waiting(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Take a place that waits on the home page, where the link of its letter is not known.

    Of an invitation to somebody else one learns no more than of none.
    """
    user: User = person_of(request)
    try:
        if not accounts.is_confirmed(user, user.email):
            raise Http404
        membership = team.accept_by_key(key=pk, user=user, now=timezone.now())
    except (team.InvitationGone, team.WrongPerson) as fault:
        raise Http404 from fault
    return _welcome(request, membership.vendor)


def _welcome(request: HttpRequest, vendor: Vendor) -> HttpResponseRedirect:
    messages.success(request, _("Welcome to the team of %(name)s.") % {"name": vendor.trade_name})
    return HttpResponseRedirect(reverse("portal:vendor", args=[vendor.slug]))


def _for_signed_in(request: HttpRequest, invitation: Invitation, token: str, user: User) -> HttpResponseBase:
    if request.method == "POST":
        try:
            team.accept(token=token, user=user, now=timezone.now())
        except team.WrongPerson:
            return _page(request, "wrong", invitation, status=422)
        except team.InvitationGone:
            return render(request, "portal/team/gone.html", status=404)
        return _welcome(request, invitation.vendor)
    is_right = user.email.lower() == invitation.email
    return _page(request, "accept" if is_right else "wrong", invitation)


def _for_newcomer(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponseBase:
    is_sent = request.method == "POST"
    form = NewcomerForm(request.POST if is_sent else None, email=invitation.email)
    if is_sent and form.is_valid():
        try:
            user = _take_in(invitation, token, form)
        except (accounts.EmailTaken, team.InvitationGone):
            # Somebody pressed twice: the page now says what is left to do.
            return HttpResponseRedirect(request.path)
        next_path = reverse("portal:vendor", args=[invitation.vendor.slug])
        return accounts.sign_up(request, user, next_path=next_path)
    return _page(request, "new", invitation, form=form, status=422 if is_sent else 200)


@transaction.atomic
def _take_in(invitation: Invitation, token: str, form: NewcomerForm) -> User:
    """The link came by mail, so the address is theirs."""
    user = accounts.register(
        email=invitation.email,
        password=form.cleaned_data["password"],
        name=form.cleaned_data["name"],
        now=timezone.now(),
        is_verified=True,
    )
    team.accept(token=token, user=user, now=timezone.now())
    return user


def _page(
    request: HttpRequest,
    case: str,
    invitation: Invitation,
    *,
    form: NewcomerForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    context = {"case": case, "invitation": invitation, "vendor": invitation.vendor, "form": form}
    return render(request, "portal/team/invitation.html", context, status=status)
