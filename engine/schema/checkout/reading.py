"""A checkout's row and what was read with it, together on their way through the resolvers."""

from __future__ import annotations

from typing import Any

from engine.checkout import info as infos
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Checkout


def present(info: CheckoutInfo) -> Checkout:
    """Return a checkout's row that carries what was read with it."""
    info.checkout.info = info  # type: ignore[attr-defined]
    return info.checkout


def known_of(checkout: Checkout, info: Any) -> CheckoutInfo:
    """Return what was read with a checkout; read it now, once, when the row came alone."""
    known = vars(checkout).get("info")
    if known is None:
        known = infos.load(checkout, now=info.context.now)
        present(known)
    return known
