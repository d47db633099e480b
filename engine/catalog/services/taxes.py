"""VAT: the classes of goods with their rates, and how a channel's prices are entered."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from engine.catalog.models import TaxClass
from engine.errors import Problem, Refusal, refuse
from engine.validation import camel, store

HIGHEST_RATE = 100


@transaction.atomic
def create_class(*, name: str, rates: Mapping[str, float]) -> TaxClass:
    """Make a tax class; `rates` are percents by country code.

    Raises:
        Refusal: INVALID for an empty or too long name, or a rate that is not a whole percent from 0 to
            100 (EU rates of today that apply here are whole).
    """
    row = TaxClass(name=name, rates={country: _whole(country, rate) for country, rate in rates.items()})
    store(row, exclude=["rates"])
    return row


def _whole(country: str, rate: float) -> int:
    if not 0 <= rate <= HIGHEST_RATE or rate != int(rate):
        message = "A rate is a whole percent from 0 to 100."
        raise refuse("INVALID", message, "createCountryRates", country_codes=[country])
    return int(rate)


#: What this core does, and nothing else: prices hold VAT, at the flat rates of the tax classes.
THE_ONLY_WAY = {
    "charge_taxes": True,
    "tax_calculation_strategy": "FLAT_RATES",
    "display_gross_prices": True,
    "prices_entered_with_tax": True,
}


def check_configuration(wanted: Mapping[str, object]) -> None:
    """Refuse a way of taxing that this core does not have; None is no wish.

    Raises:
        Refusal: INVALID per field.
    """
    wrong = [
        name for name, only in THE_ONLY_WAY.items() if wanted.get(name) is not None and wanted[name] != only
    ]
    if wrong:
        message = "This core only charges flat rates on prices that hold them."
        raise Refusal(*(Problem("INVALID", message, camel(name)) for name in wrong))
