"""A SES's team: who is in it, who is invited, who goes."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ses_vendors.callers import person_of
from ses_vendors.portal import letters, tasks
from ses_vendors.portal.access import member_of
from ses_vendors.portal.forms.team import InviteForm, RolesForm
from ses_vendors.portal.menu import roles_of
from ses_vendors.vendors.models import Invitation, Membership, Role, Vendor
from ses_vendors.vendors.services import team

shows_form = require_http_methods(["GET", "HEAD", "POST"])


@require_http_methods(["GET", "HEAD"])
@member_of()
def show_team(request: HttpRequest, vendor: Vendor) -> HttpResponseBase:
    """List the team; owners find the ways to change it."""
    return _team_page(request, vendor, InviteForm())


@require_POST
@member_of(Role.OWNER)
def invite(request: HttpRequest, vendor: Vendor) -> HttpResponseBase:
    """Offer somebody a place in the team, by mail."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _team_page(request, vendor, form, status=422)
    try:
        with transaction.atomic():
            invitation, token = team.invite(
                vendor=vendor,
                email=form.cleaned_data["email"],
                roles=form.given(),
                by=person_of(request),
                now=timezone.now(),
            )
            transaction.on_commit(partial(tasks.enqueue, letters.invitation(invitation, token)))
    except team.AlreadyMember:
        form.add_error("email", _("This person is in the team already."))
    except ValidationError:
        form.add_error("email", _("Enter an e-mail address like nume@exemplu.ro."))
    else:
        said = _("The invitation to %(email)s is on its way.") % {"email": invitation.email}
        messages.success(request, said)
        return _back(vendor)
    return _team_page(request, vendor, form, status=422)


@shows_form
@member_of(Role.OWNER)
def edit_member(request: HttpRequest, vendor: Vendor, pk: int) -> HttpResponseBase:
    """Say what a member may do."""
    member = _member(vendor, pk)
    is_sent = request.method == "POST"
    present = {"roles": [str(role) for role in member.roles]}
    form = RolesForm(request.POST if is_sent else None, initial=present)
    if is_sent and form.is_valid():
        try:
            team.change_roles(
                membership=member, roles=form.given(), by=person_of(request), now=timezone.now()
            )
        except team.LastOwner:
            form.add_error("roles", _last_owner())
        except Membership.DoesNotExist as gone:
            raise Http404 from gone
        else:
            messages.success(request, _("Saved."))
            return _back(vendor)
    context = {"vendor": vendor, "member": member, "form": form}
    return render(request, "portal/team/member.html", context, status=422 if is_sent else 200)


@shows_form
@member_of(Role.OWNER)
def remove_member(request: HttpRequest, vendor: Vendor, pk: int) -> HttpResponseBase:
    """Let a member go, after asking."""
    member = _member(vendor, pk)
    return _let_go(request, vendor, member, is_leaving=member.user_id == request.user.pk)


@shows_form
@member_of()
def leave(request: HttpRequest, vendor: Vendor) -> HttpResponseBase:
    """Leave the team, after asking. An operator who acts for the SES is not in it."""
    member = get_object_or_404(Membership.objects.select_related("user"), vendor=vendor, user=request.user.pk)
    return _let_go(request, vendor, member, is_leaving=True)


@require_POST
@member_of(Role.OWNER)
def revoke(request: HttpRequest, vendor: Vendor, pk: int) -> HttpResponseBase:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation, vendor=vendor, pk=pk)
    team.revoke(invitation=invitation, by=person_of(request), now=timezone.now())
    messages.success(request, _("The invitation to %(email)s is taken back.") % {"email": invitation.email})
    return _back(vendor)


def _let_go(
    request: HttpRequest, vendor: Vendor, member: Membership, *, is_leaving: bool
) -> HttpResponseBase:
    trouble = ""
    if request.method == "POST":
        try:
            team.remove(membership=member, by=person_of(request), now=timezone.now())
        except team.LastOwner:
            trouble = _last_owner()
        else:
            said = _("You left the team.") if is_leaving else _("The person is out of the team.")
            messages.success(request, said)
            return HttpResponseRedirect(reverse("portal:home")) if is_leaving else _back(vendor)
    context = {"vendor": vendor, "member": member, "is_leaving": is_leaving, "trouble": trouble}
    return render(request, "portal/team/remove.html", context, status=422 if trouble else 200)


def _team_page(request: HttpRequest, vendor: Vendor, form: InviteForm, status: int = 200) -> HttpResponseBase:
    now = timezone.now()
    context = {
        "vendor": vendor,
        "members": vendor.memberships.select_related("user"),
        "invitations": team.open_invitations(vendor).filter(expires_at__gt=now),
        "may_change": Role.OWNER in roles_of(request, vendor),
        "form": form,
    }
    return render(request, "portal/team/team.html", context, status=status)


def _member(vendor: Vendor, pk: int) -> Membership:
    return get_object_or_404(Membership.objects.select_related("user"), vendor=vendor, pk=pk)


def _back(vendor: Vendor) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("portal:team", args=[vendor.slug]))


def _last_owner() -> str:
    return _("This is the last owner. Make somebody else an owner first.")
