"""What people sign in with: read here, changed by each person alone."""

from __future__ import annotations

from typing import Any

# They register their pages when they are loaded, which is after this module if nobody asks earlier.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.http import HttpRequest

admin.site.unregister((EmailAddress, Authenticator))


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows, and changes nothing."""

    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds what another person signs in with."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes it either."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor takes it away."""
        return False


@admin.register(EmailAddress)
class AddressAdmin(ReadOnlyAdmin):
    """Which addresses people have confirmed: a letter does that, no click of an operator."""

    list_display = ("email", "user", "primary", "verified")
    list_filter = ("primary", "verified")
    search_fields = ("email",)


@admin.register(Authenticator)
class SecondStepAdmin(ReadOnlyAdmin):
    """Who has a second step, of which kind, and when it was last used; its secret is shown to nobody.

    A superuser takes one away from somebody who lost the phone: they then set up another one.
    """

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    search_fields = ("user__email",)
    fields = ("user", "type", "created_at", "last_used_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a superuser, after a call: it lowers a guard."""
        return bool(request.user.is_active and request.user.is_superuser)
