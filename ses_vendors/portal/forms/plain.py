"""What allauth's forms need to look like ours: labels, hints and messages in our words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ses_vendors.portal.forms import PortalForm

#: Characters; hashing a longer one would only cost time.
LONGEST_PASSWORD = 1000


class PlainForm(PortalForm):
    """A mixin for allauth's forms: without placeholders, which vanish when one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field.widget, forms.PasswordInput):
                field.widget.attrs["maxlength"] = str(LONGEST_PASSWORD)


def name_email(field: forms.Field, *, autocomplete: str = "email", hint: Any = "") -> None:
    """Give a field for an e-mail our words."""
    field.label, field.help_text = _("E-mail"), hint
    field.widget.attrs["autocomplete"] = autocomplete
    field.error_messages = {
        **field.error_messages,
        "required": _("Enter your e-mail address."),
        "invalid": _("Enter an e-mail address like nume@exemplu.ro."),
    }


def name_password(field: forms.Field, label: Any) -> None:
    """Give a field for the password somebody has our words."""
    field.label, field.help_text = label, ""
    field.error_messages = {**field.error_messages, "required": _("Enter your password.")}


def name_new_password(field: forms.Field, label: Any) -> None:
    """Give a field for a new password our words."""
    field.label = label
    field.help_text = _("At least 8 characters, not only digits, not one that many use. A sentence is good.")
    field.error_messages = {**field.error_messages, "required": _("Choose a password.")}


def name_code(field: forms.Field, label: Any, hint: Any) -> None:
    """Give a field for a code our words."""
    field.label, field.help_text = label, hint
    field.error_messages = {**field.error_messages, "required": _("Enter the code.")}
    field.widget.attrs.update(
        {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
    )
    field.max_length = 40  # type: ignore[attr-defined]
