"""Voucher codes of a checkout."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene

from engine.checkout.info import CheckoutInfo
from engine.checkout.services import promo
from engine.schema.checkout.base import ById, CheckoutMutation


class CheckoutAddPromoCode(CheckoutMutation):
    """Apply a code."""

    class Arguments(ById):
        promo_code = graphene.String(required=True)

    @classmethod
    def change(cls, info: Any, key: UUID, promo_code: str) -> CheckoutInfo:
        """Apply it."""
        return promo.add(checkout_id=key, code=promo_code, now=info.context.now)


class CheckoutRemovePromoCode(CheckoutMutation):
    """Give a code up."""

    class Arguments(ById):
        promo_code = graphene.String()

    @classmethod
    def change(cls, info: Any, key: UUID, promo_code: str | None = None) -> CheckoutInfo:
        """Give it up."""
        return promo.remove(checkout_id=key, code=promo_code, now=info.context.now)
