"""The sections of a profile as pages: their names, what is asked and why, and who may fill them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ses_vendors.portal.forms.profile import SECTION_FORMS, AddressForm
from ses_vendors.vendors.models import Role


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the profile; `lead` says in plain words what it is for."""

    code: str
    title: Promise
    lead: Promise
    role: Role


SECTIONS = (
    Section(
        "identity",
        _("Legal identity"),
        _("The law asks every seller to say who they are. Shoppers see this before they order."),
        Role.OWNER,
    ),
    Section(
        "addresses",
        _("Addresses"),
        _("Where you are registered, where you work, and where goods are sent back to."),
        Role.OWNER,
    ),
    Section(
        "contact",
        _("Contact and hours"),
        _("How shoppers reach you. They see the e-mail, the phone and the hours."),
        Role.ORDERS,
    ),
    Section(
        "story",
        _("Your story"),
        _("Shoppers read this on your page. A few plain sentences are enough."),
        Role.CATALOGUE,
    ),
    Section(
        "jobs",
        _("Jobs"),
        _("How many people work with you. Only totals: no names, no papers of people."),
        Role.OWNER,
    ),
    Section(
        "bank",
        _("Bank account"),
        _("Where your money is sent. Shoppers never see it."),
        Role.MONEY,
    ),
    Section(
        "safety",
        _("Product safety"),
        _("Who answers if one of your goods may be dangerous, and your promise to sell safe goods only."),
        Role.CATALOGUE,
    ),
)
_BY_CODE = {each.code: each for each in SECTIONS}
_ADDRESS_NAMES = {
    "seat": _("registered office"),
    "workplace": _("place of work"),
    "returns": _("where goods are sent back"),
}


def section(code: str) -> Section | None:
    """Find a section by its code."""
    return _BY_CODE.get(code)


def label(code: str, name: str) -> str:
    """Return what a field of a section is called on its page."""
    if code == "addresses":
        kind, _line, field = name.partition("_")
        return str(format_lazy("{}: {}", _ADDRESS_NAMES[kind], AddressForm.base_fields[field].label or field))
    fields = SECTION_FORMS[code].base_fields
    return str(fields[name].label) if name in fields else name
