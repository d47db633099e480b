"""Forms of the account: getting in, passwords, the profile."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from math import ceil
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commerce.errors import LoginDelayed, Problem
from storefront.forms import ShopForm
from storefront.forms.fields import PlainTextField

#: Characters; the core refuses longer ones.
LONGEST_PASSWORD = 1000

LANGUAGES = [("RO", "Română"), ("EN", "English")]

REFUSALS: dict[str, Promise] = {
    "PASSWORD_TOO_SHORT": _("This password is too short: use at least 8 characters."),
    "PASSWORD_TOO_COMMON": _("Many people use this password. Choose another one."),
    "PASSWORD_ENTIRELY_NUMERIC": _("This password has only digits. Add letters or other signs."),
    "PASSWORD_TOO_SIMILAR": _("This password is too much like your name or e-mail. Choose another one."),
}
NOT_ACCEPTED = _("This was not accepted. Please check it.")


class EmailField(forms.EmailField):
    """An e-mail address."""

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail"))
        kwargs.setdefault("max_length", 254)
        super().__init__(
            **kwargs,
            error_messages={
                "required": _("Enter your e-mail address."),
                "invalid": _("Enter an e-mail address like nume@exemplu.ro."),
            },
        )
        self.widget.attrs["autocomplete"] = autocomplete


class PasswordField(forms.CharField):
    """A password, taken as it was typed; never shown again."""

    def __init__(self, *, is_new: bool, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Password"))
        if is_new:
            kwargs.setdefault(
                "help_text",
                _("At least 8 characters, not only digits, not one that many use. A sentence is good."),
            )
        autocomplete = "new-password" if is_new else "current-password"
        super().__init__(
            **kwargs,
            strip=False,
            max_length=LONGEST_PASSWORD,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
            error_messages={
                "required": _("Choose a password.") if is_new else _("Enter your password."),
                "max_length": _("A password has at most 1,000 characters."),
            },
        )


class AccountForm(ShopForm):
    """A form that the core may refuse; `FIELDS` says which of ours the core's field is."""

    FIELDS: dict[str, str] = {}

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Put the core's refusals beside the fields they are about."""
        for problem in problems:
            name = self.FIELDS.get(problem.field or "")
            self.add_error(name, str(REFUSALS.get(problem.code, NOT_ACCEPTED)))


class RegisterForm(AccountForm):
    """A new account."""

    FIELDS = {
        "email": "email",
        "password": "password",
        "firstName": "first_name",
        "lastName": "last_name",
    }

    first_name = PlainTextField(
        label=_("First name"),
        autocomplete="given-name",
        error_messages={"required": _("Enter your first name.")},
    )
    last_name = PlainTextField(
        label=_("Last name"),
        autocomplete="family-name",
        error_messages={"required": _("Enter your last name.")},
    )
    email = EmailField(help_text=_("We send a link to it, to see that it is yours."))
    password = PasswordField(is_new=True)


class LogInForm(ShopForm):
    """The way in."""

    email = EmailField(autocomplete="username")
    password = PasswordField(is_new=False)

    def say_wrong(self) -> None:
        """Say the same whether the e-mail or the password is wrong."""
        self.add_error(None, _("The e-mail or the password is not right. Please check both."))

    def say_unconfirmed(self) -> None:
        """Say what is left to do. Only who knows the password gets to read it."""
        self.add_error(
            None,
            _(
                "This account is not confirmed yet: open the link in the letter we sent. If you cannot find "
                "the letter, ask for a new password below; that confirms the address as well."
            ),
        )

    def say_wait(self, delayed: LoginDelayed, *, now: datetime) -> None:
        """Say how long to wait after too many wrong passwords."""
        self.add_error(None, _wait(seconds_to_wait(delayed, now=now)))


class ForgottenForm(ShopForm):
    """Where to send a link for a new password."""

    email = EmailField()


class NewPasswordForm(AccountForm):
    """A new password, by a mailed link."""

    FIELDS = {"password": "password"}

    password = PasswordField(is_new=True, label=_("New password"))


class ChangePasswordForm(AccountForm):
    """A new password of somebody who knows the old one."""

    FIELDS = {"oldPassword": "old", "newPassword": "new"}

    old = PasswordField(is_new=False, label=_("Present password"))
    new = PasswordField(is_new=True, label=_("New password"))

    def say_wrong(self) -> None:
        """Say that the present password is another one."""
        self.add_error("old", _("This is not your present password."))


class ProfileForm(AccountForm):
    """Who the shopper is to us."""

    FIELDS = {"firstName": "first_name", "lastName": "last_name"}

    first_name = PlainTextField(
        label=_("First name"),
        autocomplete="given-name",
        error_messages={"required": _("Enter your first name.")},
    )
    last_name = PlainTextField(
        label=_("Last name"),
        autocomplete="family-name",
        error_messages={"required": _("Enter your last name.")},
    )
    language = forms.ChoiceField(
        label=_("Language of our letters"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a language."),
            "invalid_choice": _("Choose a language."),
        },
    )


class KeepAddressForm(ShopForm):
    """Beside an address: whether it is the one offered first."""

    is_default = forms.BooleanField(label=_("Offer this address first at the next order"), required=False)


def seconds_to_wait(delayed: LoginDelayed, *, now: datetime) -> int | None:
    """Read from the core's message until when it refuses log-ins; None where it does not say.

    Saleor writes "… suspended till 2026-11-24 10:00:08.123456+00:00 due to …".
    """
    for problem in delayed.problems:
        found = re.search(r"till (\S+ \S+) due", problem.message)
        if found is None:
            continue
        try:
            until = datetime.fromisoformat(found[1])
            return max(1, ceil((until - now).total_seconds()))
        except (ValueError, TypeError):
            return None
    return None


def _wait(seconds: int | None) -> str:
    if seconds is None:
        return str(_("Too many wrong passwords. Please wait a few minutes and try again."))
    if seconds < 90:
        return ngettext(
            "Too many wrong passwords. Please wait %(count)d second and try again.",
            "Too many wrong passwords. Please wait %(count)d seconds and try again.",
            seconds,
        ) % {"count": seconds}
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many wrong passwords. Please wait %(count)d minute and try again.",
        "Too many wrong passwords. Please wait %(count)d minutes and try again.",
        minutes,
    ) % {"count": minutes}
