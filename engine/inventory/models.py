"""Warehouses, shipping zones and methods, stock, and who has a claim on it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from engine.accounts.models import Address
from engine.catalog.models import Channel, ProductVariant
from engine.metadata import WithMetadata
from engine.prepared import prepared


class ShippingZone(WithMetadata):
    """Countries that are served alike."""

    name = models.CharField(max_length=100)
    description = models.TextField(blank=True, default="")
    countries = models.JSONField(default=list)
    channels = models.ManyToManyField(Channel, related_name="shipping_zones")

    def __str__(self) -> str:
        return self.name


class Warehouse(WithMetadata):
    """A place where stock lies; each SES has one, with the slug of the SES."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    email = models.EmailField(blank=True, default="")
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="+")
    shipping_zones = models.ManyToManyField(ShippingZone, related_name="warehouses", blank=True)
    channels = models.ManyToManyField(Channel, related_name="warehouses", blank=True)
    is_private = models.BooleanField(default=True)
    click_and_collect_option = models.CharField(max_length=30, default="DISABLED")
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)  # noqa: DJ001
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug


class ShippingMethod(WithMetadata):
    """A way to send goods, with its limits in grams and its delivery days."""

    name = models.CharField(max_length=100)
    type = models.CharField(max_length=30, default="PRICE")
    description = models.JSONField(null=True, blank=True)
    shipping_zone = models.ForeignKey(ShippingZone, on_delete=models.CASCADE, related_name="methods")
    minimum_order_weight = models.PositiveIntegerField(null=True, blank=True)
    maximum_order_weight = models.PositiveIntegerField(null=True, blank=True)
    minimum_delivery_days = models.PositiveIntegerField(null=True, blank=True)
    maximum_delivery_days = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class ShippingMethodChannelListing(models.Model):
    """A shipping method's price and order-value limits (bani) in a channel."""

    shipping_method = models.ForeignKey(
        ShippingMethod, on_delete=models.CASCADE, related_name="channel_listings"
    )
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE)
    price = models.BigIntegerField(default=0)
    minimum_order_price = models.BigIntegerField(null=True, blank=True)
    maximum_order_price = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shipping_method", "channel"], name="engine_shipping_listing_unique"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="engine_shipping_price_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.shipping_method_id}:{self.channel_id}"


class StockSettings(models.Model):
    """The shop's own settings about stock, one row: minutes that a basket holds its pieces.

    They are Saleor's `reserveStockDuration…User`; null means that pieces are not held.
    """

    anonymous_minutes = models.PositiveIntegerField(null=True, blank=True, default=30)
    authenticated_minutes = models.PositiveIntegerField(null=True, blank=True, default=30)

    def __str__(self) -> str:
        return f"{self.anonymous_minutes}, {self.authenticated_minutes}"

    @classmethod
    def current(cls) -> StockSettings:
        """Return the settings; the defaults where nothing was set."""
        return next(iter(_stock_settings()), None) or cls()


@prepared
def _stock_settings() -> models.QuerySet[Any, Any]:
    return StockSettings.objects.order_by("pk")[:1]


class Stock(models.Model):
    """Pieces of a variant in a warehouse. `quantity_allocated` is promised to placed orders."""

    warehouse = models.ForeignKey(Warehouse, on_delete=models.CASCADE, related_name="stocks")
    variant = models.ForeignKey(ProductVariant, on_delete=models.CASCADE, related_name="stocks")
    quantity = models.PositiveIntegerField(default=0)
    quantity_allocated = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["warehouse", "variant"], name="engine_stock_unique"),
            models.CheckConstraint(
                condition=Q(quantity_allocated__lte=F("quantity")),
                name="engine_stock_allocated_within_quantity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}@{self.warehouse_id}"
