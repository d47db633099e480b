"""Checkouts (baskets), their lines and deliveries, vouchers and stock reservations."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from engine.accounts.models import Address, User
from engine.catalog.models import Category, Channel, Collection, Product, ProductVariant
from engine.inventory.models import ShippingMethod, Stock
from engine.metadata import WithMetadata


class Voucher(WithMetadata):
    """A reduction by code. `discount_value` is bani (FIXED) or whole percent (PERCENTAGE)."""

    name = models.CharField(max_length=255, blank=True)
    type = models.CharField(max_length=20, default="ENTIRE_ORDER")
    discount_value_type = models.CharField(max_length=20, default="FIXED")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    usage_limit = models.PositiveIntegerField(null=True, blank=True)
    apply_once_per_order = models.BooleanField(default=False)
    apply_once_per_customer = models.BooleanField(default=False)
    only_for_staff = models.BooleanField(default=False)
    single_use = models.BooleanField(default=False)
    min_checkout_items_quantity = models.PositiveIntegerField(null=True, blank=True)
    countries = models.JSONField(default=list, blank=True)
    products = models.ManyToManyField(Product, blank=True, related_name="vouchers")
    variants = models.ManyToManyField(ProductVariant, blank=True, related_name="vouchers")
    categories = models.ManyToManyField(Category, blank=True, related_name="vouchers")
    collections = models.ManyToManyField(Collection, blank=True, related_name="vouchers")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class VoucherCode(models.Model):
    """A code that a shopper types; `used` counts completed orders."""

    voucher = models.ForeignKey(Voucher, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=255, unique=True)
    used = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.code


class VoucherCustomer(models.Model):
    """Who has used a code, for vouchers that apply once per customer."""

    voucher_code = models.ForeignKey(VoucherCode, on_delete=models.CASCADE, related_name="customers")
    email = models.EmailField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voucher_code", "email"], name="engine_voucher_customer_unique")
        ]

    def __str__(self) -> str:
        return self.email


class VoucherChannelListing(models.Model):
    """A voucher's value and minimum spend in a channel."""

    voucher = models.ForeignKey(Voucher, on_delete=models.CASCADE, related_name="channel_listings")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE)
    discount_value = models.BigIntegerField()
    minimum_spent = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voucher", "channel"], name="engine_voucher_listing_unique"),
            models.CheckConstraint(
                condition=Q(discount_value__gte=0), name="engine_voucher_value_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher_id}:{self.channel_id}"


class Checkout(WithMetadata):
    """A basket on its way to an order; its id is a secret that whoever holds it may use."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE)
    email = models.EmailField(null=True, blank=True)  # noqa: DJ001
    shipping_address = models.ForeignKey(
        Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    billing_address = models.ForeignKey(
        Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    delivery = models.ForeignKey(
        "CheckoutDelivery", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    save_shipping_address = models.BooleanField(default=True)
    save_billing_address = models.BooleanField(default=True)
    voucher_code = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001
    language_code = models.CharField(max_length=35, default="ro")
    note = models.TextField(blank=True, default="")
    redirect_url = models.URLField(null=True, blank=True)  # noqa: DJ001
    #: What apps were asked about its delivery (a fingerprint), and when; empty when none was asked.
    quoted_for = models.CharField(max_length=64, blank=True, default="")
    quoted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return str(self.pk)


class CheckoutLine(WithMetadata):
    """A variant and how many of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout = models.ForeignKey(Checkout, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["checkout", "variant"], name="engine_checkout_line_unique"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="engine_checkout_line_quantity_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.variant_id}"


class CheckoutDelivery(WithMetadata):
    """A delivery method as it was offered to one checkout (Saleor's `Delivery`); price in bani.

    It is the core's own (`shipping_method`) or an app's (`external_id`, which with the description and the
    metadata is all that is known of it). `message` says why it is not active.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout = models.ForeignKey(Checkout, on_delete=models.CASCADE, related_name="deliveries")
    shipping_method = models.ForeignKey(
        ShippingMethod, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    external_id = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001
    name = models.CharField(max_length=255)
    description = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001
    price = models.BigIntegerField()
    minimum_delivery_days = models.PositiveIntegerField(null=True, blank=True)
    maximum_delivery_days = models.PositiveIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_valid = models.BooleanField(default=True)
    message = models.CharField(max_length=255, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class Reservation(models.Model):
    """Pieces held for a checkout line until `reserved_until`; expired ones no longer count."""

    checkout_line = models.ForeignKey(CheckoutLine, on_delete=models.CASCADE, related_name="reservations")
    stock = models.ForeignKey(Stock, on_delete=models.CASCADE, related_name="reservations")
    quantity_reserved = models.PositiveIntegerField()
    reserved_until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checkout_line", "stock"], name="engine_reservation_unique")
        ]

    def __str__(self) -> str:
        return f"{self.quantity_reserved} of {self.stock_id}"
