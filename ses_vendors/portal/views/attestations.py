"""The attestations of a SES: typed from paper, handed in, followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kernel.badge import day_of
from ses_vendors.badge import acts, queries
from ses_vendors.badge.models import Attestation, AttestationChange, Status
from ses_vendors.badge.services.entering import NotEntered
from ses_vendors.badge.states import VOUCHED, WrongStatus
from ses_vendors.callers import person_of
from ses_vendors.portal.access import member_of
from ses_vendors.portal.drafts import keeps_draft
from ses_vendors.portal.forms.attestation import AttestationForm
from ses_vendors.portal.forms.filling import Filled, fill, status
from ses_vendors.vendors.models import Role, Vendor, VendorDocument
from ses_vendors.vendors.services import papers


@dataclass(frozen=True, slots=True)
class _Row:
    """A document and what the day makes of it; `days_left` counts from today, negative after the end."""

    attestation: Attestation
    days_left: int

    @property
    def is_running(self) -> bool:
        """Whether it is verified and in date."""
        return self.attestation.status == Status.VERIFIED and self.days_left >= 0

    @property
    def is_ending(self) -> bool:
        """Whether its end is near."""
        return self.is_running and self.days_left <= queries.EXPIRING_DAYS

    @property
    def has_proof(self) -> bool:
        """Whether anybody can look it up."""
        return self.attestation.status in VOUCHED

    @property
    def note(self) -> str:
        """What was said at the last change of status that was explained."""
        last = _explained(self.attestation)
        return last.reason if last else ""


@require_safe
@member_of(Role.OWNER)
def show_attestations(request: HttpRequest, vendor: Vendor) -> HttpResponse:
    """List what the SES typed in, with what became of it."""
    today = day_of(timezone.now())
    rows = [_row(each, today) for each in vendor.attestations.select_related("scan")]
    return render(request, "portal/attestations.html", {"vendor": vendor, "rows": rows})


@require_safe
@member_of(Role.OWNER)
def show_attestation(request: HttpRequest, vendor: Vendor, pk: int) -> HttpResponse:
    """One document with its history."""
    attestation = _own(vendor, pk)
    values = {
        "vendor": vendor,
        "row": _row(attestation, day_of(timezone.now())),
        "attestation": attestation,
        "changes": attestation.changes.filter(act__in=("entered", "edited", "status", "register")),
    }
    return render(request, "portal/attestation.html", values)


@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
@member_of(Role.OWNER)
def enter(request: HttpRequest, vendor: Vendor, pk: int | None = None) -> HttpResponse:
    """Type a document, or type a draft anew."""
    attestation = _draft(vendor, pk) if pk is not None else None
    filled = fill(request, AttestationForm, _starting(request, attestation))
    if filled.is_good and _has_end(filled):
        try:
            kept = _keep(request, vendor, attestation, filled.form)
        except NotEntered as refusal:
            form = filled.form
            name = form.NAMES.get(refusal.field, refusal.field)
            form.add_error(_shown(form, name), refusal.message)
        except papers.BadFile as fault:
            filled.form.add_error("scan", str(fault))
        else:
            messages.success(request, _("Kept as a draft. Compare it with the paper, then hand it in."))
            return redirect("portal:attestation", slug=vendor.slug, pk=kept.pk)
    values = {
        "vendor": vendor,
        "attestation": attestation,
        "form": filled.form,
        "is_draft": filled.is_draft,
        "filled_end": getattr(filled.form, "filled_end", ""),
    }
    return render(request, "portal/attestation_form.html", values, status=status(filled))


@require_POST
@member_of(Role.OWNER)
def hand_in(request: HttpRequest, vendor: Vendor, pk: int) -> HttpResponse:
    """Hand a draft in to be checked; without a scan there is nothing to compare it with."""
    attestation = _own(vendor, pk)
    if attestation.scan_id is None:
        messages.error(request, _("Add a scan or a photo of the document first."))
        return redirect("portal:attestation-edit", slug=vendor.slug, pk=pk)
    try:
        acts.submit(attestation=attestation, by=person_of(request), now=timezone.now())
    except NotEntered as refusal:
        messages.error(request, refusal.message)
    except WrongStatus:
        messages.error(request, _("This document was handed in already."))
    else:
        messages.success(
            request, _("Handed in. Somebody of the shop compares it with the paper; you get a letter.")
        )
    return redirect("portal:attestation", slug=vendor.slug, pk=pk)


def _row(attestation: Attestation, today: date) -> _Row:
    return _Row(attestation, (attestation.valid_until - today).days)


def _explained(attestation: Attestation) -> AttestationChange | None:
    changes = attestation.changes.filter(act="status").exclude(reason="")
    return changes.order_by("-at", "-pk").first()


def _own(vendor: Vendor, pk: int) -> Attestation:
    return get_object_or_404(vendor.attestations.select_related("scan"), pk=pk)


def _draft(vendor: Vendor, pk: int) -> Attestation:
    """Return a draft; what was handed in has no form any more, and is no more found here."""
    found = _own(vendor, pk)
    if found.status != Status.DRAFT:
        raise Http404
    return found


def _starting(request: HttpRequest, attestation: Attestation | None) -> dict[str, Any]:
    if attestation is not None:
        return AttestationForm.starting(attestation)
    return {"kind": request.GET.get("fel", "")}


def _has_end(filled: Filled[AttestationForm]) -> bool:
    """Fill in an end that was left empty, and have the person compare it with the paper first."""
    form = filled.form
    if form.cleaned_data["valid_until"] is not None:
        return True
    form.fill_end()
    return False


def _shown(form: AttestationForm, name: str) -> str | None:
    """Where the words go; about the issuer they stand by the list, unless another one was typed."""
    if name == "issuer_other" and not form.cleaned_data.get("issuer_other"):
        return "issuer"
    return name if name in form.fields else None


def _keep(
    request: HttpRequest, vendor: Vendor, attestation: Attestation | None, form: AttestationForm
) -> Attestation:
    """Keep the scan and the document in one; a scan whose document is refused goes again."""
    now, facts = timezone.now(), form.facts()
    scan: VendorDocument | None = None
    try:
        with transaction.atomic():
            scan = _kept_scan(request, vendor, form.cleaned_data["scan"], now)
            given: dict[str, Any] = {**facts, "by": request.user, "now": now}
            if attestation is None:
                return acts.enter(vendor=vendor, scan=scan, **given)
            return acts.edit(attestation=attestation, scan=scan or attestation.scan, **given)
    except NotEntered:
        if scan is not None:
            scan.file.storage.delete(str(scan.file.name))
        raise


def _kept_scan(
    request: HttpRequest, vendor: Vendor, upload: UploadedFile[Any] | None, now: datetime
) -> VendorDocument | None:
    if upload is None:
        return None
    return papers.hand_in(vendor=vendor, requirement=None, upload=upload, by=person_of(request), now=now)
