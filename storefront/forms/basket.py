"""What a basket's buttons send."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from storefront.forms import ShopForm

#: Above it a number is a slip of the finger; what one order may really have, the core says.
MOST_PIECES = 9_999
_WRONG = _("Enter how many pieces you want: a whole number from 1.")
_TOO_MANY = _("That is too many: enter a number up to %(limit_value)s.")


class PiecesField(forms.IntegerField):
    """How many pieces: a whole number, with one sentence for everything that is not one."""

    def __init__(self, *, least: int = 1) -> None:
        super().__init__(
            min_value=least,
            max_value=MOST_PIECES,
            error_messages={
                "required": _WRONG,
                "invalid": _WRONG,
                "min_value": _WRONG,
                "max_value": _TOO_MANY,
            },
        )


class AddForm(ShopForm):
    """A variant and how many pieces of it."""

    variant = forms.CharField(
        max_length=200,
        error_messages={"required": _("Choose a product first.")},
    )
    quantity = PiecesField()


class LineForm(ShopForm):
    """A line of the basket and how many pieces it is to have; 0 takes it out."""

    line = forms.CharField(max_length=200)
    quantity = PiecesField(least=0)


class VoucherForm(ShopForm):
    """A voucher's code."""

    code = forms.CharField(
        label=_("Voucher code"),
        max_length=50,
        error_messages={"required": _("Enter a code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
