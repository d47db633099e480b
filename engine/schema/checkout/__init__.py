"""Checkouts on the wire."""

from __future__ import annotations

from engine.schema.checkout.mutations import CheckoutMutations
from engine.schema.checkout.queries import CheckoutQueries

__all__ = ["CheckoutMutations", "CheckoutQueries"]
