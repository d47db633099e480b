"""Forms for days: VAT periods and closures."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ses_vendors.portal.forms import PortalForm
from ses_vendors.portal.forms.fields import DayField, TextField


class PeriodForm(PortalForm):
    """From one day to another, both included; open-ended without the second."""

    starts_on = DayField(label=_("From"), missing=_("Enter the first day."))
    ends_on = DayField(
        label=pgettext_lazy("day", "To"), help_text=_("Leave it empty while it goes on."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """The end is not before the beginning."""
        data = self.cleaned_data
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day is before the first one."))
        return data


class VatForm(PeriodForm):
    """When the SES pays VAT."""


class ClosureForm(PeriodForm):
    """Days on which the SES takes no orders."""

    note_ro = TextField(
        label=_("What shoppers read, in Romanian"),
        help_text=_("For example: the workshop rests; we are back on 7 January."),
        max_length=200,
        required=False,
    )
    note_en = TextField(label=_("What shoppers read, in English"), max_length=200, required=False)


class ReasonForm(PortalForm):
    """Why somebody wants to leave, in a few words."""

    reason = TextField(
        label=_("Why?"),
        help_text=_("A few words are enough; the shop's team reads them."),
        max_length=500,
        missing=_("Write a few words: why?"),
    )
