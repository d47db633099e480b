"""Fields of the sellers' forms: plain text, days, choices, files, each with messages a person understands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: Old keyboards write a cedilla where Romanian has a comma below (SR 13411:1999).
COMMA_BELOW = str.maketrans("şŞţŢ", "șȘțȚ")
#: What typed text may keep of the control characters.
LINE_BREAKS = "\n\r"
#: Marks that turn the direction of writing: a name with them reads as another one.
DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
ACCEPTED_PAPERS = "application/pdf,image/jpeg,image/png,image/webp"
ACCEPTED_PICTURES = "image/jpeg,image/png,image/webp"

Words = Any  # a text, or one that is translated later
ENTER_DATE, CHOOSE_ONE = _("Enter the date."), _("Choose one.")


def plain(text: str, *, keep_lines: bool = False) -> str:
    """Compose letters, put cedillas right, and drop what cannot be seen; blanks in a row become one."""
    composed = unicodedata.normalize("NFC", text).translate(COMMA_BELOW)
    kept = "".join(" " if _is_control(each, keep_lines) else each for each in composed)
    visible = "".join(each for each in kept if each not in DIRECTION_MARKS)
    return visible.strip() if keep_lines else " ".join(visible.split())


def _is_control(letter: str, keep_lines: bool) -> bool:
    return unicodedata.category(letter) == "Cc" and not (keep_lines and letter in LINE_BREAKS)


class TextField(forms.CharField):
    """One line of text, or several with a textarea. `missing` is said where it is empty."""

    def __init__(self, *, autocomplete: str = "", missing: Words = "", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 160)
        if missing:
            kwargs["error_messages"] = {"required": missing, **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)
        # NUL bytes are taken out by `plain`; Django's own validator would answer in words about them.
        self.validators = [each for each in self.validators if "NullChar" not in type(each).__name__]
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete

    def to_python(self, value: Any) -> str:
        """Return the text made plain."""
        return plain(super().to_python(value) or "", keep_lines=isinstance(self.widget, forms.Textarea))


class EmailField(forms.EmailField):
    """An e-mail address."""

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        super().__init__(
            **kwargs,
            max_length=254,
            error_messages={
                "required": _("Enter an e-mail address."),
                "invalid": _("Enter an e-mail address like nume@exemplu.ro."),
            },
        )
        self.widget.attrs["autocomplete"] = autocomplete


class DayField(forms.DateField):
    """A day, picked or typed as 31.12.2026; years that no paper here can have are refused."""

    def __init__(self, *, missing: Words = ENTER_DATE, **kwargs: Any) -> None:
        super().__init__(
            **kwargs,
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(
                format="%Y-%m-%d",
                attrs={"type": "date", "min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()},
            ),
            error_messages={
                "required": missing,
                "invalid": _("Enter a date that exists, for example 31.12.2026."),
            },
        )

    def to_python(self, value: Any) -> date | None:
        """Return the day; NUL bytes and other signs are no date."""
        day = super().to_python(value.replace("\x00", "?") if isinstance(value, str) else value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(_("Check the year."), code="year")
        return day


class CountField(forms.IntegerField):
    """A whole number of people."""

    def __init__(self, *, missing: Words, **kwargs: Any) -> None:
        super().__init__(
            **kwargs,
            min_value=0,
            max_value=32_767,
            error_messages={
                "required": missing,
                "invalid": _("Enter a whole number."),
                "min_value": _("Enter 0 or more."),
                "max_value": _("This number is too large."),
            },
        )
        self.widget.attrs["inputmode"] = "numeric"


class PickField(forms.ChoiceField):
    """One of a list."""

    def __init__(
        self, *, choices: Iterable[tuple[str, Words]], missing: Words = CHOOSE_ONE, **kwargs: Any
    ) -> None:
        super().__init__(
            choices=list(choices),
            error_messages={"required": missing, "invalid_choice": _("Choose one from the list.")},
            **kwargs,
        )


class UploadField(forms.FileField):
    """A file: a scan or a photograph. What it really is, the service finds out."""

    def __init__(self, *, accept: str = ACCEPTED_PAPERS, **kwargs: Any) -> None:
        super().__init__(
            **kwargs,
            # The longest name is cut where the file is kept, not refused here.
            allow_empty_file=False,
            widget=forms.FileInput(attrs={"accept": accept}),
            error_messages={
                "required": _("Choose a file, or take a photo."),
                "empty": _("This file is empty."),
                "invalid": _("The file did not arrive. Please choose it again."),
                "missing": _("The file did not arrive. Please choose it again."),
            },
        )
