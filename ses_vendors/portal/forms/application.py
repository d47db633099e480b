"""The form at the shop's door: who wants to sell."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ses_vendors.portal.forms import PortalForm
from ses_vendors.portal.forms.fields import EmailField, PickField, TextField
from ses_vendors.vendors.models import LegalForm

LONGEST_PASSWORD = 1000


class ApplicationForm(PortalForm):
    """The SES that applies, for somebody who is signed in already."""

    trade_name = TextField(
        label=_("Name of the workshop"),
        help_text=_("The name shoppers will see."),
        max_length=80,
        missing=_("Enter the name of the workshop."),
    )
    legal_name = TextField(
        label=_("Legal name"),
        help_text=_("As on the registration certificate."),
        autocomplete="organization",
        missing=_("Enter the legal name."),
    )
    legal_form = PickField(
        label=_("Legal form"),
        choices=[("", _("Choose the legal form")), *LegalForm.choices],
        missing=_("Choose the legal form."),
    )
    cui = TextField(
        label=_("CUI"),
        help_text=_("The tax number, with or without RO."),
        max_length=20,
        missing=_("Enter the CUI."),
    )
    phone = TextField(
        label=_("Phone"),
        autocomplete="tel",
        max_length=30,
        missing=_("Enter a phone number."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    terms = forms.BooleanField(
        label=_("I have read the conditions for sellers."),
        error_messages={"required": _("Read the conditions for sellers, then tick the box.")},
    )


class NewAccountForm(ApplicationForm):
    """The SES that applies, and the person who will look after it here."""

    email = EmailField(
        label=_("E-mail"),
        help_text=_("You sign in with it, and we write to it. We send a link to see that it is yours."),
    )
    name = TextField(label=_("Your name"), autocomplete="name", max_length=120, missing=_("Enter your name."))
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 8 characters, not only digits, not one that many use. A sentence is good."),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={
            "required": _("Choose a password."),
            "max_length": _("A password has at most 1,000 characters."),
        },
    )

    field_order = (
        "trade_name",
        "legal_name",
        "legal_form",
        "cui",
        "name",
        "email",
        "phone",
        "password",
        "terms",
    )

    def clean(self) -> dict[str, Any]:
        """Look at the password beside name and e-mail."""
        data = self.cleaned_data
        if "password" in data:
            try:
                validate_password(data["password"], self.person())
            except ValidationError as fault:
                self.add_error("password", fault)
        return data

    def person(self) -> User:
        """Who it is, not saved: the last word of a name is the family's."""
        first, _blank, last = self.cleaned_data.get("name", "").rpartition(" ")
        email = self.cleaned_data.get("email", "").lower()
        return User(username=email[:150], email=email, first_name=(first or last)[:150], last_name=last[:150])
