"""Forms about a SES's team: whom to invite, what somebody may do, who one is when one comes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ses_vendors.portal.forms import PortalForm
from ses_vendors.portal.forms.fields import EmailField, TextField
from ses_vendors.portal.forms.plain import LONGEST_PASSWORD
from ses_vendors.vendors.models import Role

ROLES = (
    (Role.OWNER.value, _("Owner: everything, and the team")),
    (Role.CATALOGUE.value, _("Goods: puts them in the shop and describes them")),
    (Role.ORDERS.value, _("Orders: packs and sends them")),
    (Role.MONEY.value, _("Money: sees payments and invoices")),
)


class RolesForm(PortalForm):
    """What a member may do."""

    roles = forms.MultipleChoiceField(
        label=_("May do"),
        help_text=_("Owners and whoever sees money sign in with a second step."),
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one."),
            "invalid_choice": _("Choose from the list."),
            "invalid_list": _("Choose from the list."),
        },
    )

    def given(self) -> tuple[Role, ...]:
        """Return the roles that were ticked."""
        return tuple(Role(code) for code in self.cleaned_data["roles"])


class InviteForm(RolesForm):
    """Whom to invite, and what for."""

    field_order = ("email", "roles")
    email = EmailField(
        label=_("E-mail"), help_text=_("A letter with a link goes there; it works for 14 days.")
    )


class NewcomerForm(PortalForm):
    """Who comes by an invitation and has no account yet. The e-mail is the invitation's."""

    name = TextField(label=_("Your name"), autocomplete="name", max_length=120, missing=_("Enter your name."))
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 8 characters, not only digits, not one that many use. A sentence is good."),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean_password(self) -> str:
        """Refuse a password that is easily guessed."""
        password: str = self.cleaned_data["password"]
        name = self.cleaned_data.get("name", "")
        try:
            validate_password(password, User(email=self._email, first_name=name))
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return password
