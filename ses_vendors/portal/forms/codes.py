"""allauth's forms about the second factor, in our words and with our waits."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ses_vendors.portal import throttle
from ses_vendors.portal.forms.plain import PlainForm, name_code

CODE_HINT = _("Six digits from your authenticator app, or one of your recovery codes.")


class CodeForm(PlainForm, base.BaseAuthenticateForm):  # type: ignore[misc]
    """A code of the second factor. After five wrong ones the answer is to wait, longer each time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_code(self.fields["code"], _("Code"), CODE_HINT)

    def clean_code(self) -> str:
        """Try the code, unless a wait is running."""
        request = context.request
        if not throttle.code_is_welcome(request, self.user):
            raise throttle.too_many_codes(request, self.user)
        try:
            code: str = super().clean_code()
            _spend(self.authenticator, code)
        except ValidationError as error:
            if throttle.note_wrong_code(request, self.user):
                raise throttle.too_many_codes(request, self.user) from error
            raise
        throttle.forget_wrong_codes(request, self.user)
        return code


@transaction.atomic
def _spend(authenticator: Authenticator, code: str) -> None:
    """Let a code open once. allauth remembers it in a cache, which each process may have for itself."""
    if authenticator.type != Authenticator.Type.TOTP:
        return
    kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = decrypt(kept.data["secret"])
    used = next(each for each in auth.yield_hotp_counters_from_time() if _fits(code, secret, each))
    if used <= kept.data.get("last_counter", 0):
        raise ValidationError(_("This code was used already. Wait for the next one."), code="used")
    kept.data["last_counter"] = used
    kept.save(update_fields=["data"])


def _fits(code: str, secret: str, counter: int) -> bool:
    expected = auth.format_hotp_value(auth.hotp_value(secret, counter))
    return bool(compare_user_code(actual=code, expected=expected))


class SignInCodeForm(CodeForm, base.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class ConfirmCodeForm(CodeForm, base.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something is changed or seen that needs it."""


class SetUpForm(PlainForm, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app, which shows that it was set up right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_code(
            self.fields["code"], _("Code from the app"), _("Six digits, which change every 30 seconds.")
        )


class RemoveAppForm(PlainForm, totp.DeactivateTOTPForm):  # type: ignore[misc]
    """Taking the authenticator app away."""


class NewRecoveryCodesForm(PlainForm, recovery.GenerateRecoveryCodesForm):  # type: ignore[misc]
    """Ten new recovery codes in place of the old ones."""


NOT_RECOGNISED = _("The passkey was not recognised. Try again, or use a code.")
#: What the parts of allauth and fido2 raise at an answer that no device gives.
NO_DEVICE = (AttributeError, KeyError, TypeError, ValueError)


class _DeviceAnswer(PlainForm):
    """A passkey's answer, which a program may have made up: it is wrong then, and no fault of ours."""

    def clean_credential(self) -> Any:
        """Check the answer."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NO_DEVICE as error:
            raise ValidationError(NOT_RECOGNISED, code="passkey") from error


class SignInKeyForm(_DeviceAnswer, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in with a passkey alone."""


class SecondKeyForm(_DeviceAnswer, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class ConfirmKeyForm(_DeviceAnswer, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more."""


class _NamedKey(PlainForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = _("Name of the passkey")
        name.help_text = _("So that you tell them apart: “phone”, “blue key”.")
        name.error_messages = {**name.error_messages, "required": _("Give it a name.")}
        name.widget.attrs["maxlength"] = "60"


class AddKeyForm(_NamedKey, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "passwordless" in self.fields:
            field = self.fields["passwordless"]
            field.label = _("Sign in with it alone")
            field.help_text = _("Without a password: the device then asks for your finger, face or PIN.")

    def clean(self) -> dict[str, Any]:
        """Check the device's answer."""
        try:
            cleaned: dict[str, Any] = super().clean() or {}
        except NO_DEVICE as error:
            raise ValidationError(NOT_RECOGNISED, code="passkey") from error
        return cleaned


class RenameKeyForm(_NamedKey, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""
