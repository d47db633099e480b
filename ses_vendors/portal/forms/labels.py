"""What is to be printed on labels."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.money import Money
from ses_vendors.badge.proof import labels
from ses_vendors.portal.forms import PortalForm
from ses_vendors.portal.forms.fields import PickField, TextField

SIZES = (
    ("70x36", _("labels of 70 × 36 mm, 24 on a sheet")),
    ("99x38", _("labels of 99 × 38 mm, 14 on a sheet")),
    ("99x68", _("labels of 99 × 68 mm, 8 on a sheet")),
    ("55x90", _("hang tags of 55 × 90 mm, 9 on a sheet, to cut out")),
)
LANGUAGES = (("ro", "Română"), ("en", "English"))


class PriceField(forms.DecimalField):
    """A price in lei, with a comma or a point; Money, or None where nothing is typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=8,
            decimal_places=2,
            min_value=Decimal(0),
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages=dict.fromkeys(
                ("invalid", "max_digits", "max_decimal_places", "max_whole_digits", "min_value"),
                _("Enter a price in lei, for example 129,50."),
            ),
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        """Read a decimal, whichever sign divides it."""
        return super().to_python(str(value or "").strip().replace(",", ".") or None)

    def clean(self, value: Any) -> Any:
        """Return whole bani."""
        price = super().clean(value)
        return Money.from_decimal(price) if price is not None else None


class LabelForm(PortalForm):
    """Which sheet, and what it says of the goods. All is in the address, so a sheet can be printed again."""

    size = PickField(label=_("Sheet"), choices=SIZES, missing=_("Choose a sheet."))
    product = TextField(
        label=_("Name of the product"),
        help_text=_("Only goods that you make yourselves may carry the badge."),
        max_length=60,
        required=False,
    )
    price = PriceField(label=_("Price in lei"))
    language = PickField(
        label=_("Language"), choices=LANGUAGES, missing=_("Choose a language."), initial="ro"
    )

    def clean_product(self) -> str:
        """Return the name; what cannot be printed is told."""
        name: str = self.cleaned_data["product"]
        if labels.printable(name) != name:
            raise forms.ValidationError(
                _("Only letters, digits and signs can be printed on labels, no pictures."), code="letters"
            )
        return name
