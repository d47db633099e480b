"""Fields that Romanian forms need; all give plain, trimmed text."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.ro import cui, onrc

#: Old keyboards and imports write a cedilla where Romanian has a comma below (SR 13411:1999).
COMMA_BELOW = str.maketrans("şŞţŢ", "șȘțȚ")
NUMBER_KINDS = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


def plain(text: str) -> str:
    """Put letters into their composed form, cedillas right, and every run of blanks into one space.

    Control characters (also the invisible ones that turn the direction of writing) count as blanks.
    """
    composed = unicodedata.normalize("NFC", text).translate(COMMA_BELOW)
    visible = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in composed)
    return " ".join("".join(letter for letter in visible if letter not in DIRECTION_MARKS).split())


DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


class PlainTextField(forms.CharField):
    """One line of text. `autocomplete` is a token of HTML's autofill; `is_conditional` marks a field that
    is neither always required nor free to leave out, so that its label does not say "optional".
    """

    is_conditional = False

    def __init__(self, *, autocomplete: str = "", is_conditional: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        super().__init__(**kwargs)
        self.is_conditional = is_conditional
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete

    def to_python(self, value: Any) -> str:
        """Return the text made plain."""
        return plain(super().to_python(value) or "")


class PhoneField(PlainTextField):
    """A Romanian mobile or fixed number, kept in its international form (+40…, E.164)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "widget": forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
                "max_length": 30,
                **kwargs,
            }
        )

    def clean(self, value: Any) -> str:
        """Return the number as +40…; the message says how numbers look."""
        given = super().clean(value)
        return self._international(given) if given else ""

    def _international(self, given: str) -> str:
        try:
            number = phonenumbers.parse(given, "RO")
        except phonenumbers.NumberParseException as error:
            raise _no_phone() from error
        is_known = phonenumbers.is_valid_number_for_region(number, "RO")
        if not is_known or phonenumbers.number_type(number) not in NUMBER_KINDS:
            raise _no_phone()
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class PostalCodeField(PlainTextField):
    """Six digits; blanks between them are forgiven."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"widget": forms.TextInput(attrs={"inputmode": "numeric"}), "max_length": 12, **kwargs}
        )

    def clean(self, value: Any) -> str:
        """Return the six digits."""
        code: str = super().clean(value).replace(" ", "")
        if code and not re.fullmatch(r"[0-9]{6}", code):
            raise ValidationError(_("Enter a postal code of six digits, for example 700505."), code="invalid")
        return code


class CuiField(PlainTextField):
    """A company's identification code (CUI or CIF): 2 to 10 digits, the last one a check digit.

    "RO" in front says that the company is registered for VAT, and is kept.
    """

    def clean(self, value: Any) -> str:
        """Return the code without blanks, "RO" in front where it was typed."""
        given = super().clean(value).upper()
        if not given:
            return ""
        try:
            digits = cui.validate(given)
        except ValueError as error:
            raise ValidationError(
                _("This is not a valid CUI: check the digits, for example RO9900000010."), code="invalid"
            ) from error
        return f"RO{digits}" if given.startswith("RO") else digits


class RegistryNumberField(PlainTextField):
    """A number of the trade register: J12/345/2015, or J2012000345128 since 26 July 2024."""

    def clean(self, value: Any) -> str:
        """Return the number in its canonical form."""
        given = super().clean(value)
        if not given:
            return ""
        try:
            number: str = onrc.validate(given)
        except ValueError as error:
            raise ValidationError(
                _("This is not a trade register number, for example J22/345/2015."), code="invalid"
            ) from error
        return number


def _no_phone() -> ValidationError:
    return ValidationError(_("Enter a Romanian phone number, for example 0722 123 456."), code="invalid")
