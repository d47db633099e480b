"""Labels and hang tags of a SES's badge, printed for its own people."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ses_vendors.badge.proof import embed, labels, records
from ses_vendors.badge.proof.records import Record
from ses_vendors.portal.access import member_of
from ses_vendors.portal.forms.labels import LabelForm
from ses_vendors.vendors.models import Vendor


@member_of()
@require_safe
def show_sheets(request: HttpRequest, vendor: Vendor, code: str) -> HttpResponse:
    """Ask what to print, and lead to the sheet; show what goes on the SES's own site."""
    record = _own(vendor, code)
    form = LabelForm(request.GET if "size" in request.GET else None)
    if record.level.is_badge and form.is_bound and form.is_valid():
        return redirect(_sheet_path(request, vendor, record, size=form.cleaned_data["size"]))
    language = "en" if get_language() == "en" else "ro"
    page = {
        "vendor": vendor,
        "record": record,
        "form": form,
        "snippet": embed.snippet(record, language=language),
    }
    return render(request, "portal/labels.html", page)


@member_of()
@require_safe
def print_sheet(request: HttpRequest, vendor: Vendor, code: str, size: str) -> HttpResponse:
    """Print a sheet; what was typed wrong leads back to the form, a document without a badge to nothing."""
    record = _own(vendor, code)
    form = LabelForm({**request.GET.dict(), "size": size, "language": request.GET.get("language", "ro")})
    if size not in labels.SHEETS or not record.level.is_badge:
        raise Http404
    if not form.is_valid():
        asked = urlencode({**request.GET.dict(), "size": size})
        return redirect(f"{reverse('portal:label-sheets', args=[vendor.slug, record.code])}?{asked}")
    printed = labels.pdf(
        record,
        sheet=labels.SHEETS[size],
        product=form.cleaned_data["product"],
        price=form.cleaned_data["price"],
        language=form.cleaned_data["language"],
        now=timezone.now(),
    )
    named = f'inline; filename="etichete-{size}.pdf"'
    return HttpResponse(printed, content_type="application/pdf", headers={"Content-Disposition": named})


def _own(vendor: Vendor, code: str) -> Record:
    """Another SES's code and one that does not exist are the same."""
    found = records.find(code)
    if found is None or found.vendor_id != vendor.pk:
        raise Http404
    return records.of(found, now=timezone.now())


def _sheet_path(request: HttpRequest, vendor: Vendor, record: Record, *, size: str) -> str:
    typed = {name: request.GET[name] for name in ("product", "price", "language") if request.GET.get(name)}
    path = reverse("portal:labels", args=[vendor.slug, record.code, size])
    return f"{path}?{urlencode(typed)}" if typed else path
