"""Payments, refunds and reports for the operator: mark them paid, give money back, tell the core again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ses_vendors.payments import references, tasks
from ses_vendors.payments.admin.facts import Facts, confirmed, each
from ses_vendors.payments.methods import lei
from ses_vendors.payments.models import Payment, Refund, Report
from ses_vendors.payments.services import marking, refunding, reporting

if TYPE_CHECKING:
    PaymentBase = admin.ModelAdmin[Payment]
    RefundBase = admin.ModelAdmin[Refund]
    ReportBase = admin.ModelAdmin[Report]
    RefundRows = admin.TabularInline[Refund, Payment]
    ReportRows = admin.TabularInline[Report, Payment]
else:
    PaymentBase = RefundBase = ReportBase = admin.ModelAdmin
    RefundRows = ReportRows = admin.TabularInline


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
