"""How much of a total is paid, in Saleor's words. All amounts are bani; nothing here is stored."""

from __future__ import annotations


def order_charge(*, total: int, granted: int, charged: int) -> str:
    """Return an order's charge status: what is charged against the total less the granted refunds."""
    due = max(total - granted, 0)
    if charged == due:
        return "FULL"
    if charged <= 0:
        return "NONE"
    return "PARTIAL" if charged < due else "OVERCHARGED"


def order_authorize(*, total: int, granted: int, authorized: int, charged: int) -> str:
    """Return an order's authorize status: charged and authorized together cover the total, or part of it."""
    covered = authorized + charged
    if covered == 0:
        return "NONE" if total else "FULL"
    return "FULL" if covered >= max(total - granted, 0) else "PARTIAL"


def checkout_charge(*, total: int, has_lines: bool, charged: int) -> str:
    """Return a checkout's charge status; what is pending counts as charged."""
    if charged <= 0:
        return "FULL" if has_lines and total <= 0 else "NONE"
    if charged == total:
        return "FULL"
    return "PARTIAL" if charged < total else "OVERCHARGED"


def checkout_authorize(*, total: int, has_lines: bool, covered: int) -> str:
    """Return a checkout's authorize status; `covered` is all that is authorized, charged or pending."""
    if has_lines and total <= 0:
        return "FULL"
    if covered <= 0:
        return "NONE"
    return "FULL" if covered >= total else "PARTIAL"
