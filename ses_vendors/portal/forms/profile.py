"""One short form for each section of a SES's profile, named as `vendors.services.profile` names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernel.counties import BUCHAREST, COUNTIES, SECTORS
from ses_vendors.portal.forms import ErrorLink, PortalForm
from ses_vendors.portal.forms.fields import CountField, DayField, EmailField, PickField, TextField
from ses_vendors.vendors.models import AddressKind, Group, LegalForm, Medium, RegistryKind

ADDRESS_KINDS = (AddressKind.SEAT, AddressKind.WORKPLACE, AddressKind.RETURNS)
TELEPHONE = {"type": "tel", "inputmode": "tel"}


class SectionForm(PortalForm):
    """A section, with the names that `profile.values_of` gives and `profile.update` takes."""

    def values(self) -> dict[str, Any]:
        """Return the typed values of a valid form, for `profile.update`."""
        return dict(self.cleaned_data)


class IdentityForm(SectionForm):
    """Who the SES is before the law."""

    trade_name = TextField(
        label=_("Name shoppers see"), max_length=80, missing=_("Enter the name of the workshop.")
    )
    legal_name = TextField(
        label=_("Legal name"),
        help_text=_("As on the registration certificate."),
        missing=_("Enter the legal name."),
    )
    legal_form = PickField(
        label=_("Legal form"), choices=LegalForm.choices, missing=_("Choose the legal form.")
    )
    cui = TextField(
        label=_("CUI"),
        help_text=_("The tax number, with or without RO."),
        max_length=20,
        missing=_("Enter the CUI."),
    )
    registry_kind = PickField(
        label=_("Where you are registered"), choices=RegistryKind.choices, widget=forms.RadioSelect
    )
    registry_number = TextField(
        label=_("Registration number"),
        help_text=_(
            "Trade register: J22/345/2015 or J2015000345220. Associations and foundations: the number of the "
            "court's register, for example 12/A/2015."
        ),
        max_length=60,
        required=False,
    )


class AddressForm(PortalForm):
    """One address; `county` is an ISO code, the sector is asked for in Bucharest only."""

    county = PickField(
        label=_("County"),
        choices=[("", _("Choose the county")), *((each.iso, each.name) for each in COUNTIES)],
        missing=_("Choose the county."),
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )
    locality = TextField(
        label=_("Town or village"),
        autocomplete="address-level2",
        max_length=80,
        missing=_("Enter the town or village."),
    )
    sector = PickField(
        label=_("Sector"),
        help_text=_("Only in Bucharest."),
        choices=[("", _("No sector")), *((each, each) for each in SECTORS)],
        required=False,
    )
    street = TextField(
        label=_("Street and number"),
        autocomplete="street-address",
        missing=_("Enter the street and the number."),
    )
    postal_code = TextField(
        label=_("Postal code"),
        help_text=_("Six digits."),
        autocomplete="postal-code",
        max_length=12,
        missing=_("Enter the postal code."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the sector in Bucharest, and forget it elsewhere."""
        data = self.cleaned_data
        if data.get("county") != BUCHAREST:
            data["sector"] = ""
        elif not data.get("sector") and "sector" not in self.errors:
            self.add_error("sector", _("Choose the sector."))
        return data


class SameForm(PortalForm):
    """Whether the place of work and the address for returns are the registered office."""

    workplace_same = forms.BooleanField(label=_("We work at the registered office."), required=False)
    returns_same = forms.BooleanField(label=_("Goods are sent back to the place of work."), required=False)


class AddressesForms:
    """The three addresses of a SES on one page; a ticked box leaves out the fields below it."""

    def __init__(self, data: Mapping[str, Any] | None, values: Mapping[str, Any]) -> None:
        self.same = SameForm(data, initial=_same(values))
        self.seat, self.workplace, self.returns = (
            AddressForm(data, prefix=kind, initial=_of(values, kind)) for kind in ADDRESS_KINDS
        )

    @property
    def error_links(self) -> list[ErrorLink]:
        """The messages of all that is asked."""
        return [link for form in self._asked() for link in form.error_links]

    def is_valid(self) -> bool:
        """Say whether everything that is asked is there."""
        return all([form.is_valid() for form in self._asked()])

    def values(self) -> dict[str, Any]:
        """Return the flat fields for `profile.update`; an address that is the one before is emptied."""
        asked = self._asked()
        return {
            f"{form.prefix}_{name}": form.cleaned_data[name] if form in asked else ""
            for form in (self.seat, self.workplace, self.returns)
            for name in AddressForm.base_fields
        }

    def refuse(self, fault: ValidationError) -> None:
        """Put what the service refused beside its field."""
        for key, errors in fault.error_dict.items():
            kind, _line, name = key.partition("_")
            form = {"seat": self.seat, "workplace": self.workplace, "returns": self.returns}[kind]
            for each in errors:
                form.add_error(name if name in form.fields else None, each)

    def _asked(self) -> list[PortalForm]:
        self.same.full_clean()
        same = getattr(self.same, "cleaned_data", {})
        forms_: list[PortalForm] = [self.seat]
        forms_ += [] if same.get("workplace_same") else [self.workplace]
        forms_ += [] if same.get("returns_same") else [self.returns]
        return forms_


def _of(values: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {name: values.get(f"{kind}_{name}", "") for name in AddressForm.base_fields}


def _same(values: Mapping[str, Any]) -> dict[str, bool]:
    return {f"{kind}_same": not values.get(f"{kind}_street") for kind in ("workplace", "returns")}


class ContactForm(SectionForm):
    """How shoppers reach the SES, and when."""

    email = EmailField(label=_("E-mail for shoppers"))
    phone = TextField(
        label=_("Phone for shoppers"),
        autocomplete="tel",
        max_length=30,
        missing=_("Enter a phone number."),
        widget=forms.TextInput(attrs=TELEPHONE),
    )
    opening_hours = TextField(
        label=_("Hours"),
        help_text=_("When somebody answers, for example: Monday to Friday, 9–17."),
        max_length=200,
        missing=_("Enter the hours in which somebody answers."),
    )
    web = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("Enter an address like https://exemplu.ro.")},
    )
    contact_name = TextField(
        label=_("Contact person"),
        help_text=_("For the shop only; shoppers do not see it."),
        autocomplete="name",
        max_length=80,
        required=False,
    )


class StoryForm(SectionForm):
    """What the SES tells of itself."""

    kind = TextField(
        label=_("Kind of workshop"),
        help_text=_("In two or three words, for example: pottery, bakery, sewing workshop."),
        max_length=80,
        missing=_("Say in two or three words what kind of workshop you are."),
    )
    medium = PickField(label=_("Where you work"), choices=Medium.choices, widget=forms.RadioSelect)
    tagline_ro = TextField(
        label=_("One sentence, in Romanian"),
        help_text=_("What you make, in plain words."),
        missing=_("Write one sentence about what you make."),
    )
    story_ro = TextField(
        label=_("Your story, in Romanian"),
        help_text=_(
            "Who makes the goods, how, since when. Write of the workshop, not of a person's illness, origin "
            "or family: nobody may be recognised by that."
        ),
        max_length=4000,
        missing=_("Write a few sentences about the workshop."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    tagline_en = TextField(label=_("One sentence, in English"), required=False)
    story_en = TextField(
        label=_("Your story, in English"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class JobsForm(SectionForm):
    """Jobs, as totals and group codes: there is no field for a person, nor for a number per group."""

    jobs_total = CountField(label=_("Jobs in all"), missing=_("Enter how many people work with you."))
    jobs_vulnerable = CountField(
        label=_("Of them, for people from vulnerable groups"),
        missing=_("Enter how many of the jobs are for people from vulnerable groups; 0 is an answer."),
    )
    groups = forms.MultipleChoiceField(
        label=_("Which groups"),
        help_text=_("Tick those that apply. Do not send us names or papers of people."),
        choices=Group.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    jobs_as_of = DayField(label=_("As of which day"), missing=_("Enter the day these numbers are of."))

    def clean_groups(self) -> list[str]:
        """Each once, in the order the table keeps them."""
        return sorted(set(self.cleaned_data["groups"]))

    def clean(self) -> dict[str, Any]:
        """Part of the jobs cannot be more than all of them."""
        data = self.cleaned_data
        total, vulnerable = data.get("jobs_total"), data.get("jobs_vulnerable")
        if total is not None and vulnerable is not None and vulnerable > total:
            self.add_error("jobs_vulnerable", _("This cannot be more than all the jobs."))
        return data


class BankForm(SectionForm):
    """The account the SES is paid to."""

    iban = TextField(
        label=_("IBAN"),
        help_text=_(
            "24 characters, beginning with RO. The account must be in the name of your organisation."
        ),
        max_length=42,
        missing=_("Enter the IBAN."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    bank_name = TextField(
        label=_("Bank"),
        help_text=_("We find it by the IBAN. Write it only if we ask for it."),
        max_length=80,
        required=False,
    )


class SafetyForm(SectionForm):
    """Who answers when goods may be dangerous (Regulation (EU) 2023/988)."""

    safety_email = EmailField(
        label=_("E-mail for product safety"), help_text=_("Shown with your goods, as the law asks.")
    )
    safety_phone = TextField(
        label=_("Phone for product safety"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs=TELEPHONE),
    )
    declares_compliance = forms.BooleanField(
        label=_("We declare that we sell only goods that keep to the law."),
        error_messages={"required": _("Read the declaration, then tick the box.")},
    )


SECTION_FORMS: dict[str, type[SectionForm]] = {
    "identity": IdentityForm,
    "contact": ContactForm,
    "story": StoryForm,
    "jobs": JobsForm,
    "bank": BankForm,
    "safety": SafetyForm,
}
