"""What the desk's pages ask."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ses_vendors.badge.models import AGENCIES, Kind
from ses_vendors.vendors.models import (
    DocumentState,
    LegalForm,
    Requirement,
    RequirementKind,
    Vendor,
    VendorDocument,
)
from ses_vendors.vendors.sections import SECTIONS

LONGEST_REASON = 1000


def typed(request: HttpRequest) -> dict[str, Any]:
    """Return what a form is bound to: an empty POST is one too."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


class SuggestingInput(forms.TextInput):
    """A text field with suggestions that need no script."""

    template_name = "ses_desk/suggesting_input.html"

    def __init__(self, suggestions: list[str]) -> None:
        super().__init__(attrs={"class": "vTextField"})
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the suggestions, and name their list."""
        listed = {**(attrs or {}), "list": f"{(attrs or {}).get('id', name)}_list"}
        return {**super().get_context(name, value, listed), "suggestions": self.suggestions}


class NothingForm(forms.Form):
    """Asks for no more than the button."""


class ReasonForm(forms.Form):
    """Asks why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("The seller reads it, and it stays in the history."),
    )


class InnerReasonForm(forms.Form):
    """Asks why, for the history alone."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("It stays in the history, and the seller's owners read it there."),
    )


class NoteForm(forms.Form):
    """Asks what the seller should know."""

    note = forms.CharField(
        label=_("What has to be corrected"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("The seller reads it beside the document."),
    )


def not_in_future(day: date) -> None:
    """Refuse a day that has not come yet."""
    if day > timezone.localdate():
        raise ValidationError(_("This day has not come yet."), code="future")


class CheckedForm(forms.Form):
    """Asks when the public register was looked at."""

    registry_checked_on = forms.DateField(
        label=_("You looked at the register on"),
        widget=AdminDateWidget,
        initial=timezone.localdate,
        validators=[not_in_future],
        help_text=_("The public register of social enterprises, kept by ANOFM."),
    )


class OwnerForm(forms.Form):
    """Asks for whom a SES is invited."""

    trade_name = forms.CharField(label=_("Name shoppers see"), max_length=80)
    legal_name = forms.CharField(label=_("Legal name"), max_length=160)
    legal_form = forms.ChoiceField(label=_("Legal form"), choices=LegalForm.choices)
    cui = forms.CharField(
        label=_("Tax number (CUI)"), max_length=14, help_text=_("With or without RO in front of it.")
    )
    email = forms.EmailField(
        label=_("The first owner's e-mail"),
        help_text=_("They get a link, good for some days, that makes them the seller's owner."),
    )


class RequirementForm(forms.ModelForm):  # type: ignore[type-arg]
    """A line of the checklist: what it is about must exist."""

    class Meta:
        """All columns; the admin chooses."""

        model = Requirement
        fields = "__all__"  # noqa: DJ007

    def clean(self) -> dict[str, Any]:
        """See that a part of the profile, or a kind of attestation, is named where one is meant."""
        data = super().clean() or {}
        kinds = {RequirementKind.PROFILE: SECTIONS, RequirementKind.ATTESTATION: tuple(Kind.values)}
        allowed = kinds.get(data.get("kind"), ("",))  # type: ignore[arg-type]
        if data.get("section", "") not in allowed and "section" not in self.errors:
            said = ", ".join(allowed) or _("nothing")
            self.add_error("section", _("Write one of: %(allowed)s.") % {"allowed": said})
        return data


class AttestationForm(forms.Form):
    """A document, typed from the paper by an operator."""

    kind = forms.ChoiceField(label=_("Which document"), choices=Kind.choices)
    series = forms.CharField(
        label=_("Series"), max_length=12, required=False, help_text=_("As on the paper.")
    )
    number = forms.CharField(label=_("Number"), max_length=20)
    issuer = forms.CharField(
        label=_("Issued by"),
        max_length=80,
        widget=SuggestingInput([*AGENCIES]),
        help_text=_("The agency of the county, such as AJOFM Iași."),
    )
    decision_no = forms.CharField(label=_("Number of the decision"), max_length=40, required=False)
    issued_on = forms.DateField(label=_("Issued on"), widget=AdminDateWidget)
    valid_until = forms.DateField(
        label=_("Valid until"),
        widget=AdminDateWidget,
        help_text=_("The last good day, as on the paper."),
    )
    scan = forms.ModelChoiceField(
        label=_("Scan"),
        queryset=VendorDocument.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("One of the documents that the seller handed in."),
    )

    def __init__(self, *args: Any, vendor: Vendor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        papers = VendorDocument.objects.filter(vendor=vendor).exclude(state=DocumentState.REPLACED)
        cast(forms.ModelChoiceField, self.fields["scan"]).queryset = papers  # type: ignore[type-arg]


class RegisterForm(forms.Form):
    """A file of the register."""

    file = forms.FileField(
        label=_("File of the register"),
        help_text=_("CSV or XLSX, as downloaded from ANOFM; 10 MB at most."),
        allow_empty_file=True,
        max_length=200,
    )
