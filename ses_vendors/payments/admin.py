"""Payments for the operator: mark them paid, give money back, import the bank's statements.

Nothing is edited: what happened is a fact, and each button is a service.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.options import csrf_protect_m
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ses_vendors.payments import references, tasks
from ses_vendors.payments.matching import Outcome
from ses_vendors.payments.methods import lei
from ses_vendors.payments.models import Payment, Refund, Report, StatementImport, StatementLine
from ses_vendors.payments.outcomes import OUTCOMES, Row
from ses_vendors.payments.services import importing, marking, refunding, reporting
from ses_vendors.payments.services.importing import AlreadyApplied
from ses_vendors.payments.services.marking import NotOrdered
from ses_vendors.payments.statements import UnreadableStatement
from ses_vendors.payments.states import WrongState

if TYPE_CHECKING:
    PaymentBase = admin.ModelAdmin[Payment]
    RefundBase = admin.ModelAdmin[Refund]
    ReportBase = admin.ModelAdmin[Report]
    StatementBase = admin.ModelAdmin[StatementImport]
    RefundRows = admin.TabularInline[Refund, Payment]
    ReportRows = admin.TabularInline[Report, Payment]
    StatementRows = admin.TabularInline[StatementLine, StatementImport]
else:
    PaymentBase = RefundBase = ReportBase = StatementBase = admin.ModelAdmin
    RefundRows = ReportRows = StatementRows = admin.TabularInline

#: Rows that one action may hold: each is a transaction of its own.
MOST_MARKED = 200


class Facts:
    """What an admin of facts allows: to look."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody makes one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody edits one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes one."""
        return False

    def has_mark_permission(self, request: HttpRequest) -> bool:
        """Whoever may change payments may say what happened to them."""
        return bool(request.user.has_perm("ses_payments.change_payment"))


def confirmed(
    request: HttpRequest, *, title: str, rows: QuerySet[Any], action: str, warning: str = ""
) -> HttpResponse | None:
    """Ask once more before an action; None when the answer was yes."""
    if "confirmed" in request.POST:
        return None
    context = {
        **admin.site.each_context(request),
        "title": title,
        "rows": rows,
        "action": action,
        "warning": warning,
        "opts": rows.model._meta,
    }
    return TemplateResponse(request, "admin/ses_payments/confirm.html", context)


def each(rows: QuerySet[Any], act: Callable[[Any], object]) -> Counter[str]:
    """Do something to each row, one transaction each; count what was done and what was not."""
    counted: Counter[str] = Counter()
    for row in rows.order_by("pk")[:MOST_MARKED]:
        try:
            act(row)
        except (WrongState, NotOrdered):
            counted["left"] += 1
        else:
            counted["done"] += 1
    return counted


class RefundInline(Facts, RefundRows):
    """The refunds of a payment."""

    model = Refund
    extra = 0
    fields = ("reference", "sum_in_lei", "state", "requested_at", "ended_at", "ended_by")
    readonly_fields = fields

    @admin.display(description=gettext_lazy("amount"))
    def sum_in_lei(self, refund: Refund) -> str:
        """The amount as people read it."""
        return lei(refund.money)


class ReportInline(Facts, ReportRows):
    """What the core was told of a payment."""

    model = Report
    extra = 0
    fields = ("type", "psp_reference", "happened_at", "done_at", "due_at", "attempts", "error")
    readonly_fields = fields


class OrderedFilter(admin.SimpleListFilter):
    """Payments of orders; baskets that were left behind are noise."""

    title = gettext_lazy("belongs to an order")
    parameter_name = "ordered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the other choices; without one, orders only."""
        return [("all", _("also baskets")), ("no", _("baskets only"))]

    def choices(self, changelist: Any) -> Any:
        """Say what no choice means."""
        found = list(super().choices(changelist))
        found[0]["display"] = _("orders only")
        return found

    def queryset(self, request: HttpRequest, queryset: QuerySet[Payment]) -> QuerySet[Payment]:
        """Leave out what was not chosen."""
        if self.value() == "all":
            return queryset
        return queryset.filter(order_id="") if self.value() == "no" else queryset.exclude(order_id="")


@admin.register(Payment)
class PaymentAdmin(Facts, PaymentBase):
    """Shows payments and marks them as paid."""

    list_display = ("__str__", "order_number", "method", "sum_in_lei", "state", "opened_at", "due_on")
    list_filter = ("state", "method", OrderedFilter)
    search_fields = ("reference", "order_number")
    date_hierarchy = "opened_at"
    actions = ("mark_paid",)
    fields = (
        *("__str__", "order_number", "method", "sum_in_lei", "refunded_in_lei", "state"),
        *("opened_at", "due_on", "paid_at", "paid_by", "ended_at", "transaction_id", "order_id", "api_url"),
    )
    readonly_fields = fields
    inlines = (RefundInline, ReportInline)

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def sum_in_lei(self, payment: Payment) -> str:
        """The amount as people read it."""
        return lei(payment.money)

    @admin.display(description=gettext_lazy("refunded"))
    def refunded_in_lei(self, payment: Payment) -> str:
        """What was given back, as people read it."""
        return lei(payment.money - payment.refundable)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Payment], search_term: str
    ) -> tuple[QuerySet[Payment], bool]:
        """Find a reference however it was typed."""
        found = references.find(search_term)
        return super().get_search_results(request, queryset, found[0] if found else search_term)

    @admin.action(description=gettext_lazy("Mark as paid …"), permissions=["mark"])
    def mark_paid(self, request: HttpRequest, queryset: QuerySet[Payment]) -> HttpResponse | None:
        """Take down that the money of the chosen payments came; the core is told."""
        awaited = queryset.awaited()  # type: ignore[attr-defined]
        if not awaited:
            self.message_user(request, _("None of these payments is awaited."), messages.WARNING)
            return None
        question = confirmed(
            request,
            title=_("Has this money come?"),
            rows=awaited,
            action="mark_paid",
            warning=_("The orders count as paid at once. A payment that is marked cannot be taken back."),
        )
        if question:
            return question
        now, by = timezone.now(), request.user.get_username()
        counted = each(awaited, lambda row: marking.mark_paid(payment_id=row.pk, by=by, now=now))
        tasks.enqueue_reports()
        told = ngettext("%(n)s payment is marked.", "%(n)s payments are marked.", counted["done"])
        self.message_user(request, told % {"n": counted["done"]}, messages.SUCCESS)
        return None


@admin.register(Refund)
class RefundAdmin(Facts, RefundBase):
    """Shows refunds, and takes down that money went back, or that it does not."""

    list_display = (
        "reference",
        "order_number",
        "sum_in_lei",
        "state",
        "requested_at",
        "ended_at",
        "ended_by",
    )
    list_filter = ("state",)
    search_fields = ("reference", "payment__order_number")
    list_select_related = ("payment",)
    actions = ("finish", "refuse")
    fields = (
        "payment",
        "reference",
        "sum_in_lei",
        "state",
        "requested_at",
        "ended_at",
        "ended_by",
    )
    readonly_fields = fields

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def sum_in_lei(self, refund: Refund) -> str:
        """The amount as people read it."""
        return lei(refund.money)

    @admin.action(description=gettext_lazy("The money was sent back …"), permissions=["mark"])
    def finish(self, request: HttpRequest, queryset: QuerySet[Refund]) -> HttpResponse | None:
        """Take down that the money of the chosen refunds went back; the core is told."""
        return self._end(request, queryset, "finish", _("Was this money sent back?"), refunding.finish)

    @admin.action(description=gettext_lazy("Refuse …"), permissions=["mark"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[Refund]) -> HttpResponse | None:
        """Take down that nothing goes back; the core is told."""
        return self._end(request, queryset, "refuse", _("Refuse these refunds?"), refunding.refuse)

    def _end(
        self,
        request: HttpRequest,
        queryset: QuerySet[Refund],
        action: str,
        title: str,
        service: Callable[..., object],
    ) -> HttpResponse | None:
        wanted = queryset.filter(state=Refund.State.REQUESTED).select_related("payment")
        if not wanted:
            self.message_user(request, _("None of these refunds is open."), messages.WARNING)
            return None
        if question := confirmed(request, title=title, rows=wanted, action=action):
            return question
        now, by = timezone.now(), request.user.get_username()
        counted = each(wanted, lambda row: service(refund_id=row.pk, by=by, now=now))
        tasks.enqueue_reports()
        told = ngettext("%(n)s refund is ended.", "%(n)s refunds are ended.", counted["done"])
        self.message_user(request, told % {"n": counted["done"]}, messages.SUCCESS)
        return None


class ParkedFilter(admin.SimpleListFilter):
    """Reports by how they stand."""

    title = gettext_lazy("sent")
    parameter_name = "sent"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer what needs a person first."""
        return [("parked", _("refused by the core")), ("waiting", _("waiting")), ("done", _("done"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        """Leave out what was not chosen."""
        chosen = {
            "parked": {"done_at__isnull": True, "due_at__isnull": True},
            "waiting": {"done_at__isnull": True, "due_at__isnull": False},
            "done": {"done_at__isnull": False},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


@admin.register(Report)
class ReportAdmin(Facts, ReportBase):
    """Shows what the core was told and what it would not hear."""

    list_display = ("payment", "type", "happened_at", "done_at", "attempts", "error")
    list_filter = (ParkedFilter, "type")
    list_select_related = ("payment",)
    actions = ("send_again",)
    fields = (
        *("payment", "type", "psp_reference", "message"),
        *("happened_at", "done_at", "due_at", "attempts", "error"),
    )
    readonly_fields = fields

    @admin.action(description=gettext_lazy("Send again"), permissions=["mark"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Tell the core once more what it would not hear."""
        parked = queryset.filter(done_at__isnull=True)
        for report in parked:
            reporting.again(report.pk, now=timezone.now())
        tasks.enqueue_reports()
        told = ngettext("%(n)s report is sent again.", "%(n)s reports are sent again.", len(parked))
        self.message_user(request, told % {"n": len(parked)}, messages.SUCCESS)


# --- Bank statements ---


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
