"""What allauth asks the project: who may come in, how letters leave, how secrets are kept."""

from __future__ import annotations

import io
import logging
import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ses_vendors.installation import encryption
from ses_vendors.portal import accounts, second_factor, tasks, throttle

logger = logging.getLogger(__name__)

#: Ways to show once more who one is, by allauth's names.
WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class PeopleAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in of the people of SES and of operators."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail or the password is not right. Please check both."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right. Codes of an app change every 30 seconds."),
        "too_many_login_attempts": _("Too many wrong tries. Please wait an hour and try again."),
        "rate_limited": _("Too many wrong tries. Please wait an hour and try again."),
        "duplicate_email": _("This is your e-mail already."),
        "invalid_password_reset": _("This link does not work any more."),
        "cannot_remove_primary_email": _("You sign in with this e-mail, so it stays."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let nobody in by allauth's own door: there is the application, and the invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that asks."""
        return throttle.client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Turn down who has to wait before allauth counts, which counts an account for all addresses."""
        if not throttle.password_is_welcome(request, credentials):
            raise throttle.too_many(request, credentials)
        super().pre_authenticate(request, **credentials)

    def set_password(self, user: User, password: str) -> None:
        """Change the password; wrong tries of the old one count no more."""
        super().set_password(user, password)
        throttle.forget_wrong_passwords(user)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Say when to try again, where axes wants a wait."""
        if getattr(request, "axes_locked_out", False):
            raise throttle.too_many(request, credentials)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponseBase | None:
        """Keep a demonstration's accounts out of a shop that sells."""
        if settings.PRODUCTION and accounts.is_demo(user):
            return redirect("account_inactive")
        response: HttpResponseBase | None = super().pre_login(request, user, **kwargs)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Bring operators to their desk and others to their SES."""
        user = request.user
        return reverse("admin:index") if user.is_authenticated and user.is_staff else _home()

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Ask who has a second factor for that one: a password alone shows less."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        stronger = [method for method in methods if method["id"] != "reauthenticate"]
        return [{**method, "description": WAYS[method["id"]]} for method in stronger or methods]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask nobody twice within minutes: a fresh sign-in counts, with the second factor if there is one."""
        request = context.request
        if _signed_in_lately(request) and not second_factor.is_unshown(request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def format_email_subject(self, subject: str) -> str:
        """Name the shop after the subject, as its other letters do."""
        return f"{subject} – {settings.SHOP_NAME}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter now, in the reader's language, and have the worker send it."""
        values = {
            **context,
            "email": email,
            "shop_name": settings.SHOP_NAME,
            "operator": settings.SHOP_OPERATOR,
        }
        message: EmailMessage = self.render_mail(template_prefix, email, values)
        tasks.enqueue(message)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: secrets are encrypted, and the last one stays with whom it is demanded of."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes of an app change every 30 seconds."),
        "cannot_delete_authenticator": _(
            "You need a second factor for what you do here. Set up another one before you take this one away."
        ),
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first: recovery codes come with it."),
    }

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code on a light ground of its own, which readers need in the dark as well."""
        drawn = io.BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=6, dark="#000", light="#fff", xmldecl=False)
        return drawn.getvalue().decode()

    def get_totp_issuer(self) -> str:
        """Name the shop in people's apps."""
        return str(settings.SHOP_NAME)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the shop when a device asks for a passkey."""
        return {**super().get_public_key_credential_rp_entity(), "name": str(settings.SHOP_NAME)}

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002
        """Leave it to the person to name a passkey after their device."""
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def encrypt(self, text: str) -> str:
        """Encrypt an app's secret or the seed of recovery codes."""
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` made; with another key it is a secret that no code fits."""
        try:
            return encryption.decrypt(encrypted_text)
        except encryption.Undecryptable:
            logger.warning("A second factor was made under another key; nobody can use it.")
            return _random_secret()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last one with whom it is demanded of."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=second_factor.KINDS)
        return others.exclude(pk=authenticator.pk).exists() or not second_factor.is_needed(authenticator.user)


def _random_secret() -> str:
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    return str(generate_totp_secret())


def _home() -> str:
    return reverse("portal:home")


def _signed_in_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < REAUTHENTICATION_TIMEOUT
