"""Voucher codes of a checkout."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from engine.checkout import vouchers
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import VoucherCode
from engine.checkout.services import baskets
from engine.errors import Refusal, refuse

FIELD = "promoCode"


@transaction.atomic
def add(*, checkout_id: UUID, code: str, now: datetime) -> CheckoutInfo:
    """Apply a code in place of the one before.

    Raises:
        Refusal: NOT_FOUND; INVALID for a code that is unknown, out of date or used up;
            VOUCHER_NOT_APPLICABLE when the checkout does not meet its conditions.
    """
    info = baskets.open_for_change(checkout_id, now=now)
    use = vouchers.find(code=code, channel=info.channel, now=now)
    if use is None:
        raise refuse("INVALID", "Promo code is invalid.", FIELD)
    if not vouchers.applies(use, info.situation):
        message = "Voucher is not applicable to that checkout."
        raise refuse("VOUCHER_NOT_APPLICABLE", message, FIELD)
    info.checkout.voucher_code = code
    info.voucher = use
    return baskets.close(info, "voucher_code")


@transaction.atomic
def remove(*, checkout_id: UUID, code: str | None, now: datetime) -> CheckoutInfo:
    """Give a code up.

    Raises:
        Refusal: NOT_FOUND; INVALID for a voucher that is another's; GRAPHQL_ERROR without a code.
    """
    if code is None:
        raise refuse("GRAPHQL_ERROR", "The promo code to remove is required.", FIELD)
    info = baskets.open_for_change(checkout_id, now=now)
    if info.checkout.voucher_code != code:
        raise _not_attached(code)
    info.checkout.voucher_code = None
    return baskets.close(info, "voucher_code")


def _not_attached(code: str) -> Refusal:
    if VoucherCode.objects.filter(code=code).exists():
        return refuse("INVALID", "Cannot remove a voucher not attached to this checkout.", FIELD)
    return refuse("NOT_FOUND", "Promo code does not exists.", FIELD)
