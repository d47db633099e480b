"""Payments of the App, what is to be told to the core about them, and bank statements.

Amounts are whole bani. A core is named by its API URL: installing the App anew loses nothing.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel.money import Money
from ses_vendors.payments import references
from ses_vendors.payments.matching import Outcome
from ses_vendors.payments.methods import Method
from ses_vendors.payments.states import State


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Which payments."""

    def of_orders(self) -> PaymentQuerySet:
        """Those whose basket became an order: the others are owed nothing."""
        return self.exclude(order_id="")

    def awaited(self) -> PaymentQuerySet:
        """Those of orders whose money has not come yet."""
        return self.of_orders().filter(state=State.PENDING)


class Payment(models.Model):
    """Money that is to come for one order, by one method: the App's side of a core's transaction.

    It begins with a basket (`checkout_id`) and is bound to the order which that becomes. `reference` is what
    the payer writes; the core knows it as `pspReference`. `paid_by` says who said so: an operator's name, a
    statement's file, or the core. `refunded` is what was given back so far.
    """

    api_url = models.URLField(_("core"))
    transaction_id = models.CharField(_("transaction"), max_length=128)
    checkout_id = models.CharField(_("basket"), max_length=128, blank=True, db_index=True)
    order_id = models.CharField(_("order id"), max_length=128, blank=True, db_index=True)
    order_number = models.CharField(_("order"), max_length=64, blank=True)
    method = models.CharField(_("method"), max_length=32, choices=Method)
    amount = models.BigIntegerField(_("amount"))
    refunded = models.BigIntegerField(_("refunded"), default=0)
    currency = models.CharField(_("currency"), max_length=3)
    reference = models.CharField(_("reference"), max_length=16, unique=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PENDING)
    opened_at = models.DateTimeField(_("opened at"))
    due_on = models.DateField(_("due on"))
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)
    paid_by = models.CharField(_("marked by"), max_length=200, blank=True)
    ended_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["api_url", "transaction_id"], name="ses_payment_transaction_unique"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="ses_payment_amount_positive"),
            models.CheckConstraint(
                condition=Q(refunded__gte=0) & Q(refunded__lte=F("amount")),
                name="ses_payment_refunded_within",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.PENDING, State.CANCELLED]) | Q(paid_at__isnull=False),
                name="ses_payment_paid_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return references.printed(self.reference)

    @property
    def money(self) -> Money:
        """What is to be paid."""
        return Money(self.amount, self.currency)

    @property
    def refundable(self) -> Money:
        """What can still be given back."""
        return Money(self.amount - self.refunded, self.currency)


class Refund(models.Model):
    """Money that the core wants given back; an operator does it by hand and says so.

    `fingerprint` names the core's request, so that a request that comes twice is one refund.
    """

    class State(models.TextChoices):
        """Where a refund is."""

        REQUESTED = "requested", _("requested")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, related_name="refunds", verbose_name=_("payment")
    )
    reference = models.CharField(_("reference"), max_length=24, unique=True)
    amount = models.BigIntegerField(_("amount"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.REQUESTED)
    fingerprint = models.CharField(max_length=64, unique=True)
    requested_at = models.DateTimeField(_("requested at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="ses_refund_amount_positive"),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(state="requested"), name="ses_refund_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def money(self) -> Money:
        """What is to be given back."""
        return Money(self.amount, self.payment.currency)

    @property
    def order_number(self) -> str:
        """The order it is a refund of."""
        return self.payment.order_number


class Report(models.Model):
    """Something the core is to be told of a payment, written in the transaction in which it happened.

    `due_at` is when it is sent next, None when it is done or parked; a parked one has its `error`.
    """

    payment = models.ForeignKey(
        Payment, on_delete=models.CASCADE, related_name="reports", verbose_name=_("payment")
    )
    type = models.CharField(_("type"), max_length=40)
    psp_reference = models.CharField(_("reference"), max_length=24)
    amount = models.BigIntegerField(_("amount"))
    message = models.CharField(_("message"), max_length=200, blank=True)
    happened_at = models.DateTimeField(_("happened at"))
    due_at = models.DateTimeField(_("due at"), null=True, blank=True, db_index=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("report to the core")
        verbose_name_plural = _("reports to the core")
        ordering = ["-happened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["type", "psp_reference"], name="ses_report_once"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.psp_reference}"


class OrderCheck(models.Model):
    """An order that the core told something about: written with the event, looked at afterwards."""

    api_url = models.URLField()
    order_id = models.CharField(max_length=128)
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["api_url", "order_id"], name="ses_order_check_unique"),
        ]

    def __str__(self) -> str:
        return self.order_id


class StatementImport(models.Model):
    """A bank statement that was uploaded: the file once (`digest`), its lines, and when they were applied."""

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("file"), max_length=200)
    format = models.CharField(_("format"), max_length=8)
    account = models.CharField(_("account"), max_length=64, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.CharField(_("uploaded by"), max_length=150)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)
    applied_by = models.CharField(_("applied by"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class StatementLine(models.Model):
    """One movement, in the order of its statement. `outcome` and `payment` are what came of it when applied.

    A `fingerprint` stands in the table once per statement; the first that was applied counts.
    """

    statement = models.ForeignKey(StatementImport, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField(_("line"))
    booked_on = models.DateField(_("day"))
    amount = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    text = models.TextField(_("text"), blank=True)
    bank_reference = models.CharField(_("bank's reference"), max_length=64, blank=True)
    repeat = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, db_index=True)
    outcome = models.CharField(
        _("outcome"), max_length=20, blank=True, choices=[(each.value, each.value) for each in Outcome]
    )
    payment = models.ForeignKey(
        Payment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statement_lines",
        verbose_name=_("payment"),
    )

    class Meta:
        verbose_name = _("statement line")
        verbose_name_plural = _("statement lines")
        ordering = ["statement", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "position"], name="ses_statement_line_position_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.money.amount}"

    @property
    def money(self) -> Money:
        """The sum; negative for what went out."""
        return Money(self.amount, self.currency)
