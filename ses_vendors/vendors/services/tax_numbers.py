"""A tax number belongs to one SES: to the one that is here or asks to be, not to one refused or gone."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ses_vendors.vendors.identifiers import BadValue
from ses_vendors.vendors.models import Vendor


class CuiTaken(BadValue):
    """A SES with this tax number is here, or has asked, already."""


def check_free(cui: str, *, besides: int | None = None) -> None:
    """Raise CuiTaken where another SES than `besides` has these digits and is neither rejected nor closed."""
    holders = Vendor.objects.living().filter(cui=cui).values_list("pk", flat=True)
    if set(holders) - {besides}:
        raise taken()


def save(vendor: Vendor, fields: list[str]) -> None:
    """Save fields of a SES on which its hold of its number depends: the number, the state.

    Of two at the same moment one gets it. Raises CuiTaken for the other.
    """
    try:
        with transaction.atomic():
            vendor.save(update_fields=fields)
    except IntegrityError:
        check_free(vendor.cui, besides=vendor.pk)
        raise


def taken() -> CuiTaken:
    """Return the refusal, in words for whoever asked."""
    return CuiTaken(
        _("A seller with this tax number is registered already. Ask its owner to invite you to the team."),
        code="cui_taken",
    )
