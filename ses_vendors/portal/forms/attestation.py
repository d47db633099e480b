"""The form of an attestation: what stands on the paper."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from django.utils.translation import gettext_lazy as _

from kernel.badge import Kind as DocumentKind
from ses_vendors.badge.models import AGENCIES, Attestation, Kind
from ses_vendors.badge.periods import TERMS
from ses_vendors.portal.forms import PortalForm
from ses_vendors.portal.forms.fields import DayField, PickField, TextField, UploadField

OTHER = "other"


def usual_end(kind: str, issued_on: date) -> date | None:
    """Return the last day that the law gives a kind: issue + 5 or 3 years - 1 day; None where none is known.

    Source: Legea 219/2015 art. 8 and 13.
    """
    years = TERMS.get(DocumentKind(kind))
    return issued_on + relativedelta(years=years, days=-1) if years else None


class AttestationForm(PortalForm):
    """A document, typed from paper. Without an end it is filled in and shown once more, to be compared."""

    NAMES: ClassVar = {"issuer": "issuer_other"}
    filled_end: date | None = None

    kind = PickField(
        label=_("Which document"),
        choices=[("", _("Choose the document")), *Kind.choices],
        missing=_("Choose the document."),
    )
    series = TextField(label=_("Series"), help_text=_("As on the paper."), max_length=12, required=False)
    number = TextField(label=_("Number"), max_length=20, missing=_("Enter the number of the document."))
    issuer = PickField(
        label=_("Issued by"),
        choices=[("", _("Choose the agency")), *((each, each) for each in AGENCIES), (OTHER, _("Another"))],
        missing=_("Choose who issued it."),
    )
    issuer_other = TextField(
        label=_("Issuer, if another"),
        help_text=_("Only for the authorisation of a sheltered unit."),
        max_length=80,
        required=False,
    )
    decision_no = TextField(label=_("Number of the decision"), max_length=40, required=False)
    issued_on = DayField(label=_("Issued on"), missing=_("Enter the date of issue."))
    valid_until = DayField(
        label=_("Valid until"),
        help_text=_(
            "The last good day, as on the paper. Leave it empty and we fill it in for you to compare."
        ),
        required=False,
    )
    scan = UploadField(
        label=_("Scan or photo of the document"),
        help_text=_("PDF, JPEG, PNG or WebP, up to 10 MB. Only you and the shop's team can see it."),
        required=False,
    )

    @staticmethod
    def starting(attestation: Attestation) -> dict[str, Any]:
        """Return what the form shows of a draft."""
        names = ("kind", "series", "number", "decision_no", "issued_on", "valid_until")
        listed = attestation.issuer in AGENCIES
        return {
            **{name: getattr(attestation, name) for name in names},
            "issuer": attestation.issuer if listed else OTHER,
            "issuer_other": "" if listed else attestation.issuer,
        }

    def clean(self) -> dict[str, Any]:
        """Name the issuer, and see that agencies' documents come from agencies."""
        data = self.cleaned_data
        if data.get("issuer") == OTHER:
            self._check_other(data)
        elif "issuer" in data:
            data["issuer_other"] = ""
        return data

    def fill_end(self) -> None:
        """Put the usual last day into the form, to be compared; ask for it where there is no usual one."""
        end = usual_end(self.cleaned_data["kind"], self.cleaned_data["issued_on"])
        if end is None:
            self.add_error("valid_until", _("Enter the last good day, as on the paper."))
            return
        self.filled_end = end
        self.data = {**self.data.dict(), "valid_until": end.isoformat()}  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """Return what `badge.acts` takes, without the scan."""
        data = self.cleaned_data
        names = ("kind", "series", "number", "decision_no", "issued_on", "valid_until")
        issuer = data["issuer_other"] if data["issuer"] == OTHER else data["issuer"]
        return {**{name: data[name] for name in names}, "issuer": issuer}

    def _check_other(self, data: dict[str, Any]) -> None:
        if data.get("kind") not in (None, "", Kind.SHELTERED):
            self.add_error("issuer", _("Attestations and social marks are issued by the county agencies."))
        elif not data.get("issuer_other") and "issuer_other" not in self.errors:
            self.add_error("issuer_other", _("Enter who issued it."))
