"""Bank statements for the operator: upload, look, apply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.options import csrf_protect_m
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ses_vendors.payments import tasks
from ses_vendors.payments.admin.facts import Facts
from ses_vendors.payments.matching import Outcome
from ses_vendors.payments.methods import lei
from ses_vendors.payments.models import StatementImport, StatementLine
from ses_vendors.payments.outcomes import OUTCOMES, Row
from ses_vendors.payments.services import importing
from ses_vendors.payments.services.importing import AlreadyApplied
from ses_vendors.payments.statements import UnreadableStatement

if TYPE_CHECKING:
    StatementBase = admin.ModelAdmin[StatementImport]
    StatementRows = admin.TabularInline[StatementLine, StatementImport]
else:
    StatementBase = admin.ModelAdmin
    StatementRows = admin.TabularInline


class StatementForm(forms.Form):
    """A statement to upload."""

    file = forms.FileField(
        label=gettext_lazy("Statement"),
        help_text=gettext_lazy("MT940 or CSV, as your bank exports it; 5 MB at most."),
        allow_empty_file=True,
        max_length=200,
    )


class LineInline(Facts, StatementRows):
    """The movements of a statement and what came of them."""

    model = StatementLine
    extra = 0
    fields = ("booked_on", "sum_in_lei", "text", "told_outcome", "payment")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatementLine]:
        """Read the payments along."""
        return super().get_queryset(request).select_related("payment")

    @admin.display(description=gettext_lazy("amount"))
    def sum_in_lei(self, line: StatementLine) -> str:
        """The amount as people read it."""
        return lei(line.money)

    @admin.display(description=gettext_lazy("outcome"))
    def told_outcome(self, line: StatementLine) -> str:
        """What came of it, in words."""
        return str(OUTCOMES[Outcome(line.outcome)]) if line.outcome else "–"


@admin.register(StatementImport)
class StatementImportAdmin(Facts, StatementBase):
    """Imports statements: upload, look, apply."""

    list_display = ("name", "format", "account", "uploaded_at", "uploaded_by", "applied_at", "applied_by")
    fields = list_display
    readonly_fields = fields
    inlines = (LineInline,)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may mark payments may import statements."""
        return self.has_mark_permission(request)

    def get_urls(self) -> list[URLPattern]:
        """Add the preview to Django's own addresses."""
        view = self.admin_site.admin_view(self.preview_view)
        own = path("<int:pk>/preview/", view, name="ses_payments_statementimport_preview")
        return [own, *super().get_urls()]

    @csrf_protect_m  # type: ignore[untyped-decorator]
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take a statement's file, and show what it says."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = StatementForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            statement = self._uploaded(request, form)
            if statement is not None:
                return redirect("admin:ses_payments_statementimport_preview", pk=statement.pk)
        context = {**self._context(request), "title": _("Import a bank statement"), "form": form}
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/ses_payments/upload.html", context, status=status)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Show what a statement would do; do it when the button is pressed."""
        if not self.has_mark_permission(request):
            raise PermissionDenied
        statement = get_object_or_404(StatementImport, pk=pk)
        if statement.applied_at is None and request.method == "POST":
            return self._applied(request, statement)
        if statement.applied_at is not None:
            self.message_user(request, _("This statement is applied already."), messages.INFO)
            return redirect("admin:ses_payments_statementimport_change", pk)
        found = importing.preview(statement)
        context = {
            **self._context(request),
            "title": _("What this statement says"),
            "statement": statement,
            "paid": [Row(each) for each in found if each.outcome is Outcome.PAID],
            "doubts": [Row(each) for each in importing.needing_attention(found)],
            "others": sum(each.outcome in (Outcome.OUTGOING, Outcome.SEEN_BEFORE) for each in found),
        }
        return TemplateResponse(request, "admin/ses_payments/preview.html", context)

    def _uploaded(self, request: HttpRequest, form: StatementForm) -> StatementImport | None:
        file = form.cleaned_data["file"]
        try:
            return importing.upload(
                name=file.name,
                content=file.read(importing.LARGEST_FILE + 1),
                by=request.user.get_username(),
                own_iban=settings.SHOP_OPERATOR["iban"],
                now=timezone.now(),
            )
        except UnreadableStatement as refusal:
            where = _("Line %(line)s: ") % {"line": refusal.line} if refusal.line else ""
            form.add_error("file", where + refusal.message)
            return None

    def _applied(self, request: HttpRequest, statement: StatementImport) -> HttpResponseBase:
        try:
            counted = importing.apply(
                statement_id=statement.pk, by=request.user.get_username(), now=timezone.now()
            )
        except AlreadyApplied:
            self.message_user(request, _("This statement is applied already."), messages.INFO)
        else:
            tasks.enqueue_reports()
            paid = counted.get(Outcome.PAID, 0)
            told = ngettext("%(n)s payment is marked.", "%(n)s payments are marked.", paid)
            self.message_user(request, told % {"n": paid}, messages.SUCCESS)
        return redirect(reverse("admin:ses_payments_statementimport_change", args=[statement.pk]))

    def _context(self, request: HttpRequest) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.model._meta}
