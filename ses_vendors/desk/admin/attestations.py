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
from ses_vendors.badge.models import Attestation, AttestationChange, Status
from ses_vendors.badge.services import reviewing
from ses_vendors.badge.services.entering import NotEntered
from ses_vendors.desk import telling
from ses_vendors.desk.admin import columns, filters
from ses_vendors.desk.admin.acts import Act, ActsAdmin
from ses_vendors.desk.admin.facts import Facts
from ses_vendors.desk.forms import AttestationForm, CheckedForm, ReasonForm, typed
from ses_vendors.vendors.models import Vendor

ADD, CHANGE = "ses_badge.add_attestation", "ses_badge.change_attestation"
SELLER = columns.link("vendor", gettext_lazy("seller"))
ERRORS = (
    *(states.WrongStatus, NotEntered, reviewing.OwnWork, reviewing.ReasonMissing),
    reviewing.DateAhead,
)


def in_status(*wanted: Status) -> Callable[[Attestation], bool]:
    """Return the question whether an attestation is in one of these statuses."""
    return lambda attestation: attestation.status in wanted


def is_of_other_hand(request: HttpRequest, attestation: Attestation) -> bool:
    """Say whether this person neither entered nor edited it: four eyes see more than two."""
    user = request.user
    typed = AttestationChange.objects.filter(
        attestation=attestation, act__in=("entered", "edited"), by=user.pk
    )
    return attestation.entered_by_id not in (None, user.pk) and not typed.exists()


def told(refusal: Exception) -> str:
    """Say why nothing was done."""
    if isinstance(refusal, states.WrongStatus):
        return _("Somebody was faster: the attestation is in another status now.")
    if isinstance(refusal, reviewing.DateAhead):
        return _("This day has not come yet.")
    return str(getattr(refusal, "message", refusal))


def _verify(request: HttpRequest, row: Attestation, said: dict[str, Any]) -> str:
    acts.verify(
        attestation=row,
        registry_checked_on=said["registry_checked_on"],
        by=request.user,  # type: ignore[arg-type]
        now=timezone.now(),
    )
    telling.of_attestation(row.pk, "")
    return _("Verified. The badge shows at once.")


def _submit(request: HttpRequest, row: Attestation, said: dict[str, Any]) -> str:
    acts.submit(attestation=row, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return _("Handed in. A colleague has to check it.")


def _look_up(request: HttpRequest, row: Attestation, said: dict[str, Any]) -> str:
    looked_on = said["registry_checked_on"]
    acts.check_register(attestation=row, looked_on=looked_on, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return _("It is noted that the register says the same.")


def _decider(
    service: Callable[..., Attestation],
) -> Callable[[HttpRequest, Attestation, dict[str, Any]], str]:
    def decide(request: HttpRequest, row: Attestation, said: dict[str, Any]) -> str:
        changed = service(attestation=row, reason=said["reason"], by=request.user, now=timezone.now())
        telling.of_attestation(row.pk, said["reason"])
        return _("The attestation is now: %(status)s.") % {"status": changed.get_status_display()}

    return decide


ACTS: tuple[Act[Attestation], ...] = (
    Act(
        code="submit",
        label=gettext_lazy("Hand in to be checked"),
        title=gettext_lazy("Hand this attestation in?"),
        warning=gettext_lazy("It cannot be edited any more, and a colleague has to check it."),
        permission=ADD,
        fits=in_status(Status.DRAFT),
        run=_submit,
        errors=ERRORS,
        told=told,
    ),
    Act(
        code="verify",
        label=gettext_lazy("Verify …"),
        title=gettext_lazy("Does all this stand on the paper and in the register?"),
        warning=gettext_lazy("The shop vouches for it from now on: the seller's own goods carry the badge."),
        button=gettext_lazy("Yes, verify"),
        permission=CHANGE,
        fits=in_status(Status.SUBMITTED),
        is_allowed=is_of_other_hand,
        run=_verify,
        form=CheckedForm,
        errors=ERRORS,
        told=told,
    ),
    Act(
        code="send-back",
        label=gettext_lazy("Send back for correction …"),
        title=gettext_lazy("Ask for a correction?"),
        permission=CHANGE,
        fits=in_status(Status.SUBMITTED),
        run=_decider(acts.send_back),
        form=ReasonForm,
        errors=ERRORS,
        told=told,
    ),
    Act(
        code="reject",
        label=gettext_lazy("Reject …"),
        title=gettext_lazy("Reject this attestation?"),
        warning=gettext_lazy("There is no way back: a better document is entered anew."),
        permission=CHANGE,
        fits=in_status(Status.SUBMITTED),
        run=_decider(acts.reject),
        form=ReasonForm,
        errors=ERRORS,
        told=told,
        is_grave=True,
    ),
    Act(
        code="register",
        label=gettext_lazy("Looked up in the register …"),
        title=gettext_lazy("Does the register still say the same?"),
        warning=gettext_lazy("If it does not, suspend the attestation instead."),
        button=gettext_lazy("Yes, the same"),
        permission=CHANGE,
        fits=in_status(Status.VERIFIED, Status.SUSPENDED),
        run=_look_up,
        form=CheckedForm,
        errors=ERRORS,
        told=told,
    ),
    Act(
        code="suspend",
        label=gettext_lazy("Suspend …"),
        title=gettext_lazy("Suspend this attestation?"),
        warning=gettext_lazy("Every badge that rests on it falls at once."),
        permission=CHANGE,
        fits=in_status(Status.VERIFIED),
        run=_decider(acts.suspend),
        form=ReasonForm,
        errors=ERRORS,
        told=told,
        is_grave=True,
    ),
    Act(
        code="reinstate",
        label=gettext_lazy("Let it stand again …"),
        title=gettext_lazy("Let this attestation stand again?"),
        permission=CHANGE,
        fits=in_status(Status.SUSPENDED),
        run=_decider(acts.reinstate),
        form=ReasonForm,
        errors=ERRORS,
        told=told,
    ),
    Act(
        code="withdraw",
        label=gettext_lazy("Withdraw …"),
        title=gettext_lazy("Withdraw this attestation for good?"),
        warning=gettext_lazy("There is no way back, and every badge that rests on it falls at once."),
        permission=CHANGE,
        fits=in_status(Status.VERIFIED, Status.SUSPENDED),
        run=_decider(acts.withdraw),
        form=ReasonForm,
        errors=ERRORS,
        told=told,
        is_grave=True,
    ),
)


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
