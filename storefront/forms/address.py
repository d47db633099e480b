"""A Romanian address, and the company an invoice may be for.

How a page uses them (`storefront/views/account.py` has an example):

    form = AddressForm(request.POST or None, initial=as_initial(known_address))
    if form.is_valid():
        address = form.address          # commerce.types.Address, ready for the core
        form.warnings                   # sentences to show on the page that follows; they block nothing

    {% include "storefront/_error_summary.html" with links=form.error_links %}
    {% include "storefront/_address_fields.html" with form=form %}

Two addresses on one page take `prefix="shipping"` and `prefix="billing"`; `error_links(form, other)` makes
one summary of several forms. `css/address.css` hides the sector outside Bucharest, and the company's fields
for a person, where the browser can (`:has`); without it they show, with their hints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.types import Address
from kernel.counties import BUCHAREST, COUNTIES, SECTORS, county, postal_code_fits
from storefront.forms import ShopForm
from storefront.forms.fields import (
    CuiField,
    PhoneField,
    PlainTextField,
    PostalCodeField,
    RegistryNumberField,
)

Section = Literal["", "shipping", "billing"]
CUI_KEY = "cui"
REGISTRY_KEY = "registry_number"

PERSON, COMPANY = "person", "company"
BUYERS = [(PERSON, _("A person")), (COMPANY, _("A company or organisation"))]


class ConditionalChoiceField(forms.ChoiceField):
    """A choice that is required in some cases only: its label does not say "optional"."""

    is_conditional = True


class AddressForm(ShopForm):
    """Where a parcel goes, in the order Romanians write it. `section` is HTML's autofill section."""

    first_name = PlainTextField(
        label=_("First name"),
        autocomplete="given-name",
        error_messages={"required": _("Enter the first name.")},
    )
    last_name = PlainTextField(
        label=_("Last name"),
        autocomplete="family-name",
        error_messages={"required": _("Enter the last name.")},
    )
    phone = PhoneField(
        label=_("Phone"),
        help_text=_("The courier calls this number before the delivery."),
        autocomplete="tel",
        error_messages={"required": _("Enter a phone number.")},
    )
    county = forms.ChoiceField(
        label=_("County"),
        choices=[("", _("Choose the county")), *((each.iso, each.name) for each in COUNTIES)],
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
        error_messages={
            "required": _("Choose the county."),
            "invalid_choice": _("Choose a county from the list."),
        },
    )
    city = PlainTextField(
        label=_("Town or village"),
        help_text=_("For a village, add its commune, for example Marginea, com. Marginea."),
        autocomplete="address-level2",
        error_messages={"required": _("Enter the town or village.")},
    )
    sector = ConditionalChoiceField(
        label=_("Sector"),
        help_text=_("Only in Bucharest."),
        choices=[
            ("", _("Choose the sector")),
            *((number, format_lazy("{} {}", _("Sector"), number)) for number in SECTORS),
        ],
        required=False,
        widget=forms.Select(attrs={"autocomplete": "address-level3"}),
        error_messages={"invalid_choice": _("Choose a sector from 1 to 6.")},
    )
    street = PlainTextField(
        label=_("Street and number"),
        help_text=_("Where streets have no names, the house number is enough."),
        autocomplete="address-line1",
        max_length=150,
        error_messages={"required": _("Enter the street and the number.")},
    )
    street_extra = PlainTextField(
        label=_("Block, stair, floor, apartment"),
        autocomplete="address-line2",
        required=False,
    )
    postal_code = PostalCodeField(
        label=_("Postal code"),
        help_text=_("Six digits."),
        autocomplete="postal-code",
        error_messages={"required": _("Enter the postal code.")},
    )

    def __init__(self, *args: Any, section: Section = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if section:
            for field in self.fields.values():
                field.widget.attrs["autocomplete"] = f"{section} {field.widget.attrs['autocomplete']}"

    def clean(self) -> dict[str, Any]:
        """Ask for the sector in Bucharest, and forget it elsewhere."""
        data = self.cleaned_data
        if data.get("county") == BUCHAREST:
            if not data.get("sector") and "sector" not in self.errors:
                self.add_error("sector", _("Choose the sector."))
        elif "county" in data:
            data["sector"] = ""
        return data

    @property
    def address(self) -> Address:
        """The address that was typed; only of a valid form."""
        return Address(**self.cleaned_data)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What looks wrong in a valid form, and is accepted all the same."""
        return address_warnings(self.address)


class CompanyForm(ShopForm):
    """Who buys; a company is named on the invoice. A person's fields are not looked at."""

    buyer = forms.ChoiceField(
        label=_("The invoice is for"), choices=BUYERS, initial=PERSON, widget=forms.RadioSelect
    )
    company_name = PlainTextField(
        label=_("Company name"),
        autocomplete="organization",
        max_length=200,
        required=False,
        is_conditional=True,
    )
    cui = CuiField(
        label=_("CUI"),
        help_text=_("The fiscal code, with RO in front for VAT payers."),
        max_length=20,
        required=False,
        is_conditional=True,
    )
    registry_number = RegistryNumberField(
        label=_("Trade register number"),
        help_text=_("Associations and institutions leave it empty."),
        max_length=30,
        required=False,
    )

    def full_clean(self) -> None:
        """Look at the company's fields only when a company buys."""
        super().full_clean()
        if self.is_bound and self.cleaned_data.get("buyer") == PERSON:
            self._forget_company()

    def clean(self) -> dict[str, Any]:
        """Ask for the name and the code of a company."""
        data = self.cleaned_data
        if data.get("buyer") == COMPANY:
            self._require("company_name", gettext("Enter the company's name."))
            self._require("cui", gettext("Enter the company's CUI."))
        return data

    def with_company(self, address: Address) -> Address:
        """Return the address with the company's name, its codes in the metadata; a person's stays."""
        data = self.cleaned_data
        codes = {CUI_KEY: data["cui"], REGISTRY_KEY: data["registry_number"]}
        kept = {key: value for key, value in address.metadata.items() if key not in codes}
        found = {key: value for key, value in codes.items() if value}
        return replace(address, company_name=data["company_name"], metadata={**kept, **found})

    def _require(self, name: str, message: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)

    def _forget_company(self) -> None:
        for name in ("company_name", "cui", "registry_number"):
            self.errors.pop(name, None)
            self.cleaned_data[name] = ""


def address_warnings(address: Address) -> tuple[str, ...]:
    """Say what looks wrong in an address, in sentences; none of it hinders an order.

    A postal code begins with the digits of its county, but codes change and borders are crossed: the
    shopper is told, and decides.
    """
    found = county(address.county)
    if found is None or postal_code_fits(address.county, address.postal_code):
        return ()
    sentence = gettext("The postal code %(code)s does not look like one of %(county)s. Please check it.")
    return (sentence % {"code": address.postal_code, "county": found.name},)


def as_initial(address: Address | None) -> dict[str, Any]:
    """Return what an `AddressForm` starts with for a known address."""
    if address is None:
        return {}
    return {name: getattr(address, name) for name in AddressForm.base_fields}


def company_as_initial(address: Address | None) -> Mapping[str, Any]:
    """Return what a `CompanyForm` starts with for a known address."""
    if address is None or not address.company_name:
        return {}
    return {
        "buyer": COMPANY,
        "company_name": address.company_name,
        "cui": address.metadata.get(CUI_KEY, ""),
        "registry_number": address.metadata.get(REGISTRY_KEY, ""),
    }
