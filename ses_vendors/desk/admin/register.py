"""Files of the register of social enterprises: uploaded, looked at, confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import csrf_protect_m
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ses_vendors.badge.models import Finding, RegisterImport, RegisterRow
from ses_vendors.badge.services import importing
from ses_vendors.callers import person_of
from ses_vendors.desk.admin.acts import Act, ActsAdmin
from ses_vendors.desk.forms import RegisterForm, typed
from ses_vendors.facts_admin import Facts

#: Rows of one finding that the page shows.
MOST_SHOWN = 100


def confirm(request: HttpRequest, register: RegisterImport, said: dict[str, Any]) -> str:
    """Note of what agrees that the register was looked at."""
    count = importing.apply(register, person_of(request), timezone.now())
    told = ngettext("%(n)s document is confirmed.", "%(n)s documents are confirmed.", count)
    return told % {"n": count}


@admin.register(RegisterImport)
class RegisterImportAdmin(Facts, ActsAdmin):
    """Imports files of the register; what differs is listed, and changed by nobody but a person."""

    list_display = ("name", "uploaded_at", "uploaded_by", "applied_at", "applied_by")
    list_select_related = ("uploaded_by", "applied_by")
    fields = list_display
    change_form_template = "ses_desk/register.html"
    acts = (
        Act(
            code="confirm",
            label=gettext_lazy("Confirm what agrees …"),
            title=gettext_lazy("Confirm what agrees?"),
            warning=gettext_lazy(
                "Of each document that agrees it is noted that the register was looked at on the day of the "
                "upload. What differs stays as it is, for you to look at one by one."
            ),
            button=gettext_lazy("Confirm"),
            permission="ses_badge.change_registerimport",
            fits=lambda register: register.applied_at is None,
            run=confirm,
            errors=(importing.AlreadyApplied,),
            told=lambda refusal: _("This file is confirmed already."),
        ),
    )

    def panels(self, request: HttpRequest, row: RegisterImport) -> dict[str, Any]:
        """Return what was found, by finding, what needs a person first."""
        return {"findings": findings(row)}

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may add imports uploads files."""
        return request.user.has_perm("ses_badge.add_registerimport")

    @csrf_protect_m  # type: ignore[untyped-decorator]
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take a file, and show how it compares."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = RegisterForm(**typed(request))
        if request.method == "POST" and form.is_valid():
            made = self._compared(request, form)
            if made is not None:
                self.message_user(request, _("Nothing is changed yet: look at what differs."), messages.INFO)
                return redirect("admin:ses_badge_registerimport_change", made.pk)
        context = {
            **self.admin_site.each_context(request),
            **{"title": _("Compare with the register"), "opts": self.model._meta, "form": form},
            **{"button": _("Compare"), "back": reverse("admin:ses_badge_registerimport_changelist")},
        }
        return TemplateResponse(request, "ses_desk/form.html", context, status=422 if form.is_bound else 200)

    def _compared(self, request: HttpRequest, form: RegisterForm) -> RegisterImport | None:
        try:
            return importing.preview(form.cleaned_data["file"], person_of(request), timezone.now())
        except importing.UnreadableRegister as refusal:
            form.add_error("file", str(getattr(refusal, "message", refusal)))
            return None


def findings(register: RegisterImport) -> list[dict[str, Any]]:
    """Return the rows of a file by finding, in the order in which they need a person, in one query."""
    rows: dict[str, list[RegisterRow]] = {code: [] for code in Finding.values}
    for row in register.rows.select_related("vendor", "attestation"):
        rows[row.finding].append(row)
    return [
        {
            "code": code,
            "title": Finding(code).label,
            "count": len(found),
            "rows": found[:MOST_SHOWN],
            "more": max(len(found) - MOST_SHOWN, 0),
            "is_quiet": code in (Finding.AGREES, Finding.UNKNOWN_SELLER),
        }
        for code, found in rows.items()
        if found
    ]
