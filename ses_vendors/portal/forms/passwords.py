"""allauth's forms about passwords and e-mails, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as base
from django.utils.translation import gettext_lazy as _

from ses_vendors.portal.forms.plain import PlainForm, name_email, name_new_password, name_password


class SignInForm(PlainForm, base.LoginForm):  # type: ignore[misc]
    """The way in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_email(self.fields["login"], autocomplete="username")
        name_password(self.fields["password"], _("Password"))


class ReauthenticateForm(PlainForm, base.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something is changed that guards the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_password(self.fields["password"], _("Password"))


class ForgottenForm(PlainForm, base.ResetPasswordForm):  # type: ignore[misc]
    """Where to send a link for a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_email(self.fields["email"])


class NewPasswordForm(PlainForm, base.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by a mailed link. Typed once: whoever mistypes it asks for another link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        name_new_password(self.fields["password1"], _("New password"))


class SetPasswordForm(PlainForm, base.SetPasswordForm):  # type: ignore[misc]
    """The first password of somebody who came by an invitation or a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        name_new_password(self.fields["password1"], _("New password"))


class ChangePasswordForm(PlainForm, base.ChangePasswordForm):  # type: ignore[misc]
    """A new password of somebody who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        name_password(self.fields["oldpassword"], _("Present password"))
        name_new_password(self.fields["password1"], _("New password"))


class ChangeEmailForm(PlainForm, base.AddEmailForm):  # type: ignore[misc]
    """Another e-mail to sign in with; it counts once its letter was answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_email(
            self.fields["email"],
            hint=_("We send a link to it. Until you open it, you go on signing in with the present one."),
        )
        self.fields["email"].label = _("New e-mail")
