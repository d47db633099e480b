"""Payments as Saleor keeps them: transactions, what was reported of them, and granted refunds.

Amounts are whole bani. What a transaction holds of each kind follows from its events alone
(`engine.payments.amounts`); the columns keep the outcome, so that sums over many cost one query.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from engine.accounts.models import User
from engine.checkout.models import Checkout
from engine.metadata import WithMetadata
from engine.orders.models import Order, OrderLine
from engine.webhooks.models import App


class TransactionItem(WithMetadata):
    """One way money comes for a checkout or an order. It moves to the order when the checkout becomes one.

    `app_identifier` finds the payment app again after it was installed anew. The `method_…` columns
    describe the card, or whatever else was paid with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField(auto_now=True)
    idempotency_key = models.CharField(max_length=512, null=True, blank=True)  # noqa: DJ001
    name = models.CharField(max_length=512, blank=True, default="")
    message = models.CharField(max_length=512, blank=True, default="")
    psp_reference = models.CharField(max_length=512, blank=True, default="", db_index=True)
    external_url = models.CharField(max_length=512, blank=True, default="")
    available_actions = models.JSONField(default=list, blank=True)
    currency = models.CharField(max_length=3, default="RON")
    authorized = models.BigIntegerField(default=0)
    charged = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    canceled = models.BigIntegerField(default=0)
    authorize_pending = models.BigIntegerField(default=0)
    charge_pending = models.BigIntegerField(default=0)
    refund_pending = models.BigIntegerField(default=0)
    cancel_pending = models.BigIntegerField(default=0)
    checkout = models.ForeignKey(
        Checkout, null=True, blank=True, on_delete=models.SET_NULL, related_name="transactions"
    )
    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="transactions"
    )
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    app = models.ForeignKey(App, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    app_identifier = models.CharField(max_length=256, blank=True, default="", db_index=True)
    method_type = models.CharField(max_length=32, blank=True, default="")
    method_name = models.CharField(max_length=256, blank=True, default="")
    method_brand = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001
    method_first_digits = models.CharField(max_length=4, null=True, blank=True)  # noqa: DJ001
    method_last_digits = models.CharField(max_length=4, null=True, blank=True)  # noqa: DJ001
    method_exp_month = models.PositiveSmallIntegerField(null=True, blank=True)
    method_exp_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["app_identifier", "idempotency_key"], name="engine_transaction_idempotency_unique"
            ),
            models.CheckConstraint(
                condition=Q(authorized__gte=0) & Q(authorize_pending__gte=0),
                name="engine_transaction_authorized_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(checkout__isnull=True) | Q(order__isnull=True),
                name="engine_transaction_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.psp_reference or str(self.pk)


class OrderGrantedRefund(models.Model):
    """A promise to give back part of an order. `status` follows the refund's last event."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="granted_refunds")
    transaction = models.ForeignKey(
        TransactionItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="granted_refunds"
    )
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="RON")
    reason = models.TextField(blank=True, default="")
    shipping_costs_included = models.BooleanField(default=False)
    status = models.CharField(max_length=32, default="NONE")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    app = models.ForeignKey(App, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="engine_granted_refund_not_negative")
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class OrderGrantedRefundLine(models.Model):
    """How many pieces of an order line a refund is for."""

    granted_refund = models.ForeignKey(OrderGrantedRefund, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.order_line_id}"


class TransactionEvent(models.Model):
    """Something that was wished or reported of a transaction; kept as it came.

    Only events with `include_in_calculations` count towards the amounts. A request that a payment app is
    still to be asked for has `due_at`: whoever asks moves it on first, so that of two workers one asks, and
    what a killed worker had taken comes up again.
    """

    transaction = models.ForeignKey(TransactionItem, on_delete=models.CASCADE, related_name="events")
    created_at = models.DateTimeField()
    type = models.CharField(max_length=128, default="INFO")
    psp_reference = models.CharField(max_length=512, blank=True, default="", db_index=True)
    message = models.CharField(max_length=512, blank=True, default="")
    external_url = models.CharField(max_length=512, blank=True, default="")
    currency = models.CharField(max_length=3, default="RON")
    amount = models.BigIntegerField(default=0)
    idempotency_key = models.CharField(max_length=512, null=True, blank=True)  # noqa: DJ001
    include_in_calculations = models.BooleanField(default=False)
    related_granted_refund = models.ForeignKey(
        OrderGrantedRefund,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="transaction_events",
    )
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    app = models.ForeignKey(App, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    app_identifier = models.CharField(max_length=256, blank=True, default="")
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transaction", "idempotency_key"], name="engine_transaction_event_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.amount}"
