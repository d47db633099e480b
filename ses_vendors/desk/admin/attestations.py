"""Attestations at the desk: typed in by one, checked by another, stopped by anybody with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import csrf_protect_m
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.badge import day_of
from ses_vendors.badge import acts, states
from ses_vendors.badge.models import Attestation, Status
from ses_vendors.badge.services.entering import NotEntered
from ses_vendors.desk.admin import columns, filters
from ses_vendors.desk.admin.acts import ActsAdmin
from ses_vendors.desk.admin.attestation_acts import ACTS, ADD, is_of_other_hand
from ses_vendors.desk.forms import AttestationForm, typed
from ses_vendors.facts_admin import Facts
from ses_vendors.vendors.models import Vendor

SELLER = columns.link("vendor", gettext_lazy("seller"))


@admin.register(Attestation)
class AttestationAdmin(Facts, ActsAdmin):
    """Shows attestations; they are entered and edited as drafts, and changed by acts."""

    list_display = (
        "__str__",
        SELLER,
        "status",
        "valid_until",
        "recheck_due_on",
        "entered_by",
        "entered_at",
    )
    list_filter = (
        *("status", "kind", filters.EyesFilter, filters.EndsFilter, filters.RecheckFilter),
        "issuer",
    )
    list_select_related = ("vendor", "entered_by")
    search_fields = ("series", "number", "vendor__trade_name", "vendor__cui", "code")
    search_help_text = gettext_lazy("Series, number, seller, tax number (CUI) or code of the proof")
    date_hierarchy = "valid_until"
    ordering = ("entered_at", "pk")
    acts = ACTS
    change_form_template = "ses_desk/attestation.html"
    fields = (
        *(SELLER, "status", "kind", "series", "number", "issuer", "decision_no", "issued_on"),
        *("valid_until", "registry_checked_on", "recheck_due_on", "code"),
        *("entered_by", "entered_at", "verified_by", "verified_at", "stopped_at"),
    )
    readonly_fields = (SELLER, "code")

    def panels(self, request: HttpRequest, row: Attestation) -> dict[str, Any]:
        """Return its scan, its history and what an operator should know before deciding."""
        return {
            "scan": row.scan,
            "changes": row.changes.select_related("by").order_by("-at", "-pk"),
            "is_own_work": row.status == Status.SUBMITTED and not is_of_other_hand(request, row),
            "is_over": row.valid_until < day_of(timezone.now()),
            "proof_url": reverse("badge:proof", args=[row.code]) if row.status in states.VOUCHED else "",
            "edit_url": self._edit_url(request, row),
            "seller": row.vendor,
        }

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which a draft is edited."""
        view = self.admin_site.admin_view(self.edit_view)
        return [path("<int:pk>/edit/", view, name="ses_badge_attestation_edit"), *super().get_urls()]

    def _edit_url(self, request: HttpRequest, row: Attestation) -> str:
        if row.status != Status.DRAFT or not request.user.has_perm(ADD):
            return ""
        return reverse("admin:ses_badge_attestation_edit", args=[row.pk])

    # --- Typing in ---

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may add attestations enters them for a SES."""
        return request.user.has_perm(ADD)

    @csrf_protect_m  # type: ignore[untyped-decorator]
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Enter a document of the SES that the address names."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        asked = request.GET.get("vendor", "")
        if not asked.isascii() or not asked.isdigit():
            self.message_user(request, _("Open a seller, and enter its document from there."), messages.INFO)
            return redirect("admin:ses_sellers_vendor_changelist")
        vendor = get_object_or_404(Vendor, pk=int(asked[:18]))
        form = AttestationForm(**typed(request), vendor=vendor)
        if request.method == "POST" and form.is_valid():
            made = self._typed(form, lambda facts: acts.enter(vendor=vendor, **self._hand(request), **facts))
            if made is not None:
                self.message_user(request, _("Entered as a draft; hand it in when it is complete."))
                return redirect("admin:ses_badge_attestation_change", made.pk)
        title = _("Enter a document of %(seller)s") % {"seller": vendor}
        return self._typing(
            request, form, title, reverse("admin:ses_sellers_vendor_change", args=[vendor.pk])
        )

    @csrf_protect_m  # type: ignore[untyped-decorator]
    def edit_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Type a draft anew."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        row = get_object_or_404(Attestation.objects.select_related("vendor"), pk=pk)
        page = reverse("admin:ses_badge_attestation_change", args=[row.pk])
        if row.status != Status.DRAFT:
            self.message_user(request, _("Only drafts are edited; send it back first."), messages.WARNING)
            return redirect(page)
        names = AttestationForm.base_fields
        initial = {name: getattr(row, name) for name in names}
        form = AttestationForm(**typed(request), vendor=row.vendor, initial=initial)
        if request.method == "POST" and form.is_valid() and self._edited(request, form, row):
            self.message_user(request, _("The draft is changed."), messages.SUCCESS)
            return redirect(page)
        return self._typing(request, form, _("Edit the draft"), page)

    def _edited(self, request: HttpRequest, form: AttestationForm, row: Attestation) -> Attestation | None:
        return self._typed(form, lambda facts: acts.edit(attestation=row, **self._hand(request), **facts))

    def _hand(self, request: HttpRequest) -> dict[str, Any]:
        return {"by": request.user, "now": timezone.now()}

    def _typed(
        self, form: AttestationForm, service: Callable[[dict[str, Any]], Attestation]
    ) -> Attestation | None:
        try:
            return service(form.cleaned_data)
        except NotEntered as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.message)
            return None

    def _typing(self, request: HttpRequest, form: AttestationForm, title: str, back: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            **{"title": title, "opts": self.model._meta, "form": form, "back": back},
            "button": _("Keep as a draft"),
        }
        return TemplateResponse(request, "ses_desk/form.html", context, status=422 if form.is_bound else 200)
