"""The first page of a SES, and the steps it takes from there; each step is asked once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kernel.badge import day_of
from ses_vendors.callers import person_of
from ses_vendors.portal import overview, steps
from ses_vendors.portal.access import member_of
from ses_vendors.portal.drafts import keeps_draft
from ses_vendors.portal.forms.filling import fill, status
from ses_vendors.portal.forms.periods import ReasonForm
from ses_vendors.portal.menu import roles_of
from ses_vendors.vendors import queries
from ses_vendors.vendors.models import Role, Vendor
from ses_vendors.vendors.services import terms

WRONG_MOVE = gettext_lazy("This cannot be done any more: see below where things stand.")

NUMBER_TAKEN = gettext_lazy(
    "Another seller with this tax number is here by now. Ask its owner to invite you to the team, "
    "or write to us."
)


@member_of()
def show_vendor(request: HttpRequest, vendor: Vendor) -> HttpResponse:
    """Tell where the SES stands and what is to be done."""
    now, roles = timezone.now(), roles_of(request, vendor)
    values = {
        "vendor": vendor,
        "overview": overview.of(vendor, roles=roles, now=now),
        "closure": queries.closure_on(vendor, day_of(now)),
        "is_owner": Role.OWNER in roles,
        "is_own_step": steps.was_own_step(vendor),
        "can_send": vendor.state in steps.PREPARING,
        "can_withdraw": vendor.state in steps.APPLYING,
        "can_leave": vendor.state in steps.SELLING,
    }
    return render(request, "portal/vendor.html", values)


@require_POST
@member_of(Role.OWNER)
def send(request: HttpRequest, vendor: Vendor) -> HttpResponseRedirect:
    """Send everything to the operator, if everything is there."""
    try:
        steps.send_for_review(vendor=vendor, by=person_of(request), now=timezone.now())
        messages.success(request, _("Sent. We look at it and write to you."))
    except steps.Incomplete:
        messages.error(request, _("Not sent: something on the list is still missing."))
    except steps.WrongMove:
        messages.error(request, WRONG_MOVE)
    return redirect("portal:vendor", slug=vendor.slug)


@dataclass(frozen=True, slots=True)
class _Step:
    take: Callable[..., None]
    froms: tuple[str, ...]
    name: str
    said: str | Promise


def _step(name: str, take: Callable[..., None], froms: tuple[str, ...], said: Promise) -> Callable[..., Any]:
    """Make the page that asks once more, and why, before a step is taken."""
    step = _Step(take, froms, name, said)

    @keeps_draft
    @require_http_methods(["GET", "HEAD", "POST"])
    @member_of(Role.OWNER)
    def ask(request: HttpRequest, vendor: Vendor) -> HttpResponse:
        return _ask(request, vendor, step)

    return ask


def _ask(request: HttpRequest, vendor: Vendor, step: _Step) -> HttpResponse:
    if vendor.state not in step.froms:
        messages.error(request, WRONG_MOVE)
        return redirect("portal:vendor", slug=vendor.slug)
    filled = fill(request, ReasonForm)
    if filled.is_good and _taken(request, vendor, step, filled.form):
        messages.success(request, str(step.said))
        return redirect("portal:vendor", slug=vendor.slug)
    values = {"vendor": vendor, "step": step.name, "form": filled.form, "is_draft": filled.is_draft}
    return render(request, "portal/step.html", values, status=status(filled))


def _taken(request: HttpRequest, vendor: Vendor, step: _Step, form: ReasonForm) -> bool:
    """Take the step; False where it was refused, with the words above the form."""
    try:
        step.take(vendor=vendor, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
    except steps.CuiTaken:
        form.add_error(None, NUMBER_TAKEN)
    return form.is_valid()


withdraw = _step("withdraw", steps.withdraw, steps.APPLYING, gettext_lazy("Your application is taken back."))
apply_again = _step(
    "again", steps.apply_again, ("rejected",), gettext_lazy("Your application goes on. Complete the list.")
)
leave = _step(
    "leave", steps.leave, steps.SELLING, gettext_lazy("We know that you want to leave. Nothing new is sold.")
)


@require_http_methods(["GET", "HEAD", "POST"])
@member_of(Role.OWNER)
def accept_terms(request: HttpRequest, vendor: Vendor) -> HttpResponse:
    """The conditions for sellers, accepted by the SES itself and by nobody in its name."""
    if request.method != "POST":
        return render(request, "portal/terms.html", {"vendor": vendor})
    if getattr(request, "acting", None):
        raise PermissionDenied
    if not request.POST.get("read"):
        return render(request, "portal/terms.html", {"vendor": vendor, "is_unread": True}, status=422)
    terms.accept(vendor=vendor, by=person_of(request), now=timezone.now())
    messages.success(request, _("The conditions are accepted."))
    return redirect("portal:vendor", slug=vendor.slug)
