"""SES at the desk: facts to read, and buttons for what the operator decides."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import csrf_protect_m
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel import counties
from ses_vendors.badge.models import Attestation, Status
from ses_vendors.callers import person_of
from ses_vendors.desk import health, inviting
from ses_vendors.desk.admin import filters, moves, selling
from ses_vendors.desk.admin.acting import ACT_FOR
from ses_vendors.desk.admin.acts import ActsAdmin
from ses_vendors.desk.admin.identity import LOOKED_AT
from ses_vendors.desk.forms import OwnerForm, typed
from ses_vendors.facts_admin import Facts
from ses_vendors.vendors import checklist
from ses_vendors.vendors.models import AddressKind, DocumentState, State, Vendor, VendorAddress


@admin.register(Vendor)
class VendorAdmin(Facts, ActsAdmin):
    """Shows SES; what is done to them is an act. Their words are edited while acting for them."""

    list_display = ("trade_name", "state", "place", "in_force", "problems", "state_changed_at")
    list_filter = (
        "state",
        filters.HealthFilter,
        filters.InForceFilter,
        filters.RegionFilter,
        filters.CountyFilter,
        filters.IdentityFilter,
    )
    search_fields = ("trade_name", "legal_name", "cui", "slug", "email")
    search_help_text = gettext_lazy("Name, tax number (CUI) or e-mail")
    list_per_page = 50
    change_form_template = "ses_desk/vendor.html"
    acts = (*moves.acts(), LOOKED_AT, *selling.ACTS, ACT_FOR)
    fieldsets = (
        (
            gettext_lazy("Where it stands"),
            {"fields": ("state", "state_reason", "state_changed_at", "applied_at", "slug")},
        ),
        (
            gettext_lazy("Before the law"),
            {
                "fields": (
                    *("trade_name", "legal_name", "legal_form", "cui", "registry_kind"),
                    *("registry_number", "iban", "bank_name", "identity_changed_at", "identity_checked_at"),
                )
            },
        ),
        (
            gettext_lazy("Contact"),
            {
                "fields": (
                    *("email", "phone", "web", "opening_hours", "contact_name"),
                    *("safety_email", "safety_phone", "places"),
                )
            },
        ),
        (
            gettext_lazy("Work"),
            {
                "fields": (
                    *("medium", "kind", "jobs_total", "jobs_vulnerable", "told_groups", "jobs_as_of"),
                    *("terms_accepted_at", "compliance_declared_at"),
                )
            },
        ),
        (
            gettext_lazy("Story"),
            {
                "classes": ("collapse",),
                "fields": ("tagline_ro", "tagline_en", "story_ro", "story_en"),
            },
        ),
    )
    readonly_fields = ("places", "told_groups")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Vendor]:
        """Read along, in a fixed number of questions, what the list shows of each."""
        now = timezone.now()
        seat = VendorAddress.objects.filter(vendor=OuterRef("pk"), kind=AddressKind.SEAT)
        found = health.with_problems(super().get_queryset(request), now)
        today = timezone.localdate(now)
        standing = Attestation.objects.filter(
            status=Status.VERIFIED, issued_on__lte=today, valid_until__gte=today
        ).order_by("kind", "valid_until")
        return found.annotate(seat_county=Subquery(seat.values("county")[:1])).prefetch_related(
            Prefetch("attestations", queryset=standing, to_attr="standing")
        )

    @admin.display(description=gettext_lazy("county"), ordering="seat_county")
    def place(self, vendor: Any) -> str:
        """The county of its seat."""
        county = counties.county(vendor.seat_county) if vendor.seat_county else None
        return county.name if county else "–"

    @admin.display(description=gettext_lazy("in force"))
    def in_force(self, vendor: Any) -> str:
        """Its documents that stand today, with their last days."""
        return ", ".join(f"{each.kind} → {each.valid_until:%d.%m.%Y}" for each in vendor.standing) or "–"

    @admin.display(description=gettext_lazy("health"))
    def problems(self, vendor: Any) -> str:
        """What is wrong with it, if it sells."""
        if vendor.state not in health.SELLING:
            return "–"
        wrong = [str(each.title) for each in health.PROBLEMS if getattr(vendor, each.code)]
        return "; ".join(wrong) or _("well")

    @admin.display(description=gettext_lazy("addresses"))
    def places(self, vendor: Vendor) -> str:
        """Its addresses, one a line."""
        return "\n".join(f"{each.get_kind_display()}: {each}" for each in vendor.addresses.all()) or "–"

    @admin.display(description=gettext_lazy("groups"))
    def told_groups(self, vendor: Vendor) -> str:
        """The groups as people call them; shoppers see them from five jobs on."""
        return ", ".join(vendor.groups) or "–"

    def panels(self, request: HttpRequest, row: Vendor) -> dict[str, Any]:
        """Return its papers, attestations, people and history."""
        now = timezone.now()
        return {
            "problems": health.of(row, now),
            "lines": checklist.of(row, now),
            "papers": row.documents.select_related("requirement").exclude(state=DocumentState.REPLACED),
            "attestations": row.attestations.order_by("kind", "-issued_on"),
            "members": row.memberships.select_related("user"),
            "invitations": row.invitations.filter(accepted_at__isnull=True, revoked_at__isnull=True),
            "state_changes": row.state_changes.select_related("by").order_by("-at", "-pk"),
            "acting_sessions": row.acting_sessions.select_related("operator")[:10],
            "may_see_papers": request.user.has_perm("ses_sellers.view_vendordocument"),
            "may_see_attestations": request.user.has_perm("ses_badge.view_attestation"),
            "may_enter": request.user.has_perm("ses_badge.add_attestation")
            and row.state not in (State.CLOSED, State.REJECTED),
            "enter_url": f"{reverse('admin:ses_badge_attestation_add')}?vendor={row.pk}",
        }

    # --- Inviting ---

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may add SES invites their first owners."""
        return request.user.has_perm("ses_sellers.add_vendor")

    @csrf_protect_m  # type: ignore[untyped-decorator]
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Invite a SES: who it is, and who its first owner will be."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = OwnerForm(**typed(request))
        if request.method == "POST" and form.is_valid():
            made = self._invited(request, form)
            if made is not None:
                return redirect("admin:ses_sellers_vendor_change", made.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Invite a seller"),
            "opts": self.model._meta,
            "form": form,
            "button": _("Send the invitation"),
            "back": reverse("admin:ses_sellers_vendor_changelist"),
        }
        return TemplateResponse(request, "ses_desk/form.html", context, status=422 if form.is_bound else 200)

    def _invited(self, request: HttpRequest, form: OwnerForm) -> Vendor | None:
        try:
            made = inviting.invite(**form.cleaned_data, by=person_of(request), now=timezone.now())
        except inviting.Refused as refusal:
            for field, errors in refusal.errors.items():
                form.add_error(field if field in form.fields else None, errors)
            return None
        self.message_user(
            request, _("An invitation is on its way to %(email)s.") % form.cleaned_data, messages.SUCCESS
        )
        return made
