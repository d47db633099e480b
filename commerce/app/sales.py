"""Vouchers and orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from commerce.app.verbs import Verbs, decimal_text
from commerce.shop.values import metadata, moment
from commerce.types import OrderId
from kernel.money import Money

DiscountType = Literal["FIXED", "PERCENTAGE"]


@dataclass(frozen=True, slots=True)
class RecentOrder:
    """What a sweep needs to know of an order: which, since when, and the marks left on it."""

    id: OrderId
    number: str
    created_at: datetime
    metadata: Mapping[str, str]


class SalesVerbs(Verbs):
    """Verbs for what happens to goods."""

    def put_voucher(
        self,
        *,
        code: str,
        name: str,
        channel_id: str,
        discount_type: DiscountType,
        value: Decimal,
        minimum_spent: Money | None = None,
    ) -> str:
        """Find a voucher by its code or make it, off a whole order; set what it takes off.

        `value` is percents, or lei where the discount is FIXED. Returns the voucher's id.
        """
        voucher_id = self._voucher_id(code)
        if voucher_id is None:
            made = {
                "name": name,
                "addCodes": [code],
                "type": "ENTIRE_ORDER",
                "discountValueType": discount_type,
            }
            voucher_id = str(self._tell("voucher_create", input=made)["voucher"]["id"])
        listing: dict[str, Any] = {"channelId": channel_id, "discountValue": str(value)}
        if minimum_spent is not None:
            listing["minAmountSpent"] = decimal_text(minimum_spent)
        self._tell("voucher_listing", id=voucher_id, input={"addChannels": [listing]})
        return voucher_id

    def recent_orders(self, *, since: datetime) -> tuple[RecentOrder, ...]:
        """Read the orders placed since a moment, oldest first."""
        found = self._ask_all("recent_orders", since=since.isoformat())
        return tuple(
            RecentOrder(
                id=OrderId(node["id"]),
                number=node["number"],
                created_at=moment(node["created"]),
                metadata=metadata(node),
            )
            for node in found
        )

    def _voucher_id(self, code: str) -> str | None:
        nodes = (edge["node"] for edge in self._ask("vouchers", code=code)["edges"])
        return next((str(node["id"]) for node in nodes if node["code"] == code), None)
