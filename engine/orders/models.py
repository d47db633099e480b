"""Orders, their lines, allocations and fulfilments. Prices are frozen in bani when placed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from engine.accounts.models import Address, User
from engine.catalog.models import Channel, ProductVariant
from engine.inventory.models import ShippingMethod, Stock, Warehouse
from engine.metadata import WithMetadata


class OrderNumber(models.Model):
    """The counter that gives orders their numbers: one row, taken under its lock."""

    last_number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last_number)


class Order(WithMetadata):
    """A placed order. `checkout_id` is unique: one checkout becomes one order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveBigIntegerField(unique=True)
    checkout_id = models.UUIDField(null=True, blank=True, unique=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="orders")
    user_email = models.EmailField(blank=True, default="")
    status = models.CharField(max_length=32, default="UNFULFILLED", db_index=True)
    charge_status = models.CharField(max_length=32, default="NONE")
    authorize_status = models.CharField(max_length=32, default="NONE")
    origin = models.CharField(max_length=32, default="CHECKOUT")
    currency = models.CharField(max_length=3, default="RON")
    language_code = models.CharField(max_length=35, default="ro")
    billing_address = models.ForeignKey(
        Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    shipping_address = models.ForeignKey(
        Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    shipping_method = models.ForeignKey(
        ShippingMethod, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    shipping_method_name = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001
    shipping_gross = models.BigIntegerField(default=0)
    shipping_net = models.BigIntegerField(default=0)
    undiscounted_shipping = models.BigIntegerField(default=0)
    shipping_tax_rate = models.PositiveSmallIntegerField(default=0)
    total_gross = models.BigIntegerField(default=0)
    total_net = models.BigIntegerField(default=0)
    undiscounted_total_gross = models.BigIntegerField(default=0)
    undiscounted_total_net = models.BigIntegerField(default=0)
    total_charged = models.BigIntegerField(default=0)
    total_authorized = models.BigIntegerField(default=0)
    voucher_code = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001
    discount_amount = models.BigIntegerField(default=0)
    discount_name = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001
    customer_note = models.TextField(blank=True, default="")
    redirect_url = models.URLField(null=True, blank=True)  # noqa: DJ001
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)  # noqa: DJ001
    weight_grams = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_index=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return str(self.number)


class OrderLine(WithMetadata):
    """A bought line with names, prices and tax as they were."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(
        ProductVariant, null=True, blank=True, on_delete=models.SET_NULL, related_name="order_lines"
    )
    product_name = models.CharField(max_length=386)
    variant_name = models.CharField(max_length=255, blank=True, default="")
    translated_product_name = models.CharField(max_length=386, blank=True, default="")
    translated_variant_name = models.CharField(max_length=255, blank=True, default="")
    product_sku = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001
    product_variant_id = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001
    is_shipping_required = models.BooleanField()
    quantity = models.PositiveIntegerField()
    quantity_fulfilled = models.PositiveIntegerField(default=0)
    unit_gross = models.BigIntegerField()
    unit_net = models.BigIntegerField()
    undiscounted_unit_gross = models.BigIntegerField()
    undiscounted_unit_net = models.BigIntegerField()
    total_gross = models.BigIntegerField()
    total_net = models.BigIntegerField()
    undiscounted_total_gross = models.BigIntegerField()
    undiscounted_total_net = models.BigIntegerField()
    unit_discount = models.BigIntegerField(default=0)
    tax_rate = models.PositiveSmallIntegerField(default=0)
    sort_order = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity_fulfilled__lte=F("quantity")),
                name="engine_order_line_fulfilled_within_quantity",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="engine_order_line_quantity_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.product_name}"


class Allocation(models.Model):
    """Pieces of a stock promised to an order line."""

    order_line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="allocations")
    stock = models.ForeignKey(Stock, on_delete=models.CASCADE, related_name="allocations")
    quantity_allocated = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order_line", "stock"], name="engine_allocation_unique")
        ]

    def __str__(self) -> str:
        return f"{self.quantity_allocated} of {self.stock_id}"


class Fulfillment(WithMetadata):
    """A parcel sent from one warehouse; `fulfillment_order` counts within the order."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="fulfillments")
    fulfillment_order = models.PositiveIntegerField()
    status = models.CharField(max_length=32, default="FULFILLED")
    tracking_number = models.CharField(max_length=255, blank=True, default="")
    warehouse = models.ForeignKey(Warehouse, null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "fulfillment_order"], name="engine_fulfillment_order_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_id}-{self.fulfillment_order}"


class FulfillmentLine(models.Model):
    """How many of an order line went into a parcel, and from which stock."""

    fulfillment = models.ForeignKey(Fulfillment, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="fulfillment_lines")
    stock = models.ForeignKey(Stock, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    quantity = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.quantity} of {self.order_line_id}"


class OrderEvent(models.Model):
    """What happened to an order, with Saleor's event codes."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    type = models.CharField(max_length=255)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL)
    parameters = models.JSONField(default=dict, blank=True)
    date = models.DateTimeField()

    class Meta:
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return self.type
