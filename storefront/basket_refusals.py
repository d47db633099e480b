"""What the core would not do with a basket, in the shopper's words."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.errors import InsufficientStock, Refused
from commerce.types import SellerName
from kernel.selling import Selling
from storefront.templatetags.shop import day

UNAVAILABLE = frozenset(
    {
        "PRODUCT_UNAVAILABLE_FOR_PURCHASE",
        "PRODUCT_NOT_PUBLISHED",
        "UNAVAILABLE_VARIANT_IN_CHANNEL",
        "GRAPHQL_ERROR",
        "NOT_FOUND",
    }
)
#: Saleor writes the numbers into its sentences only: "Only 3 remaining in stock.", "more than 50 times".
_REMAINING = re.compile(r"\bOnly (\d{1,9})\b")
_LIMIT = re.compile(r"\bmore than (\d{1,9}) times\b")


def sentence(refusal: Refused) -> str:
    """Say why goods could not be put in or changed, and that the basket is as it was."""
    if isinstance(refusal, InsufficientStock):
        return _short(_number(_REMAINING, refusal))
    if "QUANTITY_GREATER_THAN_LIMIT" in refusal.codes:
        return _over_limit(_number(_LIMIT, refusal))
    if refusal.codes & {"ZERO_QUANTITY"}:
        return _("Enter how many pieces you want: a whole number from 1.")
    if refusal.codes & UNAVAILABLE:
        return _("This product is not sold any more.")
    return _("That could not be changed. The basket is as it was.")


def closed_sentence(seller: SellerName, selling: Selling) -> str:
    """Say that a SES takes no orders now, and until when."""
    if selling.is_stopped:
        return _("%(name)s does not sell here at the moment.") % {"name": seller.name}
    if selling.until is None:
        return _("%(name)s takes no orders for now.") % {"name": seller.name}
    until = {"name": seller.name, "until": day(selling.until)}
    return _("%(name)s takes no orders until %(until)s.") % until


def voucher_sentence(refusal: Refused) -> str:
    """Say why a voucher code was not taken."""
    if "VOUCHER_NOT_APPLICABLE" in refusal.codes:
        return _("This code does not fit your basket, for example because it asks for a larger amount.")
    return _("This code does not exist, or it is not valid any more.")


def _short(left: int | None) -> str:
    if left is None:
        return _("There are not so many pieces in stock.")
    if left == 0:
        return _("This product is sold out for now.")
    return ngettext(
        "Only %(count)s piece is left. The basket is as it was.",
        "Only %(count)s pieces are left. The basket is as it was.",
        left,
    ) % {"count": left}


def _over_limit(limit: int | None) -> str:
    if limit is None:
        return _("One order cannot have so many pieces of this product.")
    return ngettext(
        "One order can have at most %(count)s piece of this product.",
        "One order can have at most %(count)s pieces of this product.",
        limit,
    ) % {"count": limit}


def _number(pattern: re.Pattern[str], refusal: Refused) -> int | None:
    found = (pattern.search(problem.message) for problem in refusal.problems)
    return next((int(match[1]) for match in found if match), None)
