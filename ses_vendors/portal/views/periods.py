"""Days of a SES: when it pays VAT, when it is closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kernel.badge import day_of
from ses_vendors.portal import publishing
from ses_vendors.portal.access import member_of
from ses_vendors.portal.drafts import keeps_draft
from ses_vendors.portal.forms.filling import fill, status
from ses_vendors.portal.forms.periods import ClosureForm, VatForm
from ses_vendors.vendors import queries
from ses_vendors.vendors.models import Closure, Role, VatPeriod, Vendor
from ses_vendors.vendors.services import closures, profile, vat_history


@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
@member_of(Role.MONEY)
def show_vat(request: HttpRequest, vendor: Vendor, pk: int | None = None) -> HttpResponse:
    """List the VAT periods; add one, or change one."""
    period: VatPeriod | None = _own(vendor.vat_periods, pk)
    filled = fill(request, VatForm, _days(period))
    if filled.is_good:
        try:
            vat_history.put(vendor=vendor, period=period, **_stamp(request), **filled.form.cleaned_data)
        except profile.BadFields as fault:
            filled.form.refuse(fault, "starts_on")
        else:
            messages.success(request, _("The VAT period is kept."))
            return redirect("portal:vat", slug=vendor.slug)
    values = {
        "vendor": vendor,
        "form": filled.form,
        "is_draft": filled.is_draft,
        "period": period,
        "is_payer": queries.is_vat_payer(vendor, day_of(timezone.now())),
    }
    return render(request, "portal/vat.html", values, status=status(filled))


@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
@member_of(Role.ORDERS)
def show_closures(request: HttpRequest, vendor: Vendor, pk: int | None = None) -> HttpResponse:
    """List the days on which no orders are taken; add some, or change some."""
    closure: Closure | None = _own(vendor.closures, pk)
    filled = fill(request, ClosureForm, _days(closure))
    if filled.is_good:
        stamp = _stamp(request)
        try:
            closures.put(vendor=vendor, closure=closure, **stamp, **filled.form.cleaned_data)
        except closures.BadFields as fault:
            filled.form.refuse(fault)
        else:
            publishing.tell(vendor=vendor, now=stamp["now"])
            messages.success(request, _("The days are kept."))
            return redirect("portal:closures", slug=vendor.slug)
    values = {"vendor": vendor, "form": filled.form, "is_draft": filled.is_draft, "closure": closure}
    return render(request, "portal/closures.html", values, status=status(filled))


@require_POST
@member_of(Role.ORDERS)
def remove_closure(request: HttpRequest, vendor: Vendor, pk: int) -> HttpResponse:
    """Take a closure back."""
    stamp = _stamp(request)
    closures.remove(closure=_own(vendor.closures, pk), **stamp)
    publishing.tell(vendor=vendor, now=stamp["now"])
    messages.success(request, _("The days are removed: orders are taken."))
    return redirect("portal:closures", slug=vendor.slug)


def _own(rows: Any, pk: int | None) -> Any:
    """Return a row of this SES; somebody else's and none at all are the same 404."""
    return None if pk is None else get_object_or_404(rows, pk=pk)


def _days(row: Any) -> dict[str, Any]:
    names = ("starts_on", "ends_on", "note_ro", "note_en")
    return {name: getattr(row, name) for name in names if hasattr(row, name)}


def _stamp(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "now": timezone.now()}
