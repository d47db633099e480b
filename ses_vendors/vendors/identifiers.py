"""Numbers of a legal person, its account, its phone and its place: read, checked, written one way. Pure.

Each function takes what a person typed and returns what is kept. What cannot be right raises its own kind of
`BadValue`, whose message is for that person; a form shows it beside the field.

Sources: Legea 359/2004 and OUG 84/2024 (registration numbers), Cod fiscal art. 316 (RO before the number of
a VAT payer), ISO 13616 (IBAN), E.164 (phones).
"""

from __future__ import annotations

from dataclasses import dataclass

import phonenumbers
import schwifty
import schwifty.exceptions
import stdnum.exceptions
import stdnum.ro.cui
import stdnum.ro.onrc
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernel import counties
from ses_vendors.vendors.models import LegalForm, RegistryKind

POSTAL_CODE_DIGITS = 6
LONGEST_INPUT = 60
#: Registered with the courts, and without a number of the trade register (OG 26/2000).
COURT_FORMS = frozenset({LegalForm.ASOC, LegalForm.FUND, LegalForm.FED, LegalForm.CAR_S, LegalForm.CAR_P})


class BadValue(ValidationError):
    """What somebody typed cannot be right."""


class BadCui(BadValue):
    """Not a tax number."""


class BadRegistration(BadValue):
    """Not a number of that register."""


class BadIban(BadValue):
    """Not an account number."""


class BadPhone(BadValue):
    """Not a phone number."""


class BadPostalCode(BadValue):
    """Not a postal code."""


@dataclass(frozen=True, slots=True)
class Account:
    """A bank account: its IBAN without spaces, and the bank's name, "" where nobody knows the bank."""

    iban: str
    bank_name: str


def cui(text: str) -> str:
    """Return the digits of a tax number, typed with or without RO and spaces. Raises BadCui."""
    try:
        return str(stdnum.ro.cui.validate(_bounded(text)))
    except (stdnum.exceptions.ValidationError, IndexError, ValueError):
        raise BadCui(
            _("This is not a tax number (CUI): please compare it with your registration certificate."),
            code="cui",
        ) from None


def shown_cui(digits: str, *, is_vat_payer: bool) -> str:
    """Write a tax number as documents show it: with RO where its owner pays VAT."""
    return f"RO{digits}" if is_vat_payer else digits


def registration(kind: str, text: str) -> str:
    """Return a registration number as its register writes it; "" stays "".

    The trade register's come as `J12/345/2015` or, since 26 July 2024, as `J` and 13 digits. The courts'
    register of associations has no format that all courts keep, and is taken as typed.
    Raises BadRegistration.
    """
    typed = " ".join(text.replace("\x00", "").split())
    if not typed or kind != RegistryKind.ONRC:
        return typed[:LONGEST_INPUT]
    try:
        return str(stdnum.ro.onrc.validate(_bounded(typed)))
    except (stdnum.exceptions.ValidationError, IndexError, ValueError):
        raise BadRegistration(
            _("This is not a number of the trade register. It looks like J12/345/2015 or J2015000345120."),
            code="registration",
        ) from None


def needs_registration(kind: str, legal_form: str) -> bool:
    """Say whether a registration number must be given: associations and foundations may have none."""
    return kind == RegistryKind.ONRC and legal_form not in COURT_FORMS


def account(text: str) -> Account:
    """Return an account and the name of its bank; a bank nobody knows is taken too. Raises BadIban."""
    try:
        found = schwifty.IBAN(_bounded(text))
        return Account(str(found), (found.bank_name or "")[:80])
    except (schwifty.exceptions.SchwiftyException, ValueError):
        raise BadIban(
            _("This is not an IBAN: a digit or a letter is wrong or missing."), code="iban"
        ) from None


def phone(text: str) -> str:
    """Return a phone number as +40700000001; without a country's code it is Romanian. Raises BadPhone."""
    try:
        found = phonenumbers.parse(_bounded(text), "RO")
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_possible_number(found):
        raise BadPhone(_("This is not a phone number. It looks like 0700 000 001."), code="phone")
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def postal_code(text: str) -> str:
    """Return the six digits of a postal code. Raises BadPostalCode."""
    digits = "".join(_bounded(text).split())
    if len(digits) != POSTAL_CODE_DIGITS or not (digits.isascii() and digits.isdigit()):
        raise BadPostalCode(_("A postal code has six digits."), code="postal_code")
    return digits


def is_postal_code_doubtful(county: str, code: str) -> bool:
    """Say whether a code does not begin as those of its county do: worth a second look, not an error."""
    return bool(county and code) and not counties.postal_code_fits(county, code)


def _bounded(text: str) -> str:
    return text.strip()[:LONGEST_INPUT]
