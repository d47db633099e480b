"""Forms of the proof: typing a code, reporting a badge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ses_vendors.badge import codes


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """A line of the error summary and the control it leads to."""

    target: str
    text: str


class ProofForm(forms.Form):
    """A form drawn with the shop's field and summary of errors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def error_links(self) -> list[ErrorLink]:
        """The messages, in the order of the fields."""
        return [ErrorLink(field.id_for_label, str(text)) for field in self for text in field.errors]


class LineField(forms.CharField):
    """One line of text: breaks and runs of blanks become a space, so it may stand in the head of a letter."""

    def to_python(self, value: Any) -> str:
        """Return the text on one line."""
        return " ".join((super().to_python(value) or "").split())


class CodeForm(ProofForm):
    """A code as it is typed from a label."""

    cod = forms.CharField(
        label=_("Code on the label"),
        help_text=_("Twelve letters and digits, for example 4KX7-TR2M-PQ9W."),
        max_length=codes.LONGEST_TEXT,
        error_messages={"required": _("Type the code that stands on the label.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_cod(self) -> str:
        """Return the code as it is kept."""
        code = codes.parse(self.cleaned_data["cod"])
        if code is None:
            raise forms.ValidationError(
                _("No badge has such a code: a character is wrong or missing. Look at the label again."),
                code="code",
            )
        return code


class ReportForm(ProofForm):
    """What is wrong with a badge. `site` is for machines that fill in everything: people do not see it."""

    code = LineField(
        label=_("Code on the badge, if there is one"), max_length=codes.LONGEST_TEXT, required=False
    )
    seen_at = LineField(
        label=_("Where did you see it?"),
        help_text=_("The address of a page, the name of a shop, an order."),
        max_length=200,
        error_messages={"required": _("Tell where you saw the badge.")},
    )
    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=2000,
        error_messages={"required": _("Tell what is wrong with the badge.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    email = forms.EmailField(
        label=_("Your e-mail, if you want an answer"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Enter an e-mail address like nume@exemplu.ro.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    site = forms.CharField(
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields for people."""
        return [field for field in self if field.name != "site"]

    @property
    def is_machine(self) -> bool:
        """Whether the field that people do not see is filled in."""
        return bool(self.cleaned_data.get("site"))
