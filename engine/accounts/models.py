"""Shoppers and staff of the core, and their addresses."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from engine.metadata import WithMetadata


class Address(WithMetadata):
    """A postal address; `country_area` holds the ISO code of a Romanian county (RO-IS)."""

    first_name = models.CharField(max_length=256, blank=True)
    last_name = models.CharField(max_length=256, blank=True)
    company_name = models.CharField(max_length=256, blank=True)
    street_address_1 = models.CharField(max_length=256, blank=True)
    street_address_2 = models.CharField(max_length=256, blank=True)
    city = models.CharField(max_length=256, blank=True)
    city_area = models.CharField(max_length=128, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, default="RO")
    country_area = models.CharField(max_length=128, blank=True)
    phone = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}, {self.city}"


class User(WithMetadata):
    """An account at the core. `jwt_key` changes to revoke every token at once."""

    email = models.EmailField(max_length=254)
    password = models.CharField(max_length=128)
    first_name = models.CharField(max_length=256, blank=True)
    last_name = models.CharField(max_length=256, blank=True)
    language_code = models.CharField(max_length=35, default="ro")
    is_active = models.BooleanField(default=True)
    is_confirmed = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False)
    jwt_key = models.CharField(max_length=12)
    addresses = models.ManyToManyField(Address, related_name="users", blank=True)
    default_shipping_address = models.ForeignKey(
        Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    default_billing_address = models.ForeignKey(
        Address, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    last_login_at = models.DateTimeField(null=True, blank=True)
    last_password_reset_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="engine_user_email_unique"),
        ]

    def __str__(self) -> str:
        return self.email


class LoginFailure(models.Model):
    """Failed log-ins per address and e-mail, by a digest of both, for the growing delay after each one."""

    key = models.CharField(max_length=320, unique=True)
    failures = models.PositiveIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.key
